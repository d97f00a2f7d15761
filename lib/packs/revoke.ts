import type { Revocation } from '@/lib/model';
import type { Library } from './merge';

/**
 * The library without what is revoked. A revoked action keeps its vocabulary, so that what was journalled can still be read;
 * no page triggers it any more.
 */
export function without(library: Library, revoked: readonly Revocation[]): Library {
  if (!revoked.length) return library;
  const isOff = (kind: Revocation['kind'], id: string): boolean =>
    revoked.some((one) => one.kind === kind && one.id === id);
  return {
    ...library,
    rules: library.rules.filter((rule) => !isOff('rule', rule.id)),
    adapters: library.adapters
      .filter((adapter) => !isOff('adapter', adapter.id) && !isOff('system', adapter.system))
      .map((adapter) => ({
        ...adapter,
        pages: adapter.pages.map((page) => ({
          ...page,
          actions: page.actions.filter(({ action }) => !isOff('action', action)),
        })),
      })),
  };
}
