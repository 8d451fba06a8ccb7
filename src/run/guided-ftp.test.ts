/** FTP by hand: data connections are opened where the server says, on its own host, and shown; inside TLS too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FtpBench } from '../../test/ftp-client.ts';
import { fromUtf8 } from '../core/bytes.ts';
import { english } from '../core/said.ts';
import { readCaptureFile } from '../io/capture/read/read-file.ts';
import { ftpGuide } from '../protocols/ftp/guide.ts';
import { FrameLoop } from './frames.ts';
import { type GuidedFaces, guidedAddress, runGuided } from './guided.ts';

let on: FtpBench;
beforeEach(() => {
  on = new FtpBench();
});
afterEach(() => on.close());

/** What was said (>), heard (<) and told (.), by one who types these lines. */
const session = async (lines: readonly string[], file?: string): Promise<readonly string[]> => {
  const all: string[] = [];
  const queue = [...lines];
  const faces: GuidedFaces = {
    application: 'test',
    say: (text) => all.push(`. ${text}`),
    tell: (inWords) => all.push(`. ${inWords(english)}`),
    warn: (error) => all.push(`! ${error.message}`),
    near: () => {
      throw new Error('nobody asks');
    },
    isPerson: false,
    again: 'wirecat ftp',
    lines: { next: async () => queue.shift(), release: () => {} },
    sent: (text) => all.push(`> ${text}`),
    heard: (bytes) => all.push(`< ${fromUtf8(bytes).trimEnd()}`),
    means: () => {},
    suggest: () => {},
  };
  const to = guidedAddress([await on.served()], ftpGuide);
  const plan = { guide: ftpGuide, to, account: { name: 'guest', password: 'guest' }, insecure: true, wire: { live: false, file } };
  expect(await runGuided(plan, {}, faces, on.stop.signal)).toBe(0);
  return all;
};

const LOGIN = ['USER guest', 'PASS guest'];

it('shows what comes over passive and active connections, and sends a line', async () => {
  const free = await on.listen();
  const port = Number(free.addresses[0]?.replace(/.*:/, ''));
  await free.close();
  const all = await session([
    ...LOGIN,
    'PASV',
    'NLST',
    'EPSV',
    'RETR docs/a.txt',
    `PORT 127,0,0,1,${port >> 8},${port & 255}`,
    'NLST docs',
    'EPSV',
    'STOR new',
    'QUIT',
  ]);
  expect(all.filter((line) => /^[<>] /.test(line)).map((line) => line.slice(0, 40))).toEqual(
    expect.arrayContaining(['> PASS *****', '< docs\r\nhello.txt', '< a', '< docs/a.txt']),
  );
  expect(all.filter((line) => /^\. data connection (to|from)/.test(line))).toHaveLength(4);
  expect(all).toContain('. data connection: sent 0 B, received 17 B, closed by: peer FIN, us FIN');
  expect(readFileSync(join(on.root, 'new'), 'utf8')).toBe('written by hand\n');
});

it('goes inside TLS with the control connection, and what lies in it is read from the capture', async () => {
  const file = join(on.base, 'talk.pcapng');
  const all = await session(['AUTH TLS', ...LOGIN, 'PBSZ 0', 'PROT P', 'EPSV', 'RETR hello.txt', 'QUIT'], file);
  expect(all).toContain('< hello\r\nthere');
  const rows: string[] = [];
  const loop = new FrameLoop();
  const capture = readCaptureFile(file);
  for (const batch of capture.batches) {
    loop.learn(capture.decoder);
    for (let i = 0; i < batch.count; i++)
      for (const { layer, info } of loop.next(batch, i)?.d.layers ?? []) if (layer.name.startsWith('ftp')) rows.push(info ?? '');
  }
  expect(rows).toContain('Request: USER guest');
  expect(rows).toContain('FTP Data: 14 bytes (EPASV) (RETR hello.txt)');
});
