// The evidence room: whoever reads a desk's journal as a whole, in the worker or in the console. It verifies and hands out;
// it decides nothing, and writes nothing but what it hands out.
export { exportEntries, exportJournal } from './export';
export type { Exporting } from './export';
export { verifyDesk } from './verify';
