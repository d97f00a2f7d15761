// An inclusion proof as C2SP writes it (c2sp.org/tlog-proof): index, hashes from the leaf up, and the checkpoint they lead to.
import { base64, fromBase64 } from './bytes';

const HEAD = 'c2sp.org/tlog-proof@v1';

export interface Proof {
  index: number;
  path: Uint8Array[];
  checkpoint: string;
}

export const proofText = ({ index, path, checkpoint }: Proof): string =>
  [HEAD, `index ${index}`, ...path.map(base64), '', checkpoint].join('\n');

/** Undefined: not a proof. */
export function readProof(text: string): Proof | undefined {
  const split = text.indexOf('\n\n');
  const [head, index = '', ...path] = text.slice(0, Math.max(0, split)).split('\n');
  const number = /^index (0|[1-9]\d{0,15})$/.exec(index)?.[1];
  if (head !== HEAD || number === undefined || path.length > 64) return undefined;
  try {
    return { index: Number(number), path: path.map(fromBase64), checkpoint: text.slice(split + 2) };
  } catch {
    return undefined;
  }
}
