import type { Entry } from '@/lib/model';
import { entryOf } from './lines';
import { FILES, Manifest } from './manifest';
import { openZip } from './zip';

/** Entries of a `.hulan` file in their order, a file of the archive at a time; what is no entry is left out. Verify it first. */
export function* entriesIn(bytes: Uint8Array): Iterable<Entry[]> {
  const archive = openZip(bytes);
  if (!archive) return;
  const decoder = new TextDecoder();
  for (const name of archive.names.filter((n) => n.startsWith('entries/'))) {
    const contents = archive.read(name);
    if (contents)
      yield decoder
        .decode(contents)
        .split('\n')
        .flatMap((line) => (line ? (entryOf(line) ?? []) : []));
  }
}

/** Desk a `.hulan` file says it comes from; undefined: not such a file. */
export function deskOf(bytes: Uint8Array): string | undefined {
  const text = openZip(bytes)?.read(FILES.manifest);
  if (!text) return undefined;
  try {
    const read = Manifest.safeParse(JSON.parse(new TextDecoder().decode(text)));
    return read.success ? read.data.desk : undefined;
  } catch {
    return undefined;
  }
}
