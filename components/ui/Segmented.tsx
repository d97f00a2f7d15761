/** One of a few, all in sight. Real radio buttons, so arrow keys and readers work. */
export const Segmented = <V extends string>({
  label,
  name,
  value,
  options,
  onPick,
}: {
  label: string;
  name: string;
  value: V;
  options: { value: V; word: string }[];
  onPick: (value: V) => void;
}) => (
  <div class="seg" role="radiogroup" aria-label={label}>
    {options.map((o) => (
      <label key={o.value}>
        <input type="radio" class="vh" name={name} checked={o.value === value} onChange={() => onPick(o.value)} />
        <span>{o.word}</span>
      </label>
    ))}
  </div>
);
