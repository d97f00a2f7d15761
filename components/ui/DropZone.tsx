import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './Icon';
import { PAGE_ICONS } from './page-icons';

/** Files dragged here, or chosen by the browser's own dialog. What becomes of them is said inside. */
export const DropZone = ({
  words,
  name = words,
  accept,
  multiple = false,
  isBusy,
  onFiles,
  children,
}: {
  words: string;
  name?: string;
  /** File name endings, comma separated. */
  accept: string;
  multiple?: boolean;
  isBusy: boolean;
  onFiles: (files: File[]) => void;
  children?: ComponentChildren;
}) => {
  const [isOver, setOver] = useState(false);
  const take = (list: FileList | null | undefined): void => {
    const files = [...(list ?? [])];
    if (files.length && !isBusy) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    <fieldset
      aria-label={name}
      class={`drop${isOver ? ' over' : ''}`}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        take(e.dataTransfer?.files);
      }}
    >
      <label>
        <Icon paths={PAGE_ICONS.upload} /> {words}
        {name !== words && <span class="pick">{name}</span>}
        <input
          class="vh"
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={isBusy}
          aria-label={name}
          onChange={(e) => {
            take(e.currentTarget.files);
            // The same file chosen again is a choice again.
            e.currentTarget.value = '';
          }}
        />
      </label>
      {children}
    </fieldset>
  );
};
