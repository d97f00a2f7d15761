// The hold: one dialog for all hits of an act. It renders the view it is given and reports one answer.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HoldOutcome, HoldView, SecondReply } from '@/lib/model';
import type { ReminderKey } from '@/components/texts/zh';
import type { Say } from '@/components/texts';
import { Button } from '@/components/ui/Button';
import { Check } from '@/components/ui/Check';
import { Deadline } from '@/components/ui/Deadline';
import { Kbd } from '@/components/ui/Kbd';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { Stepper, type Step } from '@/components/ui/Stepper';
import { cut } from '@/components/ui/cut';
import { formLacks, GUARD_MS, lacksOf, NO_CANDIDATE_MS, NOBODY_MS, outcomeOf, type Filled, type Lack } from './hold';
import { Facts, More, Notes, Sources } from './HoldParts';
import { Reason } from './Reason';
import { SecondPerson } from './SecondPerson';

/** Survives when the dialog must be made anew. */
export interface Kept { filled?: Filled; page?: 'form' | 'second' }

export interface HoldProps {
  view: HoldView;
  kept?: Kept;
  say: Say<ReminderKey>;
  alert?: string;
  /** A person did this; a page's script did not. */
  trusted: (event: Event) => boolean;
  /** Monotonic ms. */
  now: () => number;
  onOutcome: (outcome: HoldOutcome) => void;
  onDraft: (text: string) => void;
  onSecond: (person: string) => Promise<SecondReply>;
}

const lackText = (lack: Lack, say: Say<ReminderKey>): string => {
  switch (lack.kind) {
    case 'check': return say('hold.missing.check', { n: lack.n });
    case 'pick': return say('hold.missing.pick');
    case 'text': return say('hold.missing.text', { n: lack.n });
    case 'second': return say('hold.missing.second');
    case 'waiting': return say('hold.missing.waiting', { name: cut(lack.name, 30) });
  }
};

const typesText = (target: EventTarget | null): boolean => target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

export const HoldDialog = (p: HoldProps) => {
  const { view, say } = p;
  const { need } = view;
  const [filled, setFilled] = useState<Filled>(p.kept?.filled ?? { ticked: new Set(), text: view.draft ?? '', second: { kind: 'idle' } });
  const [page, setPage] = useState<'form' | 'second'>(p.kept?.page ?? (need.second && formLacks(need, filled).length === 0 && need.checks.length === 0 && need.reason === 'none' ? 'second' : 'form'));
  if (p.kept) Object.assign(p.kept, { filled, page });
  const [late, setLate] = useState(false);
  const opened = useRef(p.now());
  const answered = useRef(false);
  const asks = useRef(0);
  const card = useRef<HTMLElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const checks = useRef<(HTMLInputElement | null)[]>([]);
  const firstReason = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);

  const noCandidate = need.second?.candidates.length === 0;
  useEffect(() => back.current?.focus(), []);
  useEffect(() => {
    setLate(false);
    const timer = setTimeout(() => setLate(need.second !== undefined), noCandidate ? NO_CANDIDATE_MS : NOBODY_MS);
    return () => clearTimeout(timer);
  }, [noCandidate]);

  const forbidden = view.ask === 'stop' || filled.second.kind === 'refused';
  const stepwise = need.second !== undefined && (need.checks.length > 0 || need.reason !== 'none');
  const onForm = page === 'form';
  const lacks = stepwise && onForm ? formLacks(need, filled) : lacksOf(need, filled);
  const guarded = (): boolean => p.now() - opened.current < GUARD_MS;

  const answer = (outcome: HoldOutcome): void => {
    if (answered.current) return;
    answered.current = true;
    p.onOutcome(outcome);
  };
  const goBack = (event: Event): void => { if (p.trusted(event)) answer({ kind: 'back' }); };
  const toGap = (lack: Lack): void => {
    if (lack.kind === 'check') checks.current[need.checks.findIndex((c) => !filled.ticked.has(c.id))]?.focus();
    else if (lack.kind === 'pick') firstReason.current?.focus();
    else if (lack.kind === 'text') text.current?.focus();
    else card.current?.querySelector<HTMLElement>('.second select, .second button')?.focus();
  };
  const goOn = (event: Event): void => {
    if (!p.trusted(event) || forbidden || guarded()) return;
    const lack = lacks[0];
    if (lack) return toGap(lack);
    if (stepwise && onForm) return setPage('second');
    answer(outcomeOf(need, filled));
  };
  const tick = (id: string, event: Event): void => {
    if (!p.trusted(event)) return;
    setFilled((f) => {
      const ticked = new Set(f.ticked);
      if (!ticked.delete(id)) ticked.add(id);
      return { ...f, ticked };
    });
  };
  const write = (value: string): void => { setFilled((f) => ({ ...f, text: value })); p.onDraft(value); };
  const ask = async (id: string, name: string, event: Event): Promise<void> => {
    if (!p.trusted(event)) return;
    const turn = ++asks.current;
    setFilled((f) => ({ ...f, second: { kind: 'waiting', name } }));
    const reply = await p.onSecond(id).catch((): SecondReply => ({ ok: false, sentence: '' }));
    // Asked again meanwhile: an earlier window that closed unanswered says nothing about the later one.
    if (!reply.ok && !reply.refused && turn !== asks.current) return;
    setFilled((f) => ({ ...f, second: reply.ok ? { kind: 'ok', person: id, name, post: reply.post, at: reply.at, ticket: reply.ticket } : reply.refused ? { kind: 'refused', name, sentence: reply.sentence } : { kind: 'unanswered', sentence: reply.sentence } }));
  };
  const nobody = (event: Event): void => {
    if (p.trusted(event)) setFilled((f) => ({ ...f, second: { kind: 'none', post: need.second?.posts[0] ?? '', at: Date.now() } }));
  };

  const onKey = (event: KeyboardEvent): void => {
    // While an input method is composing, keys choose characters.
    if (event.isComposing || !p.trusted(event)) return;
    if (event.key === 'Escape') { event.preventDefault(); return answer({ kind: 'back' }); }
    if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); return goOn(event); }
    // Enter or Space still held from pressing the page's control.
    if ((event.key === 'Enter' || event.key === ' ') && (event.repeat || guarded()) && !typesText(event.target)) return event.preventDefault();
    const nth = Number(event.key) - 1;
    const check = event.ctrlKey || event.altKey || event.metaKey || typesText(event.target) ? undefined : need.checks[nth];
    if (check && onForm && !forbidden) { event.preventDefault(); tick(check.id, event); checks.current[nth]?.focus(); }
  };

  const head = view.hits[0];
  if (!head) return null;
  const steps: Step[] = [
    ...(need.checks.length ? [{ title: say('step.check', { done: need.checks.filter((c) => filled.ticked.has(c.id)).length, all: need.checks.length }), state: !onForm || need.checks.every((c) => filled.ticked.has(c.id)) ? 'done' : 'now' } as const] : []),
    ...(need.reason !== 'none' ? [{ title: say('step.reason'), state: !onForm || !formLacks(need, filled).some((l) => l.kind !== 'check') ? 'done' : 'now' } as const] : []),
    { title: say('step.second'), state: onForm ? 'later' : filled.second.kind === 'ok' || filled.second.kind === 'none' ? 'done' : 'now' },
  ];
  const picked = need.reasons.find((r) => r.id === filled.reasonId);
  const more = view.hits.slice(1);

  return (
    <section ref={card} class={`card hold m-${head.level.mark}${need.second || view.ask === 'stop' ? ' wide' : ''}`} onKeyDown={onKey}>
      <header class="h">
        <span class="lead"><Level level={head.level} size={26} /><span class="duty">· {say(`duty.${view.ask}`)}</span></span>
        <span class="paused"><Said text={view.title} max={60} />{view.notDone && !view.title.includes(view.notDone) && <>{say('hold.join')}<b><Said text={view.notDone} max={60} /></b></>}</span>
      </header>
      <div class="body">
        <div class="sx">
          <p class="say" id="hu-say"><Said text={head.sentence} max={240} /></p>
          <dl class="ev" id="hu-facts"><Facts facts={head.facts} say={say} /></dl>
          {more.length > 0 && <More hits={more} say={say} />}
        </div>
        {stepwise && !forbidden && <Stepper steps={steps} />}
        {view.ask !== 'stop' && onForm && need.checks.length > 0 && <div class="sx" role="group" aria-labelledby="hu-checks">
          <h3 id="hu-checks">{say('hold.check')} <span class="m">{need.checks.filter((c) => filled.ticked.has(c.id)).length}/{need.checks.length}</span></h3>
          <ul class="cl">{need.checks.map((check, i) => (
            <li key={check.id}><Check ticked={filled.ticked.has(check.id)} onTick={(e) => tick(check.id, e)} hotkey={i < 9 ? String(i + 1) : undefined}
              inputRef={(el) => { checks.current[i] = el; }}><Said text={check.text} /></Check></li>))}</ul>
        </div>}
        {view.ask !== 'stop' && onForm && need.reason !== 'none' && <Reason need={need} filled={filled} say={say} firstRef={firstReason} textRef={text}
          onText={write} onPick={(id, e) => { if (p.trusted(e)) setFilled((f) => ({ ...f, reasonId: id })); }} />}
        {stepwise && !onForm && (picked || filled.text.trim()) && <div class="sx"><dl class="ev">
          {picked && <><dt>{say('hold.summary.reason')}</dt><dd><b class="ink"><Said text={picked.text} /></b></dd></>}
          {filled.text.trim() && <><dt>{say('hold.summary.text')}</dt><dd><Said text={filled.text} max={400} /></dd></>}
        </dl></div>}
        {stepwise && !onForm && filled.second.kind === 'idle' && <div class="sx tight"><Button kind="quiet" size="small" onPress={(e) => { if (p.trusted(e)) setPage('form'); }}>{say('hold.edit')}</Button></div>}
        {need.second && view.ask !== 'stop' && !onForm && <SecondPerson second={need.second} state={filled.second} say={say} late={late} onAsk={(id, name, e) => void ask(id, name, e)} onNobody={nobody} />}
        {view.ask === 'stop' && <p class="sx forbid">{say('hold.forbid')}</p>}
        <div class="sx"><Sources hit={head} say={say} /><Notes notes={view.notes} /></div>
        {head.deadline && <Deadline at={head.deadline.at} from={head.deadline.from} label={head.deadline.label} say={say} />}
      </div>
      <p class="alert" role="alert">{p.alert && <Said text={p.alert} />}</p>
      <footer class="f">
        <Button kind="primary" size="large" buttonRef={back} onPress={goBack}><Said text={view.backLabel} max={30} /> <Kbd>Esc</Kbd></Button>
        {!forbidden && <>
          <Button size="large" id="hu-continue" unready={lacks.length > 0} describedBy="hu-need" onPress={goOn}>
            {stepwise && onForm ? say('hold.next') : <Said text={view.continueLabel} max={30} />}</Button>
          <span class="need" id="hu-need" role="status">
            <b>{lacks.length ? lacks.map((l) => lackText(l, say)).join(' · ') : say('hold.ready')}</b>
            <br />{say(need.reason === 'none' ? 'hold.recorded.check' : 'hold.recorded')}
          </span></>}
      </footer>
    </section>
  );
};
