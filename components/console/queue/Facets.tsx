import { useState } from 'preact/hooks';
import type { OfficeView, QueueView } from '@/lib/messages/office-views';
import type { Facet, QueueFilter } from '@/lib/model';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { cut } from '@/components/ui/cut';
import { facetWord, type Words } from './words';

const SHOWN: Facet[] = ['severity', 'stage', 'answer', 'risk', 'unit', 'post', 'rule', 'desk'];
const FEW = 6;

interface Props {
  view: QueueView;
  office: OfficeView;
  filter: QueueFilter;
  words: Words;
  onFilter: (filter: QueueFilter) => void;
}

/** Facets with counts; each counts as if its own choice were not made. People are no facet. */
export const Facets = ({ view, office, filter, words, onFilter }: Props) => (
  <section class="facets" aria-label={words.q('facets')}>
    {SHOWN.filter((facet) => view.counts[facet].length > 1 || filter.facets?.[facet]?.length).map((facet) => (
      <FacetList
        key={facet}
        facet={facet}
        counts={view.counts[facet]}
        chosen={filter.facets?.[facet] ?? []}
        office={office}
        words={words}
        onChoose={(values) => {
          const { [facet]: _, ...rest } = filter.facets ?? {};
          onFilter({ ...filter, facets: values.length ? { ...rest, [facet]: values } : rest });
        }}
      />
    ))}
  </section>
);

const FacetList = ({
  facet,
  counts,
  chosen,
  office,
  words,
  onChoose,
}: {
  facet: Facet;
  counts: { value: string; n: number }[];
  chosen: readonly string[];
  office: OfficeView;
  words: Words;
  onChoose: (values: string[]) => void;
}) => {
  const [isOpen, setOpen] = useState(false);
  const sorted = facet === 'severity' ? [...counts].sort((a, b) => Number(b.value) - Number(a.value)) : counts;
  const shown = isOpen ? sorted.slice(0, 200) : sorted.slice(0, FEW);
  const toggle = (value: string): void =>
    onChoose(chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value]);
  return (
    <fieldset>
      <legend>{words.q(`facet.${facet}`)}</legend>
      {shown.map(({ value, n }) => {
        const level = office.levels.find((l) => String(l.severity) === value);
        return (
          <label key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span class="word">
              {facet === 'severity' && level ? (
                <Level level={level.mark} size={16} />
              ) : (
                <Said text={cut(facetWord(facet, value, office, words), 24)} />
              )}
            </span>
            <span class="n m">{n}</span>
          </label>
        );
      })}
      {counts.length > FEW && (
        <button type="button" class="link f12" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.q('facet.less') : words.q('facet.more', { n: counts.length - FEW })}
        </button>
      )}
    </fieldset>
  );
};
