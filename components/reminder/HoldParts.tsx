// The parts of the hold dialog: headline, facts, further hits, sources. What they show comes filled in the view.
import { useState } from 'preact/hooks';
import type { FactLine, Hit, Matter, SourceLine } from '@/lib/model';
import type { ReminderKey } from '@/components/texts/zh/reminder';
import type { Say } from '@/components/texts';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { cut } from '@/components/ui/cut';

type S = Say<ReminderKey>;

export const Facts = ({ facts, say }: { facts: FactLine[]; say: S }) => (
  <>
    {facts.map((fact, i) => [
      <dt key={`t${i}`}>
        <Said text={fact.label} max={40} />
      </dt>,
      <dd key={`d${i}`}>
        {fact.bad ? (
          <b>
            <Said text={fact.actual} />
          </b>
        ) : (
          <Said text={fact.actual} />
        )}
        {fact.expected && <span class="m2">{say('hold.rule', { expected: cut(fact.expected) })}</span>}
      </dd>,
    ])}
  </>
);

export const More = ({ hits, say }: { hits: Hit[]; say: S }) => {
  const [open, setOpen] = useState(false);
  return (
    <div class="more">
      <div class="row">
        <span class="m">{say('hold.more', { n: hits.length })}</span>
        <Button kind="quiet" size="small" expanded={open} onPress={() => setOpen(!open)}>
          {say(open ? 'chip.close' : 'hold.more.open')}
        </Button>
      </div>
      <ul>
        {hits.map((hit) => (
          <li key={hit.rule}>
            <Level level={hit.level} /> <Said text={hit.sentence} />
            {open && (
              <>
                <dl class="ev">
                  <Facts facts={hit.facts} say={say} />
                </dl>
                <Sources hit={hit} say={say} />
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};

/** Only web addresses become links: a pack's text never chooses another scheme. */
const webOnly = (href: string | undefined): string | undefined =>
  href && /^https?:\/\//i.test(href) ? href : undefined;

const SourceLink = ({ source, children }: { source: SourceLine; children: string }) => {
  const href = webOnly(source.href);
  return href ? (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : null;
};

/** What a reminder rests on, in one line. */
export const Cited = ({ source, say }: { source: SourceLine | undefined; say: S }) =>
  source ? (
    <span>
      <Said text={[source.title, source.article].filter(Boolean).join(' ')} max={120} />{' '}
      <SourceLink source={source}>{say('source.open')}</SourceLink>
    </span>
  ) : null;

/** What the rule rests on, and its own name at the end: what one quotes when the rule is wrong. */
export const Sources = ({ hit, say }: { hit: Hit; say: S }) => (
  <div class="src">
    <Icon paths={ICONS.file} size={14} />
    <ul>
      {hit.sources.map((source, i) => (
        <li key={i}>
          <Said text={source.title} />
          {source.article && (
            <>
              {' '}
              <Said text={source.article} max={80} />
            </>
          )}
          {!source.checked && <span class="m"> · {say('source.unchecked')}</span>}{' '}
          <SourceLink source={source}>{say('source.open')}</SourceLink>
        </li>
      ))}
      <li class="id">{say('hold.id', { id: cut(hit.rule, 64), version: hit.ruleVersion })}</li>
    </ul>
  </div>
);

interface CaseProps {
  matter: Matter | undefined;
  say: S;
  trusted: (event: Event) => boolean;
  onCase: (matter: Matter) => void;
}
/** What this desk knows about the matter: the worker opens a page of ours. */
export const CaseLink = ({ matter, say, trusted, onCase }: CaseProps) =>
  matter ? (
    <Button
      kind="quiet"
      size="small"
      onPress={(e) => {
        if (trusted(e)) onCase(matter);
      }}
    >
      {say('case')}
    </Button>
  ) : null;

export const Notes = ({ notes }: { notes: string[] }) =>
  notes.length === 0 ? null : (
    <ul class="notes">
      {notes.map((note, i) => (
        <li key={i}>
          <Icon paths={ICONS.note} size={14} />
          <Said text={note} />
        </li>
      ))}
    </ul>
  );
