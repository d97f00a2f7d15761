import type { ActionSpec, Matter, Readings } from '@/lib/model';
import type { WatchDeps } from './deps';

/** What the readings are about; undefined where the page does not show it. */
export function matterOf(spec: ActionSpec | undefined, fields: Readings): Matter | undefined {
  const subject = spec?.subject ? fields[spec.subject] : undefined;
  return spec && subject?.kind === 'read' ? { action: spec.key, subject } : undefined;
}

/** The worker finds the matter and opens its case card in a tab of ours. */
export const caseOpener =
  (port: WatchDeps['port']) =>
  (matter: Matter): void => {
    port.send('case.open', matter).catch(() => undefined);
  };
