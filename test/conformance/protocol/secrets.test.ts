import { describe, expect, it } from 'vitest';
import { Follower } from '../../../src/analysis/follow.ts';
import { Selection } from '../../../src/analysis/selection.ts';
import { fromUtf8 } from '../../../src/core/bytes.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import { FrameLoop } from '../../../src/run/frames.ts';
import type { Passed } from '../../../src/run/passed.ts';
import { checksumsOf } from '../../../src/view/checksum.ts';
import { mayHold } from '../../../src/view/covered.ts';
import { frameHex, hexData } from '../../../src/view/hex.ts';
import { frameRecord } from '../../../src/view/json.ts';
import { rowLine, rowOf } from '../../../src/view/rows.ts';
import { rulerData, rulerLines, rulersOf } from '../../../src/view/ruler.ts';
import { segmentOf } from '../../../src/view/segment.ts';
import type { Line } from '../../../src/view/text.ts';
import { treeLines, treeOf } from '../../../src/view/tree.ts';
import { batchOf } from '../../../src/wire/frame.ts';
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

describe('passwords on the screen', () => {
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
