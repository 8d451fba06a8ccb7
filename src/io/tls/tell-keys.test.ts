/** Secrets of our own TLS in the file of SSLKEYLOGFILE. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Ledger } from '../base/ledger.ts';
import { tellKeys } from './tell-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'wirecat-keys-'));
afterEach(() => {
  delete process.env['SSLKEYLOGFILE'];
  rmSync(folder, { recursive: true, force: true });
});

it('each line goes to who watches, and behind what the file has; nobody else can read it', () => {
  const file = join(folder, 'keys');
  process.env['SSLKEYLOGFILE'] = file;
  const tell = tellKeys(new Ledger());
  tell(Buffer.from('CLIENT_RANDOM aa bb\n'));
  tell(Buffer.from('CLIENT_RANDOM cc dd\n'));
  expect(readFileSync(file, 'latin1')).toBe('CLIENT_RANDOM aa bb\nCLIENT_RANDOM cc dd\n');
  expect(statSync(file).mode & 0o77).toBe(0);
  process.env['SSLKEYLOGFILE'] = join(folder, 'none', 'keys');
  expect(() => tell(Buffer.from('CLIENT_RANDOM ee ff\n'))).not.toThrow();
});
