import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnswerKind, FlagLine, FlagsView } from '@/lib/messages/views';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Kbd } from '@/components/ui/Kbd';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { cut } from '@/components/ui/cut';
import { shortTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { useKeys } from './keys';
import { goTo } from './route';
import { Ready, type PageProps, type S } from './shell';

const PAGE = 50;
const ANSWERS: AnswerKind[] = ['continue', 'back', 'acknowledge', 'unanswered', 'none'];

export interface Filter {
  level?: number;
  rule?: string;
  answer?: AnswerKind;
}

const Filters = ({
  view,
  filter,
  say,
  onFilter,
  shown,
}: {
  view: FlagsView;
  filter: Filter;
  say: S;
  onFilter: (filter: Filter) => void;
  shown: number;
}) => {
  const pick =
    (key: keyof Filter) =>
    (event: Event & { currentTarget: HTMLSelectElement }): void => {
      const value = event.currentTarget.value;
      const { [key]: _, ...rest } = filter;
      onFilter(
        value === ''
          ? rest
          : key === 'level'
            ? { ...rest, level: Number(value) }
            : key === 'rule'
              ? { ...rest, rule: value }
              : { ...rest, answer: ANSWERS.find((a) => a === value) },
      );
    };
  const all = <option value="">{say('flags.all')}</option>;
  return (
    <div class="filters">
      <label>
        {say('flags.level')}{' '}
        <select class="in" value={filter.level ?? ''} onChange={pick('level')}>
          {all}
          {view.filters.levels.map((l) => (
            <option key={l.severity} value={l.severity}>
              {l.mark.word}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('flags.answer')}{' '}
        <select class="in" value={filter.answer ?? ''} onChange={pick('answer')}>
          {all}
          {ANSWERS.map((a) => (
            <option key={a} value={a}>
              {say(`answer.${a}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('flags.rule')}{' '}
        <select class="in" value={filter.rule ?? ''} onChange={pick('rule')}>
          {all}
          {view.filters.rules.map((r) => (
            <option key={r.id} value={r.id}>
              {cut(r.title, 40)}
            </option>
          ))}
        </select>
      </label>
      <span class="sp" />
      <span class="m" role="status">
        {say('flags.count', { n: view.total ?? shown })}
      </span>
    </div>
  );
};

const Row = ({ line, current, say }: { line: FlagLine; current: boolean; say: S }) => (
  <tr aria-selected={current} data-seq={line.seq} onClick={() => goTo(`#/flags/${line.seq}`)}>
    <td>
      <Level level={line.level} />
    </td>
    <td class="nw">{shortTime(line.at)}</td>
    <th scope="row">
      <a href={`#/flags/${line.seq}`} tabIndex={current ? 0 : -1} onClick={(e) => e.stopPropagation()}>
        <Said text={line.sentence} max={90} />
      </a>
      {line.more > 0 && <span class="m f12 more"> {say('flags.more', { n: line.more })}</span>}
    </th>
    <td>
      <Said text={line.actionTitle} max={24} />
    </td>
    <td>
      <Said text={line.subject ?? '—'} max={28} />
    </td>
    <td>
      <Said text={line.clerk ?? '—'} max={16} />
    </td>
    <td>
      <Said text={line.answerText || say(`answer.${line.answer}`)} max={24} />
    </td>
    <td>
      <Said text={line.endingText ?? '—'} max={20} />
    </td>
  </tr>
);

/** Flags of this desk, newest first. J/K or arrows move, Enter opens. */
export const FlagList = ({ api, say }: PageProps) => {
  const [filter, setFilter] = useState<Filter>({});
  const [older, setOlder] = useState<{ lines: FlagLine[]; next?: number; failed?: boolean }>();
  const [loaded, again] = useLoaded(() => api.flags({ limit: PAGE, ...filter }), [api, filter]);
  const [at, setAt] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const view = 'value' in loaded ? loaded.value : undefined;
  const lines = [...(view?.lines ?? []), ...(older?.lines ?? [])];
  const next = older ? older.next : view?.next;
  const filtered = Object.values(filter).some((v) => v !== undefined);

  useEffect(() => {
    setOlder(undefined);
    setAt(0);
  }, [filter]);
  const move = (step: number): void => {
    if (!lines.length) return;
    const to = Math.max(0, Math.min(lines.length - 1, at + step));
    setAt(to);
    table.current?.querySelectorAll<HTMLElement>('tbody a')[to]?.focus();
  };
  const down = (): void => move(1);
  const up = (): void => move(-1);
  useKeys({ j: down, ArrowDown: down, k: up, ArrowUp: up });
  const more = async (): Promise<void> => {
    const page = await api.flags({ limit: PAGE, before: next, ...filter }).catch(() => undefined);
    setOlder((o) =>
      page
        ? { lines: [...(o?.lines ?? []), ...page.lines], next: page.next }
        : { lines: o?.lines ?? [], next, failed: true },
    );
  };

  return (
    <>
      <h1>{say('nav.flags')}</h1>
      <Ready loaded={loaded} again={again} say={say}>
        {(v) => (
          <>
            <Filters view={v} filter={filter} say={say} onFilter={setFilter} shown={lines.length} />
            {lines.length === 0 ? (
              <div class="panelbox">
                {filtered ? (
                  <Empty title={say('flags.nohit')}>
                    <Button size="small" onPress={() => setFilter({})}>
                      {say('flags.clear')}
                    </Button>
                  </Empty>
                ) : (
                  <Empty title={say('flags.empty')}>{say('flags.empty.more')}</Empty>
                )}
              </div>
            ) : (
              <div class="scroll" tabIndex={-1}>
                <table class="list" ref={table}>
                  <thead>
                    <tr>
                      {(['level', 'at', 'sentence', 'action', 'subject', 'clerk', 'answer', 'ending'] as const).map(
                        (k) => (
                          <th key={k} scope="col">
                            {say(`flags.${k}`)}
                          </th>
                        ),
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((line, i) => (
                      <Row key={line.seq} line={line} current={i === at} say={say} />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            {next !== undefined && (
              <p class="row">
                <Button onPress={() => void more()}>{say('more')}</Button>
                {older?.failed && <span role="status">{say('failed')}</span>}
              </p>
            )}
            {lines.length > 0 && (
              <p class="m f12 keys">
                <Kbd>J</Kbd> <Kbd>K</Kbd> {say('flags.keys')} · <Kbd>Enter</Kbd> {say('flags.open')}
              </p>
            )}
          </>
        )}
      </Ready>
    </>
  );
};
