import type { ComponentChildren, Ref } from 'preact';

/** One thing to tick. `onTick` gets the event, so that the caller can refuse what no person did. */
export const Check = ({
  ticked,
  children,
  onTick,
  inputRef,
  hotkey,
}: {
  ticked: boolean;
  children: ComponentChildren;
  onTick: (event: Event) => void;
  inputRef?: Ref<HTMLInputElement>;
  hotkey?: string;
}) => (
  <label class="ck">
    <input type="checkbox" checked={ticked} onChange={onTick} ref={inputRef} aria-keyshortcuts={hotkey} />
    <span>{children}</span>
  </label>
);
