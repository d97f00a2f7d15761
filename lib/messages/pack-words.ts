// Why a pack is not taken, in words that worker and console share. No schema travels with them.
import type { Language, PackRefusalReason, Text } from '@/lib/model';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Why something new was not taken, as a clerk may read it out to the administrator. */
const REFUSED: Record<PackRefusalReason, Text> = {
  unreachable: t('连不上', 'cannot be reached'),
  absent: t('文件不在', 'a file is not there'),
  too_large: t('文件过大', 'a file is too large'),
  too_slow: t('传输过慢', 'it came too slowly'),
  not_text: t('不是文本', 'not text'),
  not_json: t('不是 JSON', 'not JSON'),
  not_canonical: t('写法不规范', 'not in canonical form'),
  too_deep: t('嵌套过深', 'nested too deeply'),
  foreign_key: t('含禁用的键', 'holds a forbidden key'),
  wrong_shape: t('结构不对', 'not of the right shape'),
  wrong_type: t('不是该角色的文件', 'a file of another role'),
  spec_version: t('规范版本不对', 'of another version of the specification'),
  no_root: t('没有可信的根', 'no root to trust'),
  threshold: t('签名不足', 'too few valid signatures'),
  offices: t('缺一方签名', 'one office has not signed'),
  threshold_low: t('要求的签名人太少', 'asks for too few signers'),
  version: t('版本号与文件名不符', 'its number is not the one of its name'),
  rollback: t('比已有的旧', 'older than what is here'),
  role_removed: t('少了应有的一份', 'a part of it was left out'),
  expired: t('已过期', 'out of date'),
  length: t('长度不符', 'of another length'),
  hash: t('哈希不符', 'its hash is another one'),
  unknown_hash: t('没有认得的哈希', 'no hash that is known here'),
  pack_shape: t('不是可用的规则包', 'no pack that can be used'),
  pack_identity: t('包名或版本与签名不符', 'not the pack or version it is signed as'),
  pack_rollback: t('版本低于在用的', 'a version below the one in force'),
  pack_reused: t('同一版本换了内容', 'other content under the same version'),
};

/** A reason of a later version, which has no word here, stands as it is. */
export const packRefusal = (why: PackRefusalReason, language: Language): string => REFUSED[why]?.[language] ?? why;
