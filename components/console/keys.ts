import { useEffect, useRef } from 'preact/hooks';

/** Single keys are off while somebody types or composes, and where the officer turned them off. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.isComposing ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  (event.target instanceof Element &&
    event.target.matches('input:not([type=checkbox]),textarea,select,[contenteditable]'));

const OFF = 'hulan:keys-off';
export const keysAreOff = (): boolean => localStorage.getItem(OFF) === '1';
export const turnKeys = (off: boolean): void => localStorage.setItem(OFF, off ? '1' : '0');

export type Keys = Record<string, ((event: KeyboardEvent) => void) | undefined>;

/** `keys`: by `event.key`, with `Shift+` before it where Shift is held. */
export const useKeys = (keys: Keys): void => {
  // What was drawn last is what a key acts on, also before the browser has painted it.
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      // A dialog that stands over the page has its keys to itself, Escape above all.
      if (isTyping(event) || keysAreOff() || document.querySelector('dialog:modal')) return;
      const name =
        event.shiftKey && event.key.length === 1 && /[a-z]/i.test(event.key)
          ? `Shift+${event.key.toLowerCase()}`
          : event.key;
      const press = latest.current[name];
      // Enter and Space on a button or link are that control's own.
      const isControl = event.target instanceof Element && event.target.matches('button,summary,input');
      if (!press || (isControl && (event.key === 'Enter' || event.key === ' '))) return;
      event.preventDefault();
      press(event);
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
};
