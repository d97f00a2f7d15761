import type { Reading, Readings } from './values';

/**
 * Puts tokens beside masked numbers, in the order of reading: an act's own fields first, then each item's. Uses `left` up, so
 * that one record serves all of an act's readings.
 */
export function withTokens(readings: Readings, left: Record<string, string[]>): Readings {
  return Object.fromEntries(
    Object.entries(readings).map(([id, reading]): [string, Reading] => {
      const list = left[id];
      if (!list?.length || reading.kind !== 'read' || typeof reading.value !== 'object' || reading.value === null)
        return [id, reading];
      const { value } = reading;
      if (!Array.isArray(value)) return [id, { ...reading, value: { ...value, token: list.shift() } }];
      const identities = value.filter((item) => typeof item === 'object');
      return identities.length
        ? [id, { ...reading, value: identities.map((item) => ({ ...item, token: list.shift() })) }]
        : [id, reading];
    }),
  );
}
