import * as z from 'zod';

const Address = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s?#]+\/$/);

const Source = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** packs: rules, adapters, risk points, by two signers. overlay: what a lower unit sets, by its own. */
  kind: z.enum(['packs', 'overlay']).default('packs'),
  /** Folders with the same files, asked in this order; none: only by pack file. */
  urls: z.array(Address).max(5).default([]),
  /** Text of a root file, which all else is trusted from. */
  root: z.string().min(2).max(64_000),
});
export type Source = z.infer<typeof Source>;

const Policy = z.object({
  packSources: z.array(z.unknown()).max(8).catch([]),
  packPollMinutes: z.number().int().min(1).max(1440).catch(10),
  unit: z.string().min(1).max(80).optional().catch(undefined),
  post: z.string().min(1).max(64).optional().catch(undefined),
  ring: z.string().min(1).max(40).optional().catch(undefined),
});
export interface PackPolicy {
  sources: Source[];
  pollMinutes: number;
  unit?: string;
  post?: string;
  ring?: string;
}

/** The bureau's policy on packs. A source of another shape, or a second one of the same id, is none. */
export function packPolicy(managed: Record<string, unknown>): PackPolicy {
  const { packSources, packPollMinutes, ...desk } = Policy.parse(managed);
  const sources = packSources.flatMap((one) => Source.safeParse(one).data ?? []);
  return {
    sources: sources.filter((one, i) => sources.findIndex(({ id }) => id === one.id) === i),
    pollMinutes: packPollMinutes,
    ...(desk.unit ? { unit: desk.unit } : {}),
    ...(desk.post ? { post: desk.post } : {}),
    ...(desk.ring ? { ring: desk.ring } : {}),
  };
}
