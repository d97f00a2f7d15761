import type { FactSpec } from '@/lib/model';
import type { PackedRule } from '../weigh';
import { paramOf } from '../scope';

const UNIT = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** `30d`, `24h`, `{params.win}m` → ms; `all` → Infinity; undefined when the parameter is no whole number. */
export function windowMs(window: FactSpec['window'], rule: Pick<PackedRule, 'params'>, at: number): number | undefined {
  if (window === 'all') return Number.POSITIVE_INFINITY;
  const m = /^(?:(\d+)|\{params\.([a-z][a-z0-9_]*)\})([dhm])$/.exec(window);
  const unit = m?.[3];
  if (!m || (unit !== 'd' && unit !== 'h' && unit !== 'm')) return undefined;
  const n = m[1] !== undefined ? Number(m[1]) : paramOf(rule, m[2] ?? '', at);
  return typeof n === 'number' && n >= 0 ? n * UNIT[unit] : undefined;
}
