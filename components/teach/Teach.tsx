// Page teaching over a live page: a bar, a panel with four steps, outlines and a card beside what is pointed at.
import { useEffect, useRef } from 'preact/hooks';
import type { Aim, FieldLine, Spot, TeachActs, TeachStep, TeachView } from '@/lib/model';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Kbd } from '@/components/ui/Kbd';
import { Said } from '@/components/ui/Said';
import { ActStep } from './ActStep';
import { FieldsStep } from './FieldsStep';
import { PageStep } from './PageStep';
import { hitWords, Strong, type TeachSay } from './parts';
import { TryStep } from './TryStep';

const STEPS: TeachStep[] = ['page', 'fields', 'act', 'try'];

export interface TeachProps {
  view: TeachView;
  acts: TeachActs;
  say: TeachSay;
}

export const Teach = ({ view, acts, say }: TeachProps) => {
  const glass = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const points = !view.passing && (view.step === 'fields' || view.step === 'act');
  useEffect(() => {
    (points ? glass.current : panel.current)?.focus({ preventScroll: true });
  }, [view.step, view.passing]);
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!done) return;
    event.preventDefault();
    done(acts, event.shiftKey, () => panel.current?.focus());
  };
  return (
    <>
      {points && (
        <div
          ref={glass}
          class="glass"
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys are taken here
          tabIndex={0}
          aria-label={say('glass')}
          aria-describedby={view.aim ? 'hu-tip' : undefined}
          onKeyDown={key}
        />
      )}
      {points &&
        view.fields.map((field, at) => field.spot && <Mark key={field.id} spot={field.spot} word={String(at + 1)} />)}
      {points && view.act?.spot && <Mark spot={view.act.spot} word={say('step.act').slice(-2)} />}
      {points && view.aim && <Aimed aim={view.aim} say={say} side={view.side} />}
      <Bar view={view} acts={acts} say={say} />
      <aside class={`pn ${view.side}`} aria-label={say('title')} ref={panel} tabIndex={-1}>
        <header>
          <p>
            <b class="f14">
              <Said text={view.setup.pageTitle || view.host} max={30} />
            </b>{' '}
            <span class="m">{say(view.known ? 'known' : 'new')}</span>
          </p>
          <ol class="stp">
            {STEPS.map((step) => (
              <li
                key={step}
                class={step === view.step ? 'on' : STEPS.indexOf(step) < STEPS.indexOf(view.step) ? 'ok' : ''}
              >
                <button
                  type="button"
                  aria-current={step === view.step ? 'step' : undefined}
                  onClick={() => acts.go(step)}
                >
                  {say(`step.${step}`)}
                </button>
              </li>
            ))}
          </ol>
        </header>
        <div class="bd">
          {view.step === 'page' && <PageStep view={view} acts={acts} say={say} />}
          {view.step === 'fields' && <FieldsStep view={view} acts={acts} say={say} />}
          {view.step === 'act' && <ActStep view={view} acts={acts} say={say} />}
          {view.step === 'try' && <TryStep view={view} acts={acts} say={say} />}
          <p class="f12 m priv">
            <Icon paths={PAGE_ICONS.eyeOff} size={14} /> {say('privacy')}
          </p>
        </div>
        <p class="sayd f12" role="status">
          {view.said && say(view.said as 'said.kept')}
        </p>
        <footer>
          {view.step !== 'try' && (
            <Button kind="primary" onPress={() => acts.go(STEPS[STEPS.indexOf(view.step) + 1] ?? 'try')}>
              {say('next')}
            </Button>
          )}
          <Button onPress={acts.undo} disabled={!view.canUndo}>
            {say('undo')} <Kbd>Z</Kbd>
          </Button>
        </footer>
      </aside>
    </>
  );
};

type Done = (acts: TeachActs, shift: boolean, toPanel: () => void) => void;
const KEYS: Record<string, Done> = {
  Tab: (acts, shift) => acts.aimNext(shift ? -1 : 1),
  ArrowUp: (acts) => acts.aimOut(),
  ArrowDown: (acts) => acts.aimIn(),
  Enter: (acts) => acts.pick(),
  z: (acts) => acts.undo(),
  Escape: (acts, _, toPanel) => {
    acts.unaim();
    toPanel();
  },
};

const Bar = ({ view, acts, say }: TeachProps) => {
  const field = view.fields.find(({ id }) => id === view.current);
  const what = {
    page: say('pointing.page'),
    act: say('pointing.act'),
    try: '',
    fields: field ? say('pointing.field', { label: field.label }) : say('pointing.new'),
  }[view.step];
  return (
    <div class="tp">
      <span class="brand">
        <Icon paths={PAGE_ICONS.rail} size={20} /> {say('title')}
      </span>
      <span class="where">
        <Said text={[view.setup.systemTitle, view.setup.pageTitle].filter(Boolean).join(' / ')} max={60} />
      </span>
      <span class="sp" />
      <span role="status" class="now">
        {view.passing
          ? say('pass.note')
          : what && (view.step === 'fields' || view.step === 'act')
            ? say('pointing', { what })
            : ''}
      </span>
      <Button size="small" pressed={view.passing} onPress={() => acts.pass(!view.passing)}>
        {say(view.passing ? 'pass.on' : 'pass')} <Kbd>Alt+P</Kbd>
      </Button>
      <Button size="small" onPress={() => acts.side(view.side === 'right' ? 'left' : 'right')}>
        {say(view.side === 'right' ? 'side.left' : 'side.right')}
      </Button>
      <Button size="small" onPress={acts.leave}>
        {say('leave')}
      </Button>
    </div>
  );
};

const at = ({ x, y, width, height }: Spot) => ({
  left: `${x}px`,
  top: `${y}px`,
  width: `${width}px`,
  height: `${height}px`,
});

const Mark = ({ spot, word }: { spot: Spot; word: string }) => (
  <div class="mkk" style={at(spot)} aria-hidden="true">
    <b class="nbr">{word}</b>
  </div>
);

/** The dashed outline and, beside it and never over it, the card. */
const Aimed = ({ aim, say, side }: { aim: Aim; say: TeachSay; side: TeachView['side'] }) => {
  const { spot, best } = aim;
  const below = spot.y + spot.height + 8;
  const high = below + 150 > innerHeight;
  const left = Math.max(side === 'left' ? 372 : 8, Math.min(spot.x, innerWidth - (side === 'right' ? 668 : 308)));
  return (
    <>
      <div class="hov" style={at(spot)} aria-hidden="true" />
      <div
        class="tip"
        id="hu-tip"
        role="status"
        style={{
          left: `${left}px`,
          ...(high ? { bottom: `${innerHeight - spot.y + 8}px` } : { top: `${Math.max(52, below)}px` }),
        }}
      >
        <p>
          <b>
            <Said text={aim.name || say('aim.nameless')} max={40} />
          </b>{' '}
          · {say(`what.${aim.what}`)} ·{' '}
          {aim.text ? <Said text={say('aim.says', { text: aim.text })} max={50} /> : say('aim.empty')}
        </p>
        {best ? (
          <>
            <p class="n">
              {say(`kind.${best.kind}` as 'kind.label')} “<Said text={best.said} max={60} />”
            </p>
            <p>
              {say(best.unique ? 'aim.unique' : 'aim.many')} · {hitWords(best.hits, say)} ·{' '}
              <Strong is={best.strength} say={say} plain />
            </p>
          </>
        ) : (
          <p>{say('aim.none')}</p>
        )}
        <p class="n">{say('aim.keys')}</p>
      </div>
    </>
  );
};
export type { FieldLine };
