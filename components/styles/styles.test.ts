import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the dark theme is one, whether the system or a person chose it', () => {
  const text = readFileSync('components/styles/dark.css', 'utf8');
  const blocks = [...text.matchAll(/\{\s*(color-scheme: dark;[^}]*)\}/g)].map(([, block = '']) =>
    block.split(';').map((line) => line.trim()),
  );

  expect(blocks).toHaveLength(2);
  expect(blocks[0]?.length).toBeGreaterThan(40);
  expect(blocks[1]).toEqual(blocks[0]);
});
