/** A key's name. Readers hear the shortcut from the button's own description, so the sign itself is silent. */
export const Kbd = ({ children }: { children: string }) => <kbd aria-hidden="true">{children}</kbd>;
