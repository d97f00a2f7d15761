import { useState } from 'preact/hooks';
import type { QueueFilter } from '@/lib/model';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { keepViews, type SavedView } from './views';
import type { Words } from './words';

/** Views with how much is in each; fixed ones first, own ones can be saved and dropped. */
export const Tabs = ({
  views,
  counts,
  chosen,
  own,
  filter,
  words: { q, say },
  onChoose,
  onOwn,
}: {
  views: readonly SavedView[];
  counts: readonly number[];
  chosen: string;
  own: readonly SavedView[];
  filter: QueueFilter;
  words: Words;
  onChoose: (view: SavedView) => void;
  onOwn: (views: SavedView[]) => void;
}) => {
  const keep = (next: SavedView[]): void => {
    keepViews(next);
    onOwn(next);
  };
  return (
    <nav class="tabs" aria-label={say('nav.queue')}>
      {views.map((v, i) => (
        <span key={v.id} class="tab">
          <button type="button" aria-pressed={v.id === chosen} onClick={() => onChoose(v)}>
            {v.title ? q(v.title) : v.name} <b class="n">{counts[i] ?? 0}</b>
          </button>
          {v.name && (
            <button
              type="button"
              class="drop"
              aria-label={q('view.drop', { name: v.name })}
              onClick={() => keep(own.filter((m) => m.id !== v.id))}
            >
              <Icon paths={PAGE_ICONS.cross} size={12} />
            </button>
          )}
        </span>
      ))}
      <span class="sp" />
      <SaveView q={q} onSave={(name) => keep([...own, { id: `own-${Date.now()}`, name, filter }])} />
    </nav>
  );
};

const SaveView = ({ q, onSave }: { q: Words['q']; onSave: (name: string) => void }) => {
  const [name, setName] = useState<string>();
  if (name === undefined)
    return (
      <Button size="small" kind="quiet" onPress={() => setName('')}>
        {q('view.save')}
      </Button>
    );
  return (
    <form
      class="row"
      onSubmit={(e) => {
        e.preventDefault();
        if (name.trim()) onSave(name.trim());
        setName(undefined);
      }}
    >
      <input
        class="in"
        ref={(el) => el?.focus()}
        value={name}
        maxLength={20}
        aria-label={q('view.name')}
        placeholder={q('view.name')}
        onInput={(e) => setName(e.currentTarget.value)}
        onKeyDown={(e) => e.key === 'Escape' && setName(undefined)}
      />
    </form>
  );
};
