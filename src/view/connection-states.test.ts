import { describe, expect, it } from 'vitest';
import { ConnectionStates } from './connection-states.ts';
import { ACK, FIN, RST, type Segment, SYN } from './segment.ts';

/** Control bits, side, and numbers: what matters of a segment. */
const s = (flags: number, seq = 0, ack = 0, length = 0): Segment => ({
  number: 1,
  mark: 'R',
  at: undefined,
  from: 'a',
  to: 'b',
  protocol: 'tcp',
  flags,
  label: '',
  detail: '',
  brief: '',
  isBare: false,
  remark: '',
  payload: new Uint8Array(length),
  numbers: { seq, ack, window: 0, length },
});

/** Each change, both sides. */
const changes = (...segments: readonly (readonly [0 | 1, Segment])[]): readonly string[] => {
  const states = new ConnectionStates();
  return segments.flatMap(([side, segment]) => states.take(side, segment)?.join(' ') ?? []);
};

const OPEN = [
  [0, s(SYN, 100)],
  [1, s(SYN | ACK, 500, 101)],
  [0, s(ACK, 101, 501)],
] as const;

describe('states of a connection', () => {
  it('opening, and closing by the client (RFC 9293 figures 6 and 12)', () => {
    const closing = [
      [0, s(FIN | ACK, 101, 501)],
      [1, s(ACK, 501, 102)],
      [1, s(FIN | ACK, 501, 102)],
      [0, s(ACK, 102, 502)],
    ] as const;
    expect(changes(...OPEN, ...closing)).toEqual([
      'SYN-SENT LISTEN',
      'ESTABLISHED SYN-RECEIVED',
      'ESTABLISHED ESTABLISHED',
      'FIN-WAIT-1 CLOSE-WAIT',
      'FIN-WAIT-2 CLOSE-WAIT',
      'TIME-WAIT LAST-ACK',
      'TIME-WAIT CLOSED',
    ]);
  });

  it('both end at once (figure 13)', () => {
    const closing = [
      [0, s(FIN | ACK, 101, 501)],
      [1, s(FIN | ACK, 501, 101)],
      [0, s(ACK, 102, 502)],
      [1, s(ACK, 502, 102)],
    ] as const;
    expect(changes(...OPEN, ...closing).slice(3)).toEqual([
      'FIN-WAIT-1 CLOSE-WAIT',
      'CLOSING CLOSING',
      'CLOSING TIME-WAIT',
      'TIME-WAIT TIME-WAIT',
    ]);
  });

  it('a FIN with an answer in it acknowledges, data that is older does not', () => {
    const closing = [
      [0, s(FIN | ACK, 101, 501)],
      [1, s(ACK, 501, 101, 10)],
      [1, s(FIN | ACK, 511, 102)],
    ] as const;
    expect(changes(...OPEN, ...closing).slice(3)).toEqual(['FIN-WAIT-1 CLOSE-WAIT', 'TIME-WAIT LAST-ACK']);
  });

  it('a refused connection, a reset, a connection met in its middle, numbers that wrap', () => {
    expect(changes([0, s(SYN, 1)], [1, s(RST | ACK, 0, 2)])).toEqual(['SYN-SENT LISTEN', 'CLOSED CLOSED']);
    expect(changes(...OPEN, [1, s(RST, 501)]).at(-1)).toBe('CLOSED CLOSED');
    expect(changes([1, s(ACK, 5, 6, 10)])).toEqual(['ESTABLISHED ESTABLISHED']);
    const end = [
      [0, s(FIN | ACK, 0xffff_ffff, 501)],
      [1, s(ACK, 501, 0)],
    ] as const;
    expect(changes(...OPEN, ...end).at(-1)).toBe('FIN-WAIT-2 CLOSE-WAIT');
  });

  it('are not told of what has no numbers', () => {
    const { numbers, ...datagram } = s(0);
    expect(numbers).toBeDefined();
    expect(new ConnectionStates().take(0, datagram)).toBeUndefined();
  });
});
