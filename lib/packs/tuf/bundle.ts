import * as z from 'zod';
import type { Get } from './client';
import { utf8 } from './keys';

/**
 * A repository, or as much of it as one desk needs, in one file for a stick or a mail: name of each file → its text. Nothing
 * of the wrapping is trusted; each file is verified as if it had been fetched.
 */
const Bundle = z.strictObject({
  hulan: z.literal('pack-file'),
  format: z.literal(1),
  /** The source it belongs to, as policy names it. */
  source: z.string().min(1).max(64),
  files: z.record(z.string().max(260), z.string()),
});
export type Bundle = z.infer<typeof Bundle>;

export function readBundle(text: string): Bundle | undefined {
  try {
    return Bundle.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
export const writeBundle = (source: string, files: Record<string, string>): string =>
  JSON.stringify({ hulan: 'pack-file', format: 1, source, files } satisfies Bundle);

export const fromBundle =
  (bundle: Bundle): Get =>
  async (name, max) => {
    const text = Object.hasOwn(bundle.files, name) ? bundle.files[name] : undefined;
    if (text === undefined) return { kind: 'absent' };
    const bytes = utf8(text);
    return bytes.length > max ? { kind: 'failed', why: 'too_large' } : { kind: 'bytes', bytes };
  };
