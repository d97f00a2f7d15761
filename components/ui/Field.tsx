import type { ComponentChildren, Ref } from 'preact';

/** A labelled line of a form with its rule and, where there is one, its fault. */
export const Field = ({
  id,
  label,
  value,
  onText,
  type = 'text',
  hint,
  fault,
  autoComplete,
  inputRef,
  required,
}: {
  id: string;
  label: string;
  value: string;
  onText: (text: string) => void;
  type?: 'text' | 'password';
  hint?: ComponentChildren;
  fault?: string;
  autoComplete?: string;
  inputRef?: Ref<HTMLInputElement>;
  required?: boolean;
}) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      class="in"
      type={type}
      value={value}
      autocomplete={autoComplete}
      ref={inputRef}
      required={required}
      maxLength={200}
      aria-invalid={fault ? 'true' : undefined}
      aria-describedby={hint || fault ? `${id}-note` : undefined}
      onInput={(e) => onText(e.currentTarget.value)}
    />
    {(hint || fault) && (
      <p id={`${id}-note`} class={fault ? 'fault' : 'm f12'}>
        {fault ?? hint}
      </p>
    )}
  </div>
);
