import type { Text } from '@/lib/model';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Everything on the page that is not a finding. */
export const WORDS = {
  title: t('护栏留痕验证', 'Verification of a Hulan journal'),
  language: t('English', '中文'),
  lead: t(
    '选择一个 .hulan 导出文件。全部计算都在这台电脑上完成，文件不会发往任何地方；断网也能用。',
    'Choose an exported .hulan file. Everything is computed on this computer; the file is sent nowhere, and no network is needed.',
  ),
  pick: t('要验证的文件', 'File to verify'),
  against: t('另处保存的导出或检查点(可不选)', 'Export or checkpoint kept elsewhere (optional)'),
  cancel: t('停止', 'Stop'),
  cancelled: t('已停止，未得出结论', 'Stopped; nothing can be said'),
  busy: t('正在验证：{done} / {of}', 'Verifying: {done} of {of}'),
  held: t('已与另处保存的 {n} 个检查点比对', 'Held against {n} checkpoint(s) kept elsewhere'),
  alone: t(
    '只凭这一份文件，看不出持有签名密钥的人重做的整份记录；请与另处保存的导出或检查点比对。',
    'From this file alone one cannot see a journal that somebody with the signing key made anew: hold it against an export or checkpoint kept elsewhere.',
  ),
  keys: t('签名公钥', 'Public key of the signature'),
  root: t('记录树的根', 'Root of the tree'),
  failed: t('未能读取文件', 'The file could not be read'),
} satisfies Record<string, Text>;
