import * as z from 'zod';
import { ActionSpec } from './action';
import { Adapter } from './adapter';
import { Calendar, LevelScheme } from './level';
import { Person } from './person';
import { Profile } from './profile';
import { RiskPoint, Rule } from './rule';
import { ScoringSettings } from './scoring';
import { Id, Text } from './text';

export const PACK_FORMAT = 1;

/** A built pack: one JSON file, deterministic for the same sources. Signatures and rollouts wrap it, they do not change it. */
export const Pack = z.strictObject({
  format: z.literal(PACK_FORMAT),
  id: Id,
  version: z.number().int().positive(),
  title: Text,
  scheme: LevelScheme,
  calendar: Calendar,
  actions: z.array(ActionSpec),
  adapters: z.array(Adapter),
  rules: z.array(Rule),
  riskPoints: z.array(RiskPoint),
  posts: z.record(Id, Text).default({}),
  staff: z.array(Person).default([]),
  /** Regulations on warnings an officer may work under, and the level schemes they name beside `scheme`. */
  profiles: z.array(Profile).optional(),
  schemes: z.array(LevelScheme).optional(),
  /** Figures of scoring and grading, where the pack sets them. */
  scoring: ScoringSettings.optional(),
});
export type Pack = z.infer<typeof Pack>;
