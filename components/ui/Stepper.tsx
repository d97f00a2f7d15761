import { Icon } from './Icon';
import { ICONS } from './icons';

export interface Step {
  title: string;
  state: 'done' | 'now' | 'later';
}

/** Where one stands in a fixed order of steps. Done steps carry a tick, not a colour. */
export const Stepper = ({ steps }: { steps: Step[] }) => (
  <ol class="steps">
    {steps.map((step, i) => (
      <li key={i} class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
        <span class="num">{step.state === 'done' ? <Icon paths={ICONS.check} size={12} /> : i + 1}</span>
        {step.title}
      </li>
    ))}
  </ol>
);
