import type { ComponentChildren, Ref } from 'preact';

export interface ButtonProps {
  children: ComponentChildren;
  onPress?: (event: Event) => void;
  kind?: 'plain' | 'primary' | 'quiet';
  size?: 'small' | 'normal' | 'large';
  /** Stays focusable and says why elsewhere (`describedBy`); the press still reaches `onPress`. */
  unready?: boolean;
  describedBy?: string;
  expanded?: boolean;
  controls?: string;
  pressed?: boolean;
  label?: string;
  disabled?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
  id?: string;
  submit?: boolean;
}

export const Button = (p: ButtonProps) => (
  <button
    type={p.submit ? 'submit' : 'button'}
    id={p.id}
    ref={p.buttonRef}
    class={`b k-${p.kind ?? 'plain'} z-${p.size ?? 'normal'}`}
    disabled={p.disabled}
    aria-disabled={p.unready ? 'true' : undefined}
    aria-describedby={p.describedBy}
    aria-expanded={p.expanded}
    aria-controls={p.controls}
    aria-pressed={p.pressed}
    aria-label={p.label}
    onClick={p.onPress}
  >
    {p.children}
  </button>
);
