/** What sessions over each endpoint write, beside tshark: it finds nothing wrong, and reads what was encrypted. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../test/needs.ts';
import { Follower } from '../analysis/follow.ts';
import { acceptAddress, openAddress, parseAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import { readCaptureFile } from '../io/capture/read/read-file.ts';
import { serve } from '../io/serve/serve.ts';
import { echo } from '../io/services/echo/echo.ts';
import { rowLine, rowOf } from '../view/rows.ts';
import { segmentOf } from '../view/segment.ts';
import type { Dissection } from '../wire/dissection.ts';
import { FrameLoop } from './frames.ts';
import { openRecorder } from './recorder.ts';

const signal = new AbortController().signal;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-recorded-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Listener and what is opened, with PLACE for where it listens; `insecure` because certificates are made on the spot. */
const ENDPOINTS: readonly (readonly [name: string, on: string, to: string])[] = [
  ['tcp', 'tcp:127.0.0.1:0', 'tcp:PLACE'],
  ['tcp over IPv6', 'tcp:[::1]:0', 'tcp:PLACE'],
  ['udp', 'udp:127.0.0.1:0?idle=0.2', 'udp:PLACE?wait=0.1'],
  ['unix', 'unix:FOLDER/s', 'unix:FOLDER/s'],
  ['tls', 'tls:tcp:127.0.0.1:0', 'tls:tcp:PLACE?insecure'],
  ['tls 1.2', 'tls?max=1.2:tcp:127.0.0.1:0', 'tls:tcp:PLACE?insecure'],
  ['tls 1.2 with ChaCha20', 'tls?max=1.2:tcp:127.0.0.1:0', 'tls:tcp:PLACE?insecure&ciphers=ECDHE-ECDSA-CHACHA20-POLY1305'],
  ['tls over unix', 'tls:unix:FOLDER/t', 'tls:unix:FOLDER/t?insecure'],
  ['ws', 'ws:tcp:127.0.0.1:0', 'ws:tcp:PLACE'],
  ['wss', 'wss:tcp:127.0.0.1:0', 'wss:tcp:PLACE?insecure'],
];

/** Says something and hears its echo; ends in order. */
const converse = async (channel: OpenChannel): Promise<void> => {
  const said = Buffer.from('GET /secret HTTP/1.0\r\n\r\n');
  await channel.write(said);
  let heard = 0;
  for await (const chunk of channel.incoming) {
    heard += chunk.length;
    if (heard >= said.length) break;
  }
  expect(heard).toBe(said.length);
  await channel.end();
  for await (const _ of channel.incoming);
  channel.close();
  await channel.ledger.closing;
};

const addressesOf = (d: Dissection): readonly [string, string] => {
  const s = segmentOf(d);
  return [s?.from ?? '', s?.to ?? ''];
};

/** All of them in one file, each seen from one side. */
const record = async (side: 'client' | 'server'): Promise<string> => {
  const file = join(folder, `${side}.pcapng`);
  const onTrouble = (error: Error): void => expect.unreachable(error.message);
  const recorder = await openRecorder({ wire: { live: false, file }, application: 'wirecat', onTrouble }, signal);
  for (const [, on, to] of ENDPOINTS) {
    const placed = (text: string, place = ''): string => text.replace('FOLDER', folder).replace('PLACE', place);
    const listener = await acceptAddress(parseAddress(placed(on)), side === 'server' ? { wire: recorder.tapAs(() => ({})) } : {}, signal);
    const serving = serve(echo, listener, { most: 1 }, signal);
    await converse(
      await openAddress(
        parseAddress(placed(to, listener.addresses[0])),
        side === 'client' ? { wire: recorder.tapAs(() => ({})) } : {},
        signal,
      ),
    );
    await serving.done;
  }
  await recorder.close();
  return file;
};

const CHECKED = ['ip.check_checksum', 'tcp.check_checksum', 'udp.check_checksum'].flatMap((name) => ['-o', `${name}:TRUE`]);
const tshark = (file: string, ...args: string[]): string =>
  execFileSync('tshark', ['-n', '-r', file, ...CHECKED, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

describe.each(['client', 'server'] as const)('recorded by the %s', (side) => {
  let file: string;
  beforeAll(async () => {
    file = await record(side);
  });

  it('TLS and WebSocket are on the wire, and what they carry is inside them', () => {
    const loop = new FrameLoop();
    const rows: string[] = [];
    const capture = readCaptureFile(file);
    for (const batch of capture.batches) {
      loop.learn(capture.decoder);
      for (let i = 0; i < batch.count; i++) {
        const { d, times } = loop.next(batch, i) ?? expect.unreachable();
        rows.push(rowLine(rowOf(d, times.first ?? d.frame)));
      }
    }
    const count = (text: RegExp): number => rows.filter((row) => text.test(row)).length;
    expect(count(/ UDP /)).toBe(2);
    expect(count(/Client Hello/)).toBe(4);
    expect(count(/Finished/)).toBeGreaterThanOrEqual(6);
    expect(count(/HTTP .*GET \/secret/)).toBeGreaterThanOrEqual(4);
    expect(count(/HTTP .*101 Switching Protocols/)).toBe(2);
    expect(count(/WebSocket Text \[FIN\] \[MASKED\]/)).toBe(2);
    expect(count(/WebSocket Connection Close/)).toBe(4);
  });

  it('who follows TLS reads what was said in it', () => {
    const loop = new FrameLoop();
    const follower = new Follower({ protocol: 'tls', number: 2 });
    const capture = readCaptureFile(file);
    const said: string[] = [];
    for (const batch of capture.batches) {
      loop.learn(capture.decoder);
      for (let i = 0; i < batch.count; i++) {
        const { d } = loop.next(batch, i) ?? expect.unreachable();
        for (const { bytes, side: by } of follower.push(d, addressesOf(d))) said.push(`${by} ${String(Buffer.from(bytes))}`);
      }
    }
    expect(said).toEqual(['0 GET /secret HTTP/1.0\r\n\r\n', '1 GET /secret HTTP/1.0\r\n\r\n']);
  });

  needs('tshark')('tshark warns of nothing, checksums on', () => {
    const warnings = tshark(file, '-q', '-z', 'expert,warn')
      .split('\n')
      .filter((line) => /^ +\d+ /.test(line));
    expect(warnings).toEqual([]);
    const wrong = tshark(file, '-Y', 'ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0');
    expect(wrong).toBe('');
  });

  needs('tshark')('tshark reads what was encrypted', () => {
    const fields = ['-T', 'fields', '-e', 'tls.record.version', '-e', 'http.request.uri', '-e', 'websocket.payload.text'];
    const rows = tshark(file, '-Y', 'tls && (http.request.uri == "/secret" || websocket.payload.text)', ...fields)
      .trimEnd()
      .split('\n');
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(rows.join('\n')).toContain('/secret');
  });
});
