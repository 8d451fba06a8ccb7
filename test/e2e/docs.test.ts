/** What the papers say can be typed can be typed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filter } from '../../src/analysis/filter/filter.ts';
import { protocols } from '../../src/protocols/registry.ts';
import { wirecat } from './program.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/filters.md', () => {
  const page = text('docs/filters.md');
  const block = /```filter\n([\s\S]*?)```/.exec(page)?.[1]?.trim().split('\n') ?? [];
  const table = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map((m) => m[1] ?? '');

  it('has examples', () => expect([block.length > 4, table.length > 10]).toEqual([true, true]));
  it.each([...block, ...table])('is right about %s', (example) => expect(filter(example, protocols).text).toBe(example));
});

describe('README.md', () => {
  const page = text('README.md');
  const commands = [...page.matchAll(/^wirecat (.*?)(?: +#.*)?$/gm)].map((m) => m[1] ?? '');

  it('fits on a screen', () => expect(page.split('\n').length).toBeLessThanOrEqual(50));
  it.each(commands)('knows: wirecat %s', (line) => {
    const name = line.split(' ')[0] ?? '';
    const command = /^\d/.test(name) ? 'connect' : name;
    const { code, out, err } = wirecat(['help', command]);
    expect(code).toBe(0);
    for (const [, option = ''] of line.matchAll(/ (--?[\w-]+)/g)) if (option !== '-') expect(out + err).toContain(option); // nc says it on standard error
  });
});
