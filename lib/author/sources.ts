import * as z from 'zod';

/** Pack sources: folder name → path inside it → text. */
export type Sources = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** As the build writes them beside the built packs. */
const Shipped = z.object({ name: z.string().regex(/^[a-z][a-z0-9-]*$/), files: z.record(z.string(), z.string()) });

export function sourcesFrom(list: readonly unknown[]): Sources {
  return new Map(
    list.map((json) => {
      const { name, files } = Shipped.parse(json);
      return [name, new Map(Object.entries(files))];
    }),
  );
}
