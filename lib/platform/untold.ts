/** Storage keys under which a page that goes away leaves what it could not be sure to have told. */
export const UNTOLD = 'untold:';
