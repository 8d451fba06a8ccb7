import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPENBSD } from '../e2e/nc-programs.ts';
import { scratch, WIRECAT } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { EOF_CASES, rowOf, titleOf } from './nc-eof-cases.ts';
import type { Played } from './nc-eof-driver.ts';

const driver = join(scratch(), 'driver.mjs');

beforeAll(() =>
  build({
    entryPoints: [fileURLToPath(new URL('./nc-eof-driver.ts', import.meta.url))],
    outfile: driver,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  }),
);

const play = (which: 'ours' | 'openbsd', program: readonly string[]): Promise<Played[]> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [driver, which, ...program], { timeout: 100_000 }, (error, out) => {
      if (error) reject(error);
      else resolve(JSON.parse(out));
    });
  });

const cases = EOF_CASES.map((c, i) => [titleOf(c), c, i] as const);

describe('wirecat nc', () => {
  let played: Played[] = [];
  beforeAll(async () => {
    played = await play('ours', [process.execPath, WIRECAT, 'nc']);
  }, 110_000);

  it.each(cases)('%s', (_, c, i) => expect(played[i]).toEqual({ outcome: c.ours ?? c.openbsd, times: played[i]?.times }));
});

needs('nc.openbsd').describe('nc.openbsd', () => {
  let played: Played[] = [];
  beforeAll(async () => {
    played = await play('openbsd', [OPENBSD]);
  }, 110_000);

  it.each(cases)('%s', (_, c, i) => expect(played[i]).toEqual({ outcome: c.openbsd, times: played[i]?.times }));
});

describe('docs/netcat.md', () => {
  const page = readFileSync(new URL('../../docs/netcat.md', import.meta.url), 'utf8');
  it.each(EOF_CASES.map((c) => [rowOf(c)]))('has the row %s', (row) => expect(page).toContain(row));
});
