import { cut } from './cut';

/** Words from outside: cut, without direction marks, isolated from the sentence around. Always text, never markup. */
export const Said = ({ text, max = 200 }: { text: string; max?: number }) => <bdi class="said">{cut(text, max)}</bdi>;
