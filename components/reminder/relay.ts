// Shields what a clerk types and presses in our surfaces. Events inside a closed shadow root are still seen by listeners on
// the page's window, digit by digit; so they are stopped there and repeated inside our root, where nobody else listens.

export interface Relay {
  /** Stops an event of our host and repeats it inside; false when it is not ours. Called by whoever listens on window first. */
  take(event: Event): boolean;
  /** A person did this: the browser's own event, or our repeat of one. */
  trusted(event: Event): boolean;
}

export const createRelay = (host: Element, root: ShadowRoot): Relay => {
  const repeats = new WeakSet<Event>();
  const taken = new WeakSet<Event>();
  let pressedOn: Element | null = null;
  let hovered: Element | null = null;

  const repeat = (event: Event, copy: Event, target: Element): void => {
    if (event.isTrusted) repeats.add(copy);
    target.dispatchEvent(copy);
    if (copy.defaultPrevented) event.preventDefault();
  };

  /** The button that was pressed: under the pointer at press and release, or focused when a key or a reader clicked. */
  const pressed = (event: MouseEvent): Element | null => {
    const byKey = event.detail === 0 || (event.clientX === 0 && event.clientY === 0);
    const found = byKey ? root.activeElement : root.elementFromPoint(event.clientX, event.clientY);
    const button = found?.closest('button') ?? null;
    return byKey || button === pressedOn ? button : null;
  };

  /** Hints open under the pointer: entering and leaving them is told anew. */
  const hover = (event: MouseEvent): void => {
    const next = event.type === 'pointerout' ? null : root.elementFromPoint(event.clientX, event.clientY);
    const hint = next?.closest('.hint') ?? null;
    if (hint === hovered) return;
    hovered?.dispatchEvent(new Event('pointerleave'));
    hovered = hint;
    hovered?.dispatchEvent(new Event('pointerenter'));
  };

  const inner = (event: Event): void => {
    if (event instanceof KeyboardEvent) {
      const { key, code, ctrlKey, shiftKey, altKey, metaKey, repeat: held } = event;
      const copy = new KeyboardEvent(event.type, {
        key,
        code,
        ctrlKey,
        shiftKey,
        altKey,
        metaKey,
        repeat: held,
        isComposing: event.isComposing || event.keyCode === 229,
        bubbles: true,
        cancelable: true,
      });
      repeat(event, copy, root.activeElement ?? root.firstElementChild ?? host);
      return;
    }
    if (event.type === 'input' && root.activeElement)
      repeat(event, new Event('input', { bubbles: true }), root.activeElement);
    if (!(event instanceof MouseEvent)) return;
    if (event.type === 'pointermove' || event.type === 'pointerout') hover(event);
    if (event.type === 'mousedown' || event.type === 'pointerdown')
      pressedOn = root.elementFromPoint(event.clientX, event.clientY)?.closest('button') ?? null;
    // Only buttons: a repeated click on a checkbox or link would act a second time.
    const button = event.type === 'click' ? pressed(event) : null;
    if (button)
      repeat(event, new MouseEvent('click', { detail: event.detail, bubbles: true, cancelable: true }), button);
  };

  return {
    take(event) {
      if (event.target !== host || taken.has(event)) return false;
      taken.add(event);
      event.stopImmediatePropagation();
      inner(event);
      return true;
    },
    trusted: (event) => event.isTrusted || repeats.has(event),
  };
};
