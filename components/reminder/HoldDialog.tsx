// The hold: one dialog for all hits of an act. It renders the view it is given and reports one answer.
import type { Hit, HoldView, Matter } from '@/lib/model';
import type { Say } from '@/components/texts';
import type { ReminderKey } from '@/components/texts/zh/reminder';
import { Button } from '@/components/ui/Button';
import { Check } from '@/components/ui/Check';
import { cut } from '@/components/ui/cut';
import { Deadline } from '@/components/ui/Deadline';
import { Kbd } from '@/components/ui/Kbd';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { type Step, Stepper } from '@/components/ui/Stepper';
import { CaseLink, Facts, More, Notes, Sources } from './HoldParts';
import { formLacks, type Lack } from './hold';
import { Reason } from './Reason';
import { SecondPerson } from './SecondPerson';
import { type Hold, type HoldInput, useHold } from './useHold';

export interface HoldProps extends HoldInput {
  say: Say<ReminderKey>;
  alert?: string;
  onCase: (matter: Matter) => void;
}
type S = Say<ReminderKey>;

const lackText = (lack: Lack, say: S): string => {
  switch (lack.kind) {
    case 'check':
      return say('hold.missing.check', { n: lack.n });
    case 'pick':
      return say('hold.missing.pick');
    case 'text':
      return say('hold.missing.text', { n: lack.n });
    case 'second':
      return say('hold.missing.second');
    case 'waiting':
      return say('hold.missing.waiting', { name: cut(lack.name, 30) });
  }
};

const stepsOf = ({ need }: HoldView, hold: Hold, say: S): Step[] => {
  const { filled, onForm } = hold;
  const lacking = formLacks(need, filled).map((lack) => lack.kind === 'check');
  const done = need.checks.filter((c) => filled.ticked.has(c.id)).length;
  const confirmed = filled.second.kind === 'ok' || filled.second.kind === 'none';
  const steps: (Step | false)[] = [
    need.checks.length > 0 && {
      title: say('step.check', { done, all: need.checks.length }),
      state: lacking.includes(true) ? 'now' : 'done',
    },
    need.reason !== 'none' && { title: say('step.reason'), state: lacking.includes(false) ? 'now' : 'done' },
    { title: say('step.second'), state: onForm ? 'later' : confirmed ? 'done' : 'now' },
  ];
  return steps.filter((step) => step !== false);
};

const Head = ({ view, head, say }: { view: HoldView; head: Hit; say: S }) => (
  <header class="h">
    <span class="lead">
      <Level level={head.level} size={26} />
      <span class="duty">· {say(`duty.${view.ask}`)}</span>
    </span>
    <span>
      <Said text={view.title} max={60} />
      {view.notDone && !view.title.includes(view.notDone) && (
        <>
          {say('hold.join')}
          <b>
            <Said text={view.notDone} max={60} />
          </b>
        </>
      )}
    </span>
  </header>
);

const Checks = ({ checks, hold, say }: { checks: HoldView['need']['checks']; hold: Hold; say: S }) => (
  <fieldset class="sx" aria-labelledby="hu-checks">
    <h3 id="hu-checks">
      {say('hold.check')}{' '}
      <span class="m">
        {checks.filter((c) => hold.filled.ticked.has(c.id)).length}/{checks.length}
      </span>
    </h3>
    <ul class="cl">
      {checks.map((check, i) => (
        <li key={check.id}>
          <Check
            ticked={hold.filled.ticked.has(check.id)}
            onTick={(e) => hold.tick(check.id, e)}
            hotkey={i < 9 ? String(i + 1) : undefined}
            inputRef={(el) => {
              hold.at.checks.current[i] = el;
            }}
          >
            <Said text={check.text} />
          </Check>
        </li>
      ))}
    </ul>
  </fieldset>
);

/** What was filled in before the second person was asked. */
const Summary = ({ need, hold, say }: { need: HoldView['need']; hold: Hold; say: S }) => {
  const picked = need.reasons.find((r) => r.id === hold.filled.reasonId);
  const text = hold.filled.text.trim();
  return (
    <div class="sx">
      <dl class="ev">
        {picked && (
          <>
            <dt>{say('hold.summary.reason')}</dt>
            <dd class="w">
              <Said text={picked.text} />
            </dd>
          </>
        )}
        {text && (
          <>
            <dt>{say('hold.summary.text')}</dt>
            <dd>
              <Said text={text} max={400} />
            </dd>
          </>
        )}
      </dl>
      {hold.filled.second.kind === 'idle' && (
        <Button kind="quiet" size="small" onPress={hold.edit}>
          {say('hold.edit')}
        </Button>
      )}
    </div>
  );
};

const Foot = ({ view, hold, say }: { view: HoldView; hold: Hold; say: S }) => (
  <footer class="f">
    <Button kind="primary" size="large" buttonRef={hold.at.back} onPress={hold.back}>
      <Said text={view.backLabel} max={30} /> <Kbd>Esc</Kbd>
    </Button>
    {!hold.forbidden && (
      <>
        <Button size="large" id="hu-continue" unready={hold.lacks.length > 0} describedBy="hu-need" onPress={hold.goOn}>
          {hold.stepwise && hold.onForm ? say('hold.next') : <Said text={view.continueLabel} max={30} />}
        </Button>
        <span class="need" id="hu-need" role="status">
          <b>{hold.lacks.length > 0 ? hold.lacks.map((lack) => lackText(lack, say)).join(' · ') : say('hold.ready')}</b>
          <br />
          {say(view.need.reason === 'none' ? 'hold.recorded.check' : 'hold.recorded')}
        </span>
      </>
    )}
  </footer>
);

export const HoldDialog = (p: HoldProps) => {
  const { view, say } = p;
  const { need } = view;
  const hold = useHold(p);
  const [head, ...more] = view.hits;
  if (!head) return null;
  const stopped = view.ask === 'stop';
  const size = need.second || stopped ? ' wide' : '';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the surrounding alertdialog's keys, heard where Preact renders
    <section ref={hold.at.card} class={`card hold m-${head.level.mark}${size}`} onKeyDown={hold.onKey}>
      <Head view={view} head={head} say={say} />
      <div class="body">
        <div class="sx">
          <p class="say" id="hu-say">
            <Said text={head.sentence} max={240} />
          </p>
          <dl class="ev" id="hu-facts">
            <Facts facts={head.facts} say={say} />
          </dl>
          {more.length > 0 && <More hits={more} say={say} />}
        </div>
        {hold.stepwise && !hold.forbidden && <Stepper steps={stepsOf(view, hold, say)} />}
        {!stopped && hold.onForm && need.checks.length > 0 && <Checks checks={need.checks} hold={hold} say={say} />}
        {!stopped && hold.onForm && <Reason need={need} hold={hold} say={say} />}
        {!stopped && hold.stepwise && !hold.onForm && <Summary need={need} hold={hold} say={say} />}
        {!stopped && !hold.onForm && need.second && <SecondPerson second={need.second} hold={hold} say={say} />}
        {stopped && <p class="sx w">{say('hold.forbid')}</p>}
        <div class="sx">
          <Sources hit={head} say={say} />
          <CaseLink matter={view.matter} {...p} />
          <Notes notes={view.notes} />
        </div>
        {head.deadline && <Deadline {...head.deadline} say={say} />}
      </div>
      <p class="alert" role="alert">
        {p.alert && <Said text={p.alert} />}
      </p>
      <Foot view={view} hold={hold} say={say} />
    </section>
  );
};
