import type { GapReason, Text } from '@/lib/model';
import type { Done } from '@/lib/messages/views';

import type { Mismatch } from './checkpoints';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Why something at the worker's door was not done. */
export const REFUSALS: Record<Exclude<Done, { ok: true }>['why'], Text> = {
  wrong_pin: t('口令不对', 'Wrong PIN'),
  locked: t('尝试过多，请稍后再试', 'Too many attempts. Try again later'),
  no_pin: t('此人尚未设置口令', 'This person has not set a PIN'),
  not_eligible: t(
    '此人不能确认本笔:须有规定岗位，且不是经办人',
    'This person cannot confirm: a named post is needed, and not the operator',
  ),
  gone: t('该请求已结束', 'This request has ended'),
  unknown_person: t('名单中没有此人', 'This person is not on the list'),
  weak_pin: t(
    '口令须为 6 位以上，且不能是连号或同一数字',
    'At least 6 characters, no single digit and no plain sequence',
  ),
  not_allowed: t('由单位统一设置，本机不能更改', 'Set by the bureau, this desk cannot change it'),
};

export const SECOND = {
  closed: t('确认窗口已关闭', 'The confirmation window was closed'),
  expired: t('10 分钟无答复', 'No answer within 10 minutes'),
  refused: (sentence: string): Text => t(`对方不同意:${sentence}`, `Refused: ${sentence}`),
  failed: t('未能打开确认窗口', 'The confirmation window could not be opened'),
  none: t('没有需要第二人确认的动作', 'No act waits for a second person'),
};

export const GAPS: Record<GapReason, Text> = {
  undetermined_field: t('有字段未读到，规则无法判断', 'A field was not read, a rule could not be told'),
  undetermined_history: t('历史记录未读到，规则无法判断', 'History was not read, a rule could not be told'),
  rule_failed: t('规则执行出错', 'A rule failed'),
  rule_cost: t('规则计算超过上限', 'A rule took too many steps'),
  verdict_late: t('判断超时，动作已放行', 'The verdict came late, the act went on'),
  briefing_late: t('规则未及时就绪，动作已放行', 'The briefing came late, the act went on'),
  worker_away: t('后台未应答', 'The worker did not answer'),
  extension_gone: t('扩展已重新载入', 'The extension was reloaded'),
  page_degraded: t('页面只认出一部分', 'The page was recognised in part'),
  page_unrecognised: t('页面未能识别', 'The page was not recognised'),
  field_unread: t('字段未读到', 'A field was not read'),
  coverage_drop: t('认出的页面、读到的字段或看到的操作比以前少', 'Fewer pages, fields or acts are seen than before'),
  channel_unwatched: t('系统开启了看不到内容的通道', 'A channel was opened whose content cannot be seen'),
  commit_unseen: t('有提交请求，但未见到操作', 'A commit was sent, but no act was seen'),
  act_uncommitted: t('见到操作，但未见提交', 'An act was seen, but no commit'),
  cannot_wait: t('请求无法等待，已拒绝一次', 'A request that cannot wait was refused once'),
  reminder_suppressed: t('提醒未显示', 'A reminder was not shown'),
  reminder_failed: t('提醒显示失败', 'A reminder failed to show'),
  release_failed: t('放行失败', 'The release failed'),
  control_gone: t('原按钮已不在页面', 'The control was gone'),
  popup_blocked: t('弹出窗口被拦截', 'A pop-up was blocked'),
  values_changed: t('放行前内容有变化', 'Values changed before the release'),
  store_failed: t('留痕一度无法写入，现已补记', 'The journal could not be written for a time'),
  storage_full: t('存储空间已满，现已补记', 'Storage was full for a time'),
  journal_gap: t('留痕有缺口', 'The journal has a gap'),
  briefing_tampered: t('页面规则被改动，已恢复', 'A briefing was changed and has been restored'),
  pack_refused: t('规则包未通过检查，未启用', 'A pack was refused'),
  adapter_refused: t('系统适配未启用', 'An adapter was refused'),
  key_missing: t('证件号码未转换', 'An identity number was not turned into a token'),
  message_refused: t('拒绝了一条来路不明的消息', 'A message was refused'),
  navigated_away: t('页面在提醒时离开', 'The page was left under a reminder'),
};

export const ASK_WORDS = {
  observe: t('仅记录', 'Recorded only'),
  notice: t('请知悉', 'For your notice'),
  acknowledge: t('请知悉并确认', 'Please acknowledge'),
  checklist: t('请核对后继续', 'Check, then continue'),
  justification: t('说明理由后继续', 'Give a reason, then continue'),
  second_person: t('须第二人确认', 'A second person must confirm'),
  stop: t('本项不可继续', 'This cannot go on'),
} as const;

export const ANSWER_WORDS = {
  none: t('未应答', 'No answer'),
  back: t('返回修改', 'Went back'),
  continue: t('确认后继续', 'Confirmed and continued'),
  acknowledge: t('已知悉', 'Acknowledged'),
  unanswered: t('未应答', 'Unanswered'),
} as const;

export const WHY_UNANSWERED: Record<string, Text> = {
  navigated: t('页面已离开', 'the page was left'),
  closed: t('页面已关闭', 'the page was closed'),
  timeout: t('超过时限', 'time ran out'),
  withdrawn: t('动作已撤回', 'the act was withdrawn'),
  orphaned: t('扩展已重新载入', 'the extension was reloaded'),
};

export const ENDING_WORDS: Record<string, Text> = {
  passed: t('未被暂停，已提交', 'Went through without a pause'),
  released: t('放行', 'Released'),
  withdrawn: t('撤回，未提交', 'Withdrawn, not submitted'),
  navigated: t('页面离开', 'The page was left'),
  release_failed: t('放行失败', 'The release failed'),
  committed: t('已提交', 'Committed'),
  uncommitted: t('未见提交', 'No commit was seen'),
  refused: t('系统拒绝', 'Refused by the system'),
};

export const UNREAD: Record<string, Text> = {
  no_element: t('未找到', 'not found'),
  ambiguous: t('来源不一致', 'sources disagree'),
  not_parsed: t('内容无法识别', 'not understood'),
  other_frame: t('所在框架不可读', 'in a frame that cannot be reached'),
  too_long: t('内容过长', 'too long'),
  no_source: t('无来源', 'no source'),
  page_unknown: t('页面未识别', 'page not recognised'),
};

export const WHY_UNDETERMINED = {
  history: t('历史记录未读到', 'history was not read'),
  field: t('字段未读到', 'a field was not read'),
  cost: t('计算超过上限', 'too many steps'),
  error: t('规则出错', 'the rule failed'),
} as const;

export const EASED = {
  desk_only: t('只依据本机记录，改为较轻要求', 'Only this desk was counted: asked more lightly'),
  deduped: t('同样内容已确认过，未再显示', 'Answered before, not shown again'),
  budget: t('当日提醒已达上限，未显示', 'Over the day\u2019s budget, not shown'),
} as const;

export const EMPTY_VALUE = t('空', 'empty');
export const YES_NO = { yes: t('是', 'yes'), no: t('否', 'no') };
export const ERASED = t('已删除', 'erased');

/** What an act by timer is called in lists. */
export const DUE_CHECK: Text = { zh: '到期核对', en: 'Due check' };

/** What the check at the start found; the journal goes on, reminders too. */
export const MISMATCHES: Record<Mismatch, Text> = {
  gone: t('原有留痕已不在，现从头记录；此事已记入留痕', 'The former journal is gone; a new one was begun, and says so'),
  cut: t('留痕末尾缺少条目；此事已记入留痕', 'The end of the journal is missing; the journal says so itself'),
  rewritten: t('留痕与先前签名的不符；此事已记入留痕', 'The journal is not the one that was signed; it says so itself'),
  foreign: t('留痕属于另一台终端；此事已记入留痕', 'The journal is another desk\u2019s; it says so itself'),
  key: t(
    '签名密钥已不是原来那一把；此事已记入留痕',
    'The signing key is not the former one; the journal says so itself',
  ),
};
