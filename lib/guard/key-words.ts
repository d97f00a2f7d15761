import type { Text } from '@/lib/model';
import type { Unlocked } from '@/lib/journal/key-file';

export const KEY_REFUSED: Record<Extract<Unlocked, { ok: false }>['why'], Text> = {
  not_a_key_file: { zh: '这不是本单位密钥文件', en: 'This is no key file of a bureau' },
  passphrase: { zh: '口令不对，或文件已改动', en: 'The passphrase is wrong, or the file was changed' },
};
