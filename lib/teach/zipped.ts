import { pack, zipOf } from '@/lib/journal/zip';
import type { SourceFile } from './sources';

/** One archive of pack sources; names are paths below `packs/`. */
export function zipped(files: readonly SourceFile[]): Blob {
  const packed = files.map(({ name, text }) => pack(name, new TextEncoder().encode(text)));
  return new Blob([...zipOf(packed)] as BlobPart[], { type: 'application/zip' });
}
