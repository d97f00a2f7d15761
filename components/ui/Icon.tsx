/** A stroked sign without meaning of its own; the words beside it carry that. */
export const Icon = ({ paths, size = 16 }: { paths: readonly string[]; size?: number }) => (
  <svg class="i" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
    {paths.map((d) => (
      <path key={d} d={d} />
    ))}
  </svg>
);
