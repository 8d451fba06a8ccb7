/** The hex rows of ncat 7.93, and the files they go to. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memoryPair } from '../../../io/endpoints/memory/memory.ts';
import { hexLines, openLog } from './session-log.ts';

let folder: string;
const never = (): void => expect.unreachable();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-ncat-log-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('writes rows as ncat does', () => {
  expect(hexLines(Buffer.from('0123456789abcdefXYZ\x01\xff\n', 'latin1'))).toBe(
    '0000   30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef\n' +
      '0010   58 59 5a 01 ff 0a                                 XYZ...          \n',
  );
  expect(hexLines(Buffer.from('from server\n'))).toBe('0000   66 72 6f 6d 20 73 65 72  76 65 72 0a              from.server.    \n');
  expect(hexLines(new Uint8Array(0))).toBe('');
  expect(
    hexLines(new Uint8Array(8193))
      .split('\n')
      .slice(511, 513)
      .map((row) => row.slice(0, 4)),
  ).toEqual(['1ff0', '0000']);
});

it('logs both directions of a channel in their order, appending where asked', async () => {
  const [text, hex] = [join(folder, 'text'), join(folder, 'hex')];
  writeFileSync(text, 'OLD\n');
  const log = openLog({ output: text, hexDump: hex, append: true }, never);
  const [ours, theirs] = memoryPair();
  ours.ledger.watch(log!, ours.facts);
  await ours.write(Buffer.from('there\n'));
  await theirs.write(Buffer.from('back\n'));
  for await (const _ of ours.incoming) break;
  expect(readFileSync(text, 'utf8')).toBe('OLD\nthere\nback\n');
  expect(readFileSync(hex, 'latin1')).toBe(hexLines(Buffer.from('there\n')) + hexLines(Buffer.from('back\n')));
  expect(log!.files).toBe(2);
});

it('with --send-only has only what was sent', async () => {
  const text = join(folder, 'sent');
  const log = openLog({ output: text, append: false, sendOnly: true }, never);
  const [ours, theirs] = memoryPair();
  ours.ledger.watch(log!, ours.facts);
  await ours.write(Buffer.from('there\n'));
  await theirs.write(Buffer.from('back\n'));
  for await (const _ of ours.incoming) break;
  expect(readFileSync(text, 'utf8')).toBe('there\n');
});

it('refuses what cannot be opened in the words of perror', () => {
  expect(() => openLog({ output: '/nonexistent/x', append: false }, never)).toThrow('open: No such file or directory\n');
  expect(() => openLog({ hexDump: folder, append: false }, never)).toThrow('open: Is a directory\n');
  expect(openLog({ append: false }, never)).toBeUndefined();
});

it('tells once it cannot be written any more, and throws nothing where the bytes pass', () => {
  const told: string[] = [];
  const log = openLog({ output: '/dev/full', append: false }, (last) => told.push(last.message));
  log!.log(Buffer.from('x'));
  expect(told).toEqual(['write: No space left on device\n']);
});
