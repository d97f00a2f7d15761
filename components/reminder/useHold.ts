// What happens in a hold: ticks, words, the second person, and the one answer. HoldDialog draws it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HoldOutcome, HoldView, SecondReply } from '@/lib/model';
import {
  type Filled,
  formLacks,
  isWrong,
  GUARD_MS,
  type Lack,
  lacksOf,
  NO_CANDIDATE_MS,
  NOBODY_MS,
  outcomeOf,
  type Second,
} from './hold';

/** Survives when the dialog must be made anew. */
export interface Kept {
  filled?: Filled;
  page?: 'form' | 'second';
}

export interface HoldInput {
  view: HoldView;
  kept?: Kept;
  /** A person did this; a page's script did not. */
  trusted: (event: Event) => boolean;
  /** Monotonic ms. */
  now: () => number;
  /** False while something covers the dialog: who presses then may not know what is pressed. */
  inSight?: () => boolean;
  onOutcome: (outcome: HoldOutcome) => void;
  onDraft: (text: string) => void;
  onSecond: (person: string) => Promise<SecondReply>;
}

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

const isPress = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' ';

const secondOf = (reply: SecondReply, person: string, name: string): Second => {
  if (reply.ok) return { kind: 'ok', person, name, post: reply.post, at: reply.at, ticket: reply.ticket };
  return reply.refused
    ? { kind: 'refused', name, sentence: reply.sentence }
    : { kind: 'unanswered', sentence: reply.sentence };
};

/** True once nobody answered for ten minutes, or there is nobody to ask. */
const useLate = (need: HoldView['need']): boolean => {
  const [late, setLate] = useState(false);
  const nobody = need.second?.candidates.length === 0;
  useEffect(() => {
    setLate(false);
    const timer = setTimeout(() => setLate(need.second !== undefined), nobody ? NO_CANDIDATE_MS : NOBODY_MS);
    return () => clearTimeout(timer);
  }, [nobody]);
  return late;
};

export const useHold = (p: HoldInput) => {
  const { view } = p;
  const { need } = view;
  const asksForm = need.checks.length > 0 || need.reason !== 'none';
  const [filled, setFilled] = useState<Filled>(
    p.kept?.filled ?? { ticked: new Set(), text: view.draft ?? '', second: { kind: 'idle' } },
  );
  const [page, setPage] = useState<'form' | 'second'>(p.kept?.page ?? (need.second && !asksForm ? 'second' : 'form'));
  if (p.kept) Object.assign(p.kept, { filled, page });
  const late = useLate(need);
  const opened = useRef(p.now());
  const answered = useRef(false);
  const asks = useRef(0);
  const at = {
    card: useRef<HTMLElement>(null),
    back: useRef<HTMLButtonElement>(null),
    checks: useRef<(HTMLInputElement | null)[]>([]),
    reason: useRef<HTMLInputElement>(null),
    text: useRef<HTMLTextAreaElement>(null),
  };
  useEffect(() => at.back.current?.focus(), []);

  const forbidden = view.ask === 'stop' || filled.second.kind === 'refused';
  const stepwise = need.second !== undefined && asksForm && !isWrong(need, filled);
  const onForm = page === 'form';
  const lacks = stepwise && onForm ? formLacks(need, filled) : lacksOf(need, filled);
  const guarded = (): boolean => p.now() - opened.current < GUARD_MS;

  const answer = (outcome: HoldOutcome): void => {
    if (answered.current) return;
    answered.current = true;
    p.onOutcome(outcome);
  };
  const toGap = (lack: Lack): void => {
    const unticked = need.checks.findIndex((c) => !filled.ticked.has(c.id));
    const gap: Record<Lack['kind'], HTMLElement | null | undefined> = {
      check: at.checks.current[unticked],
      pick: at.reason.current,
      text: at.text.current,
      second: at.card.current?.querySelector<HTMLElement>('.second select, .second button'),
      waiting: at.back.current,
    };
    gap[lack.kind]?.focus();
  };
  const goOn = (event: Event): void => {
    if (!p.trusted(event) || forbidden || guarded() || p.inSight?.() === false) return;
    const [lack] = lacks;
    if (lack) toGap(lack);
    else if (stepwise && onForm) setPage('second');
    else answer(outcomeOf(need, filled));
  };
  const tick = (id: string, event: Event): void => {
    if (!p.trusted(event)) return;
    setFilled((f) => {
      const ticked = new Set(f.ticked);
      if (!ticked.delete(id)) ticked.add(id);
      // Who goes on checking takes "this is wrong" back, where no other reason is asked for.
      return { ...f, ticked, ...(need.reason === 'none' && { reasonId: undefined }) };
    });
  };
  const ask = async (id: string, name: string, event: Event): Promise<void> => {
    if (!p.trusted(event)) return;
    const turn = ++asks.current;
    setFilled((f) => ({ ...f, second: { kind: 'waiting', name } }));
    const reply = await p.onSecond(id).catch((): SecondReply => ({ ok: false, sentence: '' }));
    // Asked again meanwhile: an earlier window that closed unanswered says nothing about the later one.
    if (!reply.ok && !reply.refused && turn !== asks.current) return;
    setFilled((f) => ({ ...f, second: secondOf(reply, id, name) }));
  };
  const onKey = (event: KeyboardEvent): void => {
    // While an input method is composing, keys choose characters.
    if (event.isComposing || !p.trusted(event)) return;
    const inText = typesText(event.target);
    const nth = Number(event.key) - 1;
    const check = event.ctrlKey || event.altKey || event.metaKey || inText ? undefined : need.checks[nth];
    if (event.key === 'Escape') answer({ kind: 'back' });
    else if (event.key === 'Enter' && event.ctrlKey) goOn(event);
    // Enter or Space still held from pressing the page's control.
    else if (isPress(event) && !inText && (event.repeat || guarded())) event.preventDefault();
    else if (check && onForm && !forbidden) {
      tick(check.id, event);
      at.checks.current[nth]?.focus();
    } else return;
    event.preventDefault();
  };

  return {
    ...{ filled, onForm, late, forbidden, stepwise, lacks, at, goOn, tick, ask, onKey },
    back: (event: Event): void => {
      if (p.trusted(event)) answer({ kind: 'back' });
    },
    pick: (id: string, event: Event): void => {
      if (p.trusted(event)) setFilled((f) => ({ ...f, reasonId: id }));
    },
    write: (text: string): void => {
      setFilled((f) => ({ ...f, text }));
      p.onDraft(text);
    },
    edit: (event: Event): void => {
      if (p.trusted(event)) setPage('form');
    },
    nobody: (event: Event): void => {
      if (!p.trusted(event)) return;
      setFilled((f) => ({ ...f, second: { kind: 'none', post: need.second?.posts[0] ?? '', at: Date.now() } }));
    },
  };
};

export type Hold = ReturnType<typeof useHold>;
