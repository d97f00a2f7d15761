/** A key's name beside the button that it presses. */
export const Kbd = ({ children }: { children: string }) => <kbd>{children}</kbd>;
