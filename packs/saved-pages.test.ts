// Every saved page beside an adapter is recognised and read as its `.expect.yaml` says.
import { describe, expect, it, vi } from 'vitest';
import { openPage, readSaved, savedPages, told } from '@/tests/support/saved-pages';

describe.each(savedPages())('$name', (saved) => {
  const { expected } = saved;
  const { found, shot } = readSaved(
    saved,
    openPage(saved, (name, value) => vi.stubGlobal(name, value)),
  );

  it('is recognised whole', () => {
    expect(found).toMatchObject({ kind: 'page', page: expected.page, missing: [] });
  });

  it('is read as expected', () => {
    expect(told(shot.fields)).toMatchObject(expected.fields);
    if (expected.items) expect(shot.items?.map(told)).toMatchObject(expected.items);
  });

  it('says how sure it is and which numbers are the same', () => {
    const reading = (field: string) => shot.fields[field];
    for (const [a, b] of expected.same) {
      const one = reading(a);
      expect(
        one?.kind === 'read' && typeof one.value === 'object' && one.value && !Array.isArray(one.value)
          ? one.value.same
          : [],
      ).toContain(b);
    }
    expect(shot.degraded).toBe(expected.degraded);
  });
});
