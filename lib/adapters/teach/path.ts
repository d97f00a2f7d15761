import { attr, parentOf, quote, tagOf } from '../dom';
import { isMadeUp } from './scrub';

/** Position only: steps from the nearest thing that has a lasting id, or from the body. */
export function pathTo(el: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = el; at; at = parentOf(at)) {
    const id = attr(at, 'id');
    if (id && !isMadeUp(id) && at !== el) return [`[id=${quote(id)}]`, ...steps].join(' > ');
    const tag = tagOf(at);
    if (tag === 'body' || tag === 'html') return [tag, ...steps].join(' > ');
    const up: Element | null = parentOf(at);
    const twins = up ? [...up.children].filter((child) => tagOf(child) === tag) : [];
    steps.unshift(twins.length > 1 ? `${tag}:nth-of-type(${twins.indexOf(at) + 1})` : tag);
  }
  return steps.join(' > ');
}
