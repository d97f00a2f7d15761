// What the worker says without being asked. Kept apart from the table, whose schemas must not travel into pages.

/** To our own open pages: something changed, ask again. No envelope, so that no door takes it. */
export const CHANGED = 'hulan.changed';
/** To the frames of a tab: the clerk went back in the overlay. */
export const BACK = 'hold.back';
