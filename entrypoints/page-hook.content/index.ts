// Main world of every watched frame, at document start.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { installHook } from '@/lib/watch/hook';

export default defineContentScript({
  matches: ['http://*/*', 'https://*/*'],
  registration: 'runtime',
  world: 'MAIN',
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main: () => installHook(window),
});
