import { BILLS } from './bills';
import { CASES } from './cases';
import { CREDIT } from './credit';
import type { Kind } from './kind';
import { OFFICE } from './office';
import { TAX } from './tax';
import { UNKNOWN } from './unknown';

/** Every kind of misdeed the simulation plants, those the library does not know last. */
export const KINDS: readonly Kind[] = [...TAX, ...CASES, ...OFFICE, ...CREDIT, ...BILLS, ...UNKNOWN];
