// Main world of every watched frame, at document start.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { installHook } from '@/lib/watch/hook';

export default defineContentScript({
  // The worker registers it, for watched hosts only: matches here would become host permissions.
  matches: [],
  registration: 'runtime',
  world: 'MAIN',
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main: () => installHook(window),
});
