import * as z from 'zod';
import { Id } from './text';

/** Somebody who may work at a desk or confirm as the second person. Never holds more than this. */
export const Person = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(40),
  posts: z.array(Id),
  unit: z.string().max(80),
});
export type Person = z.infer<typeof Person>;
