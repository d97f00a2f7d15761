// How far each signed version is pushed: back-tested, observed, some units, a share of desks, all; and whether this desk is in.
import type { PackStateView } from '@/lib/messages/views';
import { Panel } from '../shell';
import type { A } from './words';

type Offer = PackStateView['sources'][number]['offered'][number];
const STEPS = ['backtest', 'observe', 'rings', 'share', 'all'] as const;

export const Stages = ({ view, a }: { view: PackStateView; a: A }) => {
  const offered = view.sources.flatMap((source) => source.offered.map((offer) => ({ source: source.id, offer })));
  if (!offered.length) return null;
  return (
    <Panel title={a('pk.stages')}>
      {offered.map(({ source, offer }) => (
        <div key={`${source}${offer.id}`} class="stagerow">
          <p class="row">
            <b>{offer.id}</b> <span class="n">{offer.version}</span>
            <span class="tag">{a(`pk.hereis.${offer.here}`)}</span>
          </p>
          <ol class="stages">
            {STEPS.map((step, i) => {
              const at = STEPS.indexOf(stepOf(offer));
              return (
                <li
                  key={step}
                  class={i < at ? 'done' : i === at ? 'now' : ''}
                  aria-current={i === at ? 'step' : undefined}
                >
                  <b>{a(`pk.step.${step}`)}</b>
                  <span class="f12 m">{i === at ? detailOf(offer, a) : ''}</span>
                </li>
              );
            })}
          </ol>
        </div>
      ))}
    </Panel>
  );
};

const stepOf = ({ rollout }: Offer): (typeof STEPS)[number] =>
  rollout.stage === 'rings' ? (rollout.percent > 0 ? 'share' : 'rings') : rollout.stage;

function detailOf({ rollout }: Offer, a: A): string {
  if (rollout.stage !== 'rings') return a(`pk.detail.${rollout.stage}`);
  const named = [...rollout.units, ...rollout.rings, ...rollout.posts].join(a('and'));
  return [named, rollout.percent > 0 ? `${rollout.percent}%` : ''].filter(Boolean).join(' · ');
}
