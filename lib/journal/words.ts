import type { Language, Text } from '@/lib/model';
import type { Report } from './check';
import type { Finding } from './findings';

const t = (zh: string, en: string): Text => ({ zh, en });

/** {seq} {to} {n} {part} {detail}; what a finding means, without saying who did it. */
const WORDS: Record<Finding['code'], Text> = {
  leaf: t('第 {seq} 条的内容与写入时的指纹不符', 'entry {seq} is not what was fingerprinted when it was written'),
  part: t('第 {seq} 条的「{part}」与写入时的承诺不符', 'part “{part}” of entry {seq} is not what was committed to'),
  part_missing: t('第 {seq} 条缺少「{part}」', 'part “{part}” of entry {seq} is missing'),
  part_foreign: t('第 {seq} 条多出「{part}」', 'entry {seq} has a part “{part}” that nobody committed to'),
  missing: t('缺少第 {seq}—{to} 条', 'entries {seq} to {to} are missing'),
  missing_head: t(
    '缺少开头的第 {seq}—{to} 条，且没有依规清理的记录',
    'the first entries, {seq} to {to}, are missing, and none says that they were removed by rule',
  ),
  cut: t(
    '末尾被截去：检查点证明曾有第 {seq}—{to} 条',
    'the end is cut off: a checkpoint proves that entries {seq} to {to} existed',
  ),
  order: t('第 {seq} 条的位置不对', 'entry {seq} stands at the wrong place'),
  duplicate: t('第 {seq} 条重复', 'entry {seq} is there twice'),
  desk: t('第 {seq} 条属于另一台终端 {detail}', 'entry {seq} belongs to another desk, {detail}'),
  root: t(
    '第 {seq}—{to} 条之间被改写：与签名检查点不符',
    'something between entries {seq} and {to} was rewritten: they do not lead to the signed checkpoint',
  ),
  size: t(
    '条数与本机记录树不符(第 {seq} 条起)',
    'the number of entries is not that of this desk’s tree (from {seq} on)',
  ),
  fork: t(
    '第 {seq}—{to} 条与另处保存的检查点不符：同一终端有两份不同的记录',
    'entries {seq} to {to} are not those of a checkpoint kept elsewhere: this desk has two different journals',
  ),
  signature: t('第 {seq} 条处的检查点签名无效', 'the checkpoint at entry {seq} has no valid signature'),
  key_unknown: t(
    '第 {seq} 条处的检查点由记录中没有的密钥签名',
    'the checkpoint at entry {seq} is signed by a key that the journal does not name',
  ),
  key_foreign: t('签名密钥不是给定的那一把', 'the signing key is not the one that was given'),
  unrecorded_erasure: t(
    '第 {seq} 条的「{part}」被清除，但没有清除记录',
    'part “{part}” of entry {seq} is gone and no entry says that it was erased',
  ),
  mismatch: t(
    '第 {seq} 条：终端当时发现留痕与第二处留存不符({detail})',
    'entry {seq}: the desk itself found then that its journal was not the one it had noted ({detail})',
  ),
  proof: t('第 {seq} 条的证明不成立', 'the proof of entry {seq} does not hold'),
  manifest: t('清单与内容或签名不符({detail})', 'the manifest does not fit its contents or its signature ({detail})'),
  file: t('文件受损或有一行不是留痕条目({detail})', 'a file is damaged, or a line is no entry ({detail})'),
  mixed: t('混入了另一台终端的内容({detail})', 'contents of another desk are mixed in ({detail})'),
  not_export: t('这不是护栏导出的文件', 'this is not a file that Hulan exported'),
  key_changed: t('自第 {seq} 条起换了签名密钥', 'from entry {seq} on another key signs'),
  clock: t('第 {seq} 条的时间早于前一条', 'entry {seq} has an earlier time than the one before'),
  unsigned_tail: t(
    '最后的第 {seq}—{to} 条还没有检查点签名',
    'no checkpoint covers the last entries, {seq} to {to}, yet',
  ),
  signatures_unchecked: t(
    '此浏览器不能核对签名，只核对了内容',
    'this browser cannot check signatures; only contents were checked',
  ),
  trimmed: t('第 {seq}—{to} 条已依规清理', 'entries {seq} to {to} were removed by rule'),
};

/** Names of personal parts. */
const PARTS: Record<string, Text> = {
  clerk: t('经办人', 'clerk'),
  fields: t('含个人信息的字段', 'personal fields'),
  tokens: t('证件代码', 'identity tokens'),
  verdict: t('判断与提醒文字', 'verdict with its texts'),
  text: t('显示的文字', 'text shown'),
  reason: t('理由', 'reason'),
  second: t('第二人', 'second person'),
  person: t('人员', 'person'),
  result: t('答题结果', 'answers given'),
};
export const partWord = (part: string, language: Language): string => PARTS[part]?.[language] ?? part;

export function sentenceOf(finding: Finding, language: Language): string {
  const values: Record<string, string> = {
    seq: finding.seq === undefined ? '?' : String(finding.seq),
    to: finding.to === undefined ? String(finding.seq ?? '?') : String(finding.to),
    part: finding.part === undefined ? '' : partWord(finding.part, language),
    detail: finding.detail ?? '',
  };
  return WORDS[finding.code][language].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

/** What was looked at and what can be said of it, one sentence a line; findings come after, by `sentenceOf`. */
export function summaryOf(report: Report, time: (at: number) => string, language: Language): string[] {
  const zh = language === 'zh';
  if (!report.desk) return [];
  const last = report.from + Math.max(0, report.size - report.from - 1);
  const lines = [
    report.kind === 'journal'
      ? zh
        ? `终端 ${report.desk}：第 ${report.from}—${last} 条，共 ${report.entries} 条，导出于 ${time(report.at)}`
        : `Desk ${report.desk}: entries ${report.from} to ${last}, ${report.entries} in all, exported ${time(report.at)}`
      : zh
        ? `终端 ${report.desk}：单独取出的 ${report.entries} 条，各有证明，导出于 ${time(report.at)}`
        : `Desk ${report.desk}: ${report.entries} entries taken out, each with a proof, exported ${time(report.at)}`,
  ];
  if (report.signed)
    lines.push(
      zh
        ? `检查点 ${report.signed.checkpoints} 个，签名有效；最近一个签于 ${time(report.signed.at)}，涵盖 ${report.signed.size} 条`
        : `${report.signed.checkpoints} checkpoint(s) with valid signatures; the latest, of ${time(report.signed.at)}, covers ${report.signed.size} entries`,
    );
  if (report.erased.length) lines.push(erasedLine(report, time, zh));
  if (report.withheld)
    lines.push(
      zh
        ? `本份未附个人部分 ${report.withheld} 处，其承诺仍在`
        : `${report.withheld} personal part(s) were left out of this copy; their commitments stand`,
    );
  return lines;
}

function erasedLine({ erased }: Report, time: (at: number) => string, zh: boolean): string {
  const times = erased.map((e) => e.at ?? 0).sort((a, b) => a - b);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const when = time(first) === time(last) ? time(last) : `${time(first)} – ${time(last)}`;
  return zh
    ? `个人部分 ${erased.length} 处已于 ${when} 清除`
    : `${erased.length} personal part(s) were erased on ${when}`;
}

export const verdictOf = (report: Report, language: Language): string => {
  if (report.whole) return language === 'zh' ? '完整：与签名时一致' : 'Whole: as it was signed';
  return language === 'zh' ? '不完整：见下列各条' : 'Not whole: see below';
};
