import type { MessageBody } from '@/lib/messages';
import type { Language, Text } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import type { Answers } from './answer';

type Shown = MessageBody<'act.shown'>['shown'];

const TITLE: Text = { zh: '页面没有显示提醒', en: 'A page does not show a reminder' };
const WHAT: Record<Shown['surface'], Text> = {
  hold: {
    zh: '动作已暂停，尚未办理。请看工具栏上护栏的图标',
    en: 'An act is paused and not done. See Hulan in the toolbar',
  },
  chip: { zh: '请看工具栏上护栏的图标', en: 'See Hulan in the toolbar' },
  hint: { zh: '请看工具栏上护栏的图标', en: 'See Hulan in the toolbar' },
};

/**
 * A reminder that the page kept out of the clerk's sight: a gap in the journal, and a word where no page reaches, on the icon
 * and on the desktop. What was seen needs neither.
 */
export function createSuppressed(deps: {
  platform: Platform;
  answers: Pick<Answers, 'gaps'>;
  language(): Promise<Language>;
}) {
  const { platform } = deps;
  return async (event: string, shown: Shown | undefined, tab: number | undefined): Promise<void> => {
    if (shown?.receipt !== 'suppressed') return;
    const language = await deps.language();
    await Promise.all([
      deps.answers.gaps([
        {
          reason: 'reminder_suppressed',
          at: platform.clock.now(),
          event,
          detail: `${shown.surface} ${shown.why ?? ''}`.trim(),
        },
      ]),
      tab === undefined ? undefined : platform.badge.set('!', tab).catch(() => undefined),
      platform.notify(`suppressed:${event}`, { title: TITLE[language], text: WHAT[shown.surface][language] }),
    ]);
  };
}
