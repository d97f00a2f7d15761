// The officers' hallway on the page's side: the list of matters in memory, what a line shows, what is counted. It decides
// nothing: deeds go to the worker, which refuses or journals them.
export { createQueueDesk } from './queue';
export type { QueueDesk, Send } from './queue';
export { importExport } from './import';
export type { Imported } from './import';
