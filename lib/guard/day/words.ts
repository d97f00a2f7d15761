import type { KnowView } from '@/lib/messages/views';
import type { Ask, Text } from '@/lib/model';

const t = (zh: string, en: string): Text => ({ zh, en });

/** What the clerk must do, in the words of the dialog. */
export const ASK_WORDS: Record<Ask, Text> = {
  observe: t('仅记录', 'Recorded only'),
  notice: t('请知悉', 'For your information'),
  acknowledge: t('请知悉', 'Please acknowledge'),
  checklist: t('请核对后继续', 'Check, then continue'),
  justification: t('说明理由后继续', 'Give a reason, then continue'),
  second_person: t('须第二人确认', 'A second person confirms'),
  stop: t('本项不可继续', 'This cannot go on'),
};

/** What is not as it should be, while reminders go on. */
export const KNOW: Record<KnowView['kind'], { sentence: (about: string) => Text; more: Text }> = {
  line: {
    sentence: (at) =>
      t(`${at} 未能连接规则包来源，提醒照常`, `Rule packs’ source not reached at ${at}; reminders go on`),
    more: t('仍按现有规则提醒，会自动再试', 'The rules in force go on; it is tried again'),
  },
  source_refused: {
    sentence: () => t('新规则包签名未通过，未启用', 'New rule pack: signature failed, not in use'),
    more: t('继续使用现有规则包，您无须操作', 'The packs in force go on; nothing for you to do'),
  },
  journal: {
    sentence: () => t('留痕写入失败，提醒照常', 'The journal cannot be written, reminders go on'),
    more: t('恢复后补记', 'It is written when the store is back'),
  },
  unreachable: {
    sentence: () => t('本机留痕打不开，提醒照常', 'The journal of this desk cannot be opened, reminders go on'),
    more: t(
      '留痕先另存，打开后补记。请重启浏览器；仍打不开请告知管理员',
      'What happens is kept aside and written later. Start the browser anew; if that does not help, tell the administrator',
    ),
  },
  pack_refused: {
    sentence: (file) => t(`规则包 ${file} 未通过检查，未启用`, `Rule pack ${file} was refused`),
    more: t('继续使用现有规则包', 'The packs in force go on'),
  },
  pack_old: {
    sentence: (days) => t(`规则包过期 ${days} 天未更新`, `Rule pack ${days} day(s) past its date`),
    more: t('仍按现有规则提醒', 'Reminders go on by it'),
  },
  page_lost: {
    sentence: (page) => t(`“${page}”页面结构已变`, `The page “${page}” has changed`),
    more: t('该页提醒可能不全，已记入缺口', 'Reminders there may be incomplete; recorded as a gap'),
  },
};

/** The desktop's notification, where no overlay stands. */
export const NOTICES = {
  near: (what: string): Text => t(`${what}：剩 1 个工作日`, `${what}: one working day left`),
  over: (what: string): Text => t(`${what}：已过期限`, `${what}: past its term`),
};

/** What an officer did about an act, as its clerk reads it. */
export const BECAME: Record<string, Text> & { other: Text } = {
  take: t('已开始核查', 'Being looked into'),
  verdict: t('已核查，有结论', 'Looked into, with a verdict'),
  propose: t('已拟处理意见', 'A disposition is proposed'),
  withdraw: t('已撤销', 'Withdrawn'),
  close: t('已办结', 'Closed'),
  report_back: t('已回告', 'Reported back'),
  other: t('正在办理', 'In hand'),
};

/** What was recorded about a clerk and is no act. */
export const OTHERS = {
  shift: t('开始班次', 'Shift started'),
  signedIn: t('用口令登录本机', 'Signed in by PIN'),
  signedOut: t('退出登录', 'Signed out'),
  pin: t('设置或更改口令', 'PIN set or changed'),
  wrongPin: t('口令不符', 'Wrong PIN'),
  card: ({ zh, en }: Text): Text => t(`答今日一卡（${zh}）`, `Card of the day answered (${en})`),
  quiz: ({ zh, en }: Text): Text => t(`做季度小测（${zh}）`, `Quiz of ${en} taken`),
  exam: ({ zh, en }: Text): Text => t(`上岗考试（${zh}）`, `Entry exam taken (${en})`),
};
