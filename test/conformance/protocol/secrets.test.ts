import { describe, expect, it } from 'vitest';
import { CaptureIndex } from '../../../src/analysis/capture-index.ts';
import { Follower } from '../../../src/analysis/follow.ts';
import { Selection } from '../../../src/analysis/selection.ts';
import { fromUtf8, utf8 } from '../../../src/core/bytes.ts';
import { batchSink } from '../../../src/io/capture/synth/batch-sink.ts';
import { synth } from '../../../src/io/capture/synth/synth.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import { FrameLoop } from '../../../src/run/frames.ts';
import type { Passed } from '../../../src/run/passed.ts';
import { checksumsOf } from '../../../src/view/checksum.ts';
import { covered } from '../../../src/view/covered.ts';
import { frameHex, hexData } from '../../../src/view/hex.ts';
import { frameRecord } from '../../../src/view/json.ts';
import { rowLine, rowOf } from '../../../src/view/rows.ts';
import { rulerData, rulerLines, rulersOf } from '../../../src/view/ruler.ts';
import { segmentOf } from '../../../src/view/segment.ts';
import type { Line } from '../../../src/view/text.ts';
import { treeLines, treeOf } from '../../../src/view/tree.ts';
import { batchOf, type Frame, frameOf } from '../../../src/wire/frame.ts';
import { mayHold } from '../../../src/wire/secret.ts';
import { sample } from './samples.ts';

const EXPORTS = [
  'tcp.payload',
  'http.authorization',
  'http.request.line',
  'http.cookie',
  'imap.line',
  'imap.request',
  'smtp.auth.password',
  'frame',
];

const plain = (lines: readonly Line[]): string => lines.map((l) => l.map((s) => s.text).join('')).join('\n');

/** What every view says of the frame that just passed. */
const views = (passed: Passed, follower: Follower, selection: Selection): Readonly<Record<string, string>> => {
  const { d, times } = passed;
  const segment = segmentOf(d);
  passed.load(selection);
  const said = segment === undefined ? [] : follower.push(d, [segment.from, segment.to]);
  return {
    row: rowLine(rowOf(d, d.frame)),
    tree: plain(treeLines(treeOf(d))),
    'tree as JSON': JSON.stringify(treeOf(d)),
    bytes: plain(frameHex(d, { brackets: true })),
    'bytes as JSON': JSON.stringify(hexData(d)),
    ruler: plain(rulersOf(d).flatMap((r) => rulerLines(r, { columns: 120 }))),
    'ruler as JSON': JSON.stringify(rulerData(d)),
    ladder: fromUtf8(segment?.payload ?? new Uint8Array(0)),
    follow: said.map(({ bytes }) => fromUtf8(bytes ?? new Uint8Array(0))).join(''),
    JSON: JSON.stringify(frameRecord(d, times)),
    fields: JSON.stringify(
      EXPORTS.map((name) => selection.of(name).values.map((v) => (v instanceof Uint8Array ? fromUtf8(v) : String(v)))),
    ),
  };
};

const said = (folder: string, showSecrets: boolean): readonly Readonly<Record<string, string>>[] => {
  const loop = new FrameLoop({ showSecrets });
  const selection = new Selection();
  for (const name of EXPORTS) selection.of(name);
  return sample(folder).flatMap((frame) => {
    const passed = loop.next(batchOf(frame), 0);
    return passed === undefined ? [] : [views(passed, new Follower({ protocol: 'tcp', number: 0 }), selection)];
  });
};

const SECRETS: readonly (readonly [folder: string, secrets: readonly string[]])[] = [
  ['http', ['dXNlcjpwYXNz', 'user:pass', 'theme=dark', '64 58 4e 6c', '64584e6c']],
  ['imap', ['LOGIN guest guest', 'AGd1ZXN0AGd1ZXN0', '4c4f47494e2067756573742067756573']],
  ['pop', ['PASS guest', 'AGd1ZXN0AGd1ZXN0']],
  ['smtp', ['AGd1ZXN0AGd1ZXN0', 'AGd1ZXN0AHdyb25n']],
  ['ftp', ['PASS guest']],
];

/** Frames of one conversation of which each chunk is a segment; those with `<` come from the server. */
const conversation = (port: number, chunks: readonly string[]): readonly Frame[] => {
  const frames: Frame[] = [];
  const sink = batchSink((batch) => {
    for (let i = 0; i < batch.count; i++) {
      const frame = frameOf(batch, i, frames.length + 1);
      frames.push({ ...frame, bytes: frame.bytes.slice() });
    }
  });
  const ends = { localIp: { address: '192.0.2.1', port: 40_000 }, remoteIp: { address: '192.0.2.2', port } };
  const facts = { scheme: 'tcp', role: 'initiator', local: '192.0.2.1:40000', remote: `192.0.2.2:${port}`, started: 0, opened: 1 } as const;
  const wire = synth(sink).open({ ...facts, ...ends });
  for (const [k, chunk] of chunks.entries()) {
    const isReply = chunk.startsWith('<');
    wire.chunk(isReply ? 'received' : 'sent', utf8(isReply ? chunk.slice(1) : chunk), k + 2);
  }
  sink.flush();
  return frames;
};

const shownOf = (frames: readonly Frame[], showSecrets: boolean): readonly Readonly<Record<string, string>>[] => {
  const loop = new FrameLoop({ showSecrets });
  const selection = new Selection();
  for (const name of EXPORTS) selection.of(name);
  return frames.flatMap((frame) => {
    const passed = loop.next(batchOf(frame), 0);
    return passed === undefined ? [] : [views(passed, new Follower({ protocol: 'tcp', number: 0 }), selection)];
  });
};

/** The views that say it, as text or as bytes. */
const tellers = (frames: readonly Frame[], showSecrets: boolean, secret: string): readonly string[] =>
  shownOf(frames, showSecrets).flatMap((all) =>
    Object.entries(all).flatMap(([view, text]) => (text.includes(secret) || text.includes(hex(secret)) ? [view] : [])),
  );

/** A command with the password `hunter2`, and what was said before. */
const LOGINS: readonly (readonly [port: number, before: readonly string[], login: string, secret: string])[] = [
  [21, ['<220 ftp\r\n'], 'PASS hunter2\r\n', 'hunter2'],
  [110, ['<+OK pop\r\n'], 'PASS hunter2\r\n', 'hunter2'],
  [110, ['<+OK pop\r\n', 'AUTH PLAIN\r\n', '<+ \r\n'], 'AGEAaHVudGVyMg==\r\n', 'AGEAaHVudGVyMg=='],
  [143, ['<* OK imap\r\n'], 'a1 LOGIN ann hunter2\r\n', 'hunter2'],
  [143, ['<* OK imap\r\n', 'a1 AUTHENTICATE PLAIN\r\n', '<+ \r\n'], 'AGEAaHVudGVyMg==\r\n', 'AGEAaHVudGVyMg=='],
  [
    25,
    ['<220 mx ESMTP\r\n', 'EHLO a\r\n', '<250 mx\r\n', 'AUTH LOGIN\r\n', '<334 x\r\n', 'YW5u\r\n', '<334 x\r\n'],
    'aHVudGVyMg==\r\n',
    'aHVudGVyMg==',
  ],
  [6667, [], 'PASS hunter2\r\n', 'hunter2'],
  [80, [], 'POST / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic aHVudGVyMg==\r\nContent-Length: 9\r\n\r\nfive more', 'aHVudGVyMg=='],
  [80, [], 'GET http://ann:hunter2@a/ HTTP/1.1\r\nHost: a\r\nReferer: http://bob:hunter2@b/\r\n\r\n', 'hunter2'],
];

/** So much of a password says something. */
const TELLS = 4;
const hex = (text: string): string => [...utf8(text)].map((b) => b.toString(16).padStart(2, '0')).join(' ');

describe('passwords on the screen', () => {
  it.each(LOGINS)('on port %i after %j are in no view of %j, wherever that is cut in two', (port, before, login, secret) => {
    const from = login.indexOf(secret);
    for (const cut of [from + TELLS, from + secret.length, login.length]) {
      const frames = conversation(port, [...before, login.slice(0, cut), ...(cut < login.length ? [login.slice(cut)] : [])]);
      const early = secret.slice(0, Math.min(secret.length, cut - from));
      expect(tellers(frames, false, early), login.slice(0, cut)).toEqual([]);
    }
    expect(tellers(conversation(port, [...before, login]), true, secret)).toEqual(expect.arrayContaining(['ladder', 'tree']));
  });

  it('are covered in frames of an index too, before their message is whole', () => {
    const frames = conversation(80, ['POST / HTTP/1.1\r\nContent-Length: 4\r\nCookie: hunter2=1\r\n\r\n', 'body']);
    const index = new CaptureIndex(protocols, (number) => frames[number - 1]?.bytes ?? new Uint8Array(0));
    for (const frame of frames) index.take(batchOf(frame));
    const said = frames.map((_, k) => fromUtf8(covered(index.dissect(k + 1)).frame.bytes)).join();
    expect(said).toContain('Cookie: *********');
    expect(said).not.toContain('hunter2');
  });

  it('stand in rows where they are to be shown', () => {
    const rows = shownOf(conversation(110, ['PASS hunter2\r\n']), true).map(({ row }) => row);
    expect(rows.join('')).toContain('PASS hunter2');
  });

  it.each(SECRETS)('are in no view of %s, and in those of --show-secrets', (folder, secrets) => {
    const shown = said(folder, true).map((views) => JSON.stringify(views));
    const leaks = said(folder, false).flatMap((views) =>
      Object.entries(views).flatMap(([view, text]) =>
        secrets.filter((secret) => text.includes(secret)).map((secret) => `${view}: ${secret}`),
      ),
    );
    expect(leaks).toEqual([]);
    expect(secrets.some((secret) => shown.some((text) => text.includes(secret)))).toBe(true);
  });

  it('are covered without a word more or less, and checksums are those of the true bytes', () => {
    const whole = new FrameLoop({ verify: true, showSecrets: true });
    const loop = new FrameLoop({ verify: true });
    for (const frame of sample('imap')) {
      const { d } = loop.one(frame);
      const all = whole.one(frame).d;
      expect(checksumsOf(d)).toEqual(checksumsOf(all));
      expect(d.frame.bytes.length).toBe(frame.bytes.length);
    }
  });

  it('are declared by their protocols', () => {
    const holders = protocols.nodes.filter(({ layer }) => mayHold(layer)).map(({ layer }) => layer.name);
    expect(holders).toEqual(expect.arrayContaining(SECRETS.map(([folder]) => folder)));
  });
});
