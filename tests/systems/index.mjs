// Two web systems that nobody here wrote, as Playwright tests want them. See README.md for what their pages look like.
// Refuses to guess: a system that cannot be installed says so with a reason, and its tests are skipped by name.
import { drafts } from './ledgersmb/ledgersmb.mjs';
import { invoice, payment } from './tryton/tryton.mjs';

export const systems = { tryton: payment, trytonInvoice: invoice, ledgersmb: drafts };
