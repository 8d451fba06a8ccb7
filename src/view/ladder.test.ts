import { describe, expect, it } from 'vitest';
import { frameFrom } from '../../test/lecture-frame.ts';
import { utf8 } from '../core/bytes.ts';
import { eth, ip, tcp, udp } from '../protocols/index.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack } from '../wire/build.ts';
import { dissect } from '../wire/dissect.ts';
import { Ladder, type Rung } from './ladder.ts';
import { type Segment, segmentOf } from './segment.ts';
import { plainText, widthOf } from './text.ts';

const [SYN, SYNACK, ACKED, PUSH, FIN, RST] = [0x02, 0x12, 0x10, 0x18, 0x11, 0x14];
const macs = { src: new Uint8Array(6), dst: new Uint8Array(6) };
const [CLIENT, SERVER] = [0x0a000001, 0x0a000002];

const segment = (number: number, at: number, up: boolean, flags: number, text = ''): Segment => {
  const [src, dst] = up ? [CLIENT, SERVER] : [SERVER, CLIENT];
  const [srcport, dstport] = up ? [5000, 7] : [7, 5000];
  const bytes = buildStack(
    [
      [eth, macs],
      [ip, { src, dst }],
      [tcp, { srcport, dstport, flags, seq_raw: 100, ack_raw: flags & 16 ? 200 : 0 }],
    ],
    utf8(text),
  );
  const s = segmentOf(dissect(protocols, frameFrom(bytes, { number, mark: 'S', seconds: at, nanos: 0 })));
  if (s === undefined) throw new Error('no segment');
  return s;
};

const echo = [
  segment(1, 10, true, SYN),
  segment(2, 10, false, SYNACK),
  segment(3, 10, true, ACKED),
  segment(4, 12, true, PUSH, 'here is a message\n'),
  segment(5, 12, false, ACKED),
  segment(6, 12, false, PUSH, 'here is a message\n'),
  segment(7, 12, true, ACKED),
  segment(8, 15, true, PUSH, 'and another'),
  segment(9, 15, false, PUSH, 'and another'),
  segment(10, 15, true, ACKED),
  segment(11, 16, true, FIN),
  segment(12, 16, false, FIN),
  segment(13, 16, true, ACKED),
];

const draw = (segments: readonly Segment[], columns = 80): { ladder: Ladder; rungs: Rung[]; lines: string[] } => {
  const ladder = new Ladder();
  const steps = segments.map((s) => ladder.push(s, columns));
  return { ladder, rungs: steps.map((s) => s.rung), lines: steps.flatMap((s) => s.lines.map(plainText)) };
};

describe('ladder', () => {
  it('groups an echo session as open, message 1, message 2, close', () => {
    const phases = draw(echo).rungs.map((r) => r.phase);
    expect([...new Set(phases)]).toEqual(['open', 'message 1', 'message 2', 'close']);
    expect(phases.slice(0, 4)).toEqual(['open', 'open', 'open', 'message 1']);
    expect(phases.slice(-3)).toEqual(['close', 'close', 'close']);
  });

  it('does not open again at a late copy of a SYN, but where a refused attempt is repeated', () => {
    const [syn, synAck] = [segment(14, 17, true, SYN), segment(15, 17, false, SYNACK)];
    const phases = (...segments: Segment[]) => draw(segments).rungs.map((r) => r.phase);
    expect([...new Set(phases(...echo.slice(0, 6), syn, synAck, ...echo.slice(6)))]).toEqual(['open', 'message 1', 'message 2', 'close']);
    expect(phases(...echo, syn).slice(-2)).toEqual(['close', 'close']);
    expect(phases(...echo.slice(3, 4), ...echo.slice(0, 2))).toEqual(['message 1', 'message 1', 'message 1']);
    expect(phases(syn, segment(2, 10, false, RST), syn)).toEqual(['open', 'close', 'open']);
  });

  it('draws an arrow a segment, with the text under it on the side of who sent it', () => {
    expect(draw(echo.slice(0, 6)).lines).toEqual([
      '                    10.0.0.1:5000                                    10.0.0.2:7',
      '                    client: connects                                     server',
      'open               │                                                           │',
      '   1 S    0.000000 │── SYN  Seq=100 ──────────────────────────────────────────▶│',
      '   2 S    0.000000 │◀═════════════════════════════ SYN, ACK  Seq=100 Ack=200 ══│',
      '   3 S~   0.000000 │── ACK  Seq=100 Ack=200 ──────────────────────────────────▶│',
      'message 1          │                                                           │',
      '   4 S    2.000000 │── PSH, ACK  Seq=100 Ack=200 Len=18 ──────────────────────▶│',
      '                   │   "here is a message\\n"                                   │',
      '   5 S~   2.000000 │◀══════════════════════════════════ ACK  Seq=100 Ack=200 ══│',
      '   6 S    2.000000 │◀══════════════════════ PSH, ACK  Seq=100 Ack=200 Len=18 ══│',
      '                   │                                   "here is a message\\n"   │',
    ]);
  });

  it('fills exactly the columns there are', () => {
    for (const columns of [60, 80, 99, 120]) {
      const { lines } = draw(
        [...echo, segment(14, 17, true, PUSH, 'x'.repeat(5000)), segment(15, 17, false, PUSH, '日本語'.repeat(99))],
        columns,
      );
      for (const l of lines.slice(2)) expect(widthOf(l)).toBe(columns);
    }
  });

  it('puts a client that answers first on the right', () => {
    const { lines, rungs } = draw([segment(1, 0, false, SYNACK), segment(2, 0, true, ACKED)]);
    expect(rungs.map((r) => r.side)).toEqual([1, 0]);
    expect(lines[0]?.trim().startsWith('10.0.0.1:5000')).toBe(true);
  });

  it('counts what the server says first as a message of its own', () => {
    const { rungs } = draw([
      segment(1, 0, true, SYN),
      segment(2, 0, false, PUSH, '220'),
      segment(3, 0, true, PUSH, 'HELO'),
      segment(4, 0, false, PUSH, '250'),
    ]);
    expect(rungs.map((r) => r.phase)).toEqual(['open', 'message 1', 'message 2', 'message 2']);
  });

  it('marks a reset and escapes what was carried', () => {
    const ladder = new Ladder();
    const reset = ladder.push(segment(1, 0, true, RST)).lines.at(-1);
    expect(reset?.some((s) => s.role === 'bad')).toBe(true);
    expect(plainText(ladder.push(segment(2, 0, true, PUSH, '\u001b[2J')).lines.at(-1) ?? [])).toContain('"\\x1b[2J"');
  });

  it('says what the mark means, once', () => {
    expect(draw(echo).ladder.legend().map(plainText).join(' ')).toContain('inferred');
    expect(new Ladder().legend()).toEqual([]);
  });

  it('shows datagrams too', () => {
    const bytes = buildStack(
      [
        [eth, macs],
        [ip, { src: CLIENT, dst: SERVER }],
        [udp, { srcport: 5000, dstport: 4660 }],
      ],
      utf8('hi'),
    );
    const s = segmentOf(dissect(protocols, frameFrom(bytes)));
    expect(s).toMatchObject({ protocol: 'udp', label: 'UDP', from: '10.0.0.1:5000', to: '10.0.0.2:4660', detail: 'Len=2' });
    expect(new TextDecoder().decode(s?.payload)).toBe('hi');
  });

  it('is JSON', () => {
    const { ladder, rungs } = draw(echo);
    const rung = JSON.parse(JSON.stringify(ladder.data(rungs[3]!))) as unknown;
    expect(rung).toMatchObject({ phase: 'message 1', text: 'here is a message\\n', time: '2.000000', mark: 'S', from: '10.0.0.1:5000' });
  });
});
