/** Every example runs as it stands and prints what its first line says. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildExample } from './example.ts';
import { scratch } from './program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const names = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.ts'));
const folder = scratch();

const run = async (name: string): Promise<string> => {
  const outfile = join(folder, name.replace('.ts', '.mjs'));
  await buildExample(name.replace('.ts', ''), outfile);
  return execFileSync(process.execPath, [outfile], { cwd: root, timeout: 300_000 }).toString();
};

describe('the examples', () => {
  it('are there', () => expect(names.length).toBeGreaterThanOrEqual(5));

  it.each(names)('%s runs, is short and prints what it says', async (name) => {
    const text = readFileSync(join(root, 'examples', name), 'utf8');
    const [, prints = ''] = /^\/\*\* .*Prints: (.*) \*\/\n/.exec(text) ?? [];
    expect(prints).not.toBe('');
    expect(await run(name)).toContain(prints);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
    expect(name).toMatch(/^\d\d-[a-z-]+\.ts$/);
  });
});
