import { useEffect, useState } from 'preact/hooks';

export type Route =
  | { name: 'queue' }
  | { name: 'sources' }
  | { name: 'papers' }
  | { name: 'samples' }
  | { name: 'report'; month?: string }
  | { name: 'letter'; seq: number }
  | { name: 'matter'; id: string }
  | { name: 'flags' }
  | { name: 'flag'; seq: number }
  | { name: 'mine' }
  | { name: 'learning' }
  | { name: 'passes' }
  | { name: 'case'; seq?: number }
  | { name: 'people' }
  | { name: 'hosts' }
  | { name: 'proof' }
  | { name: 'library'; id?: string }
  | { name: 'packs' }
  | { name: 'rules'; pack?: string; id?: string };

const isId = (text: string | undefined): text is string => text !== undefined && /^[a-z0-9][a-z0-9-]{0,63}$/.test(text);

/** `#/flags/12` → one flag; anything unknown is the list. */
export const routeOf = (hash: string): Route => {
  const [name = '', id, seq] = hash.replace(/^#\/?/, '').split('/');
  if (name === 'matter' && id && seq && /^[\w-]{1,40}$/.test(id) && /^\d{1,15}$/.test(seq))
    return { name: 'matter', id: `${id}/${seq}` };
  if (name === 'letter' && id && /^\d{1,15}$/.test(id)) return { name, seq: Number(id) };
  if (name === 'case' && id && /^\d{1,15}$/.test(id)) return { name, seq: Number(id) };
  if (name === 'case' && id === 'none') return { name };
  if (
    name === 'queue' ||
    name === 'sources' ||
    name === 'papers' ||
    name === 'samples' ||
    name === 'learning' ||
    name === 'passes'
  )
    return { name };
  if (name === 'report') return id && /^\d{4}-\d{2}$/.test(id) ? { name, month: id } : { name };
  if (name === 'flags' && id !== undefined && /^\d{1,15}$/.test(id)) return { name: 'flag', seq: Number(id) };
  if (name === 'library') return { name, ...(isId(id) ? { id } : {}) };
  if (name === 'packs') return { name };
  if (name === 'rules') return { name, ...(isId(id) && isId(seq) ? { pack: id, id: seq } : {}) };
  if (name === 'mine' || name === 'people' || name === 'hosts' || name === 'proof') return { name };
  return { name: 'flags' };
};

export const useRoute = (): Route => {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return routeOf(hash);
};

export const goTo = (hash: string): void => {
  location.hash = hash;
};
