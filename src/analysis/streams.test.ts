import { describe, expect, it } from 'vitest';
import { ACK, PUSH, SYN, segmentBytes } from '../../test/captures.ts';
import * as layers from '../protocols/index.ts';
import { batchOf } from '../wire/frame.ts';
import { layer } from '../wire/layer.ts';
import { registry } from '../wire/registry.ts';
import { MORE } from '../wire/stream.ts';
import { Track } from './track.ts';

const TALK = { client: 0x0a000001, server: 0x0a000002, clientPort: 50_001, serverPort: 50_002 };

/** A reader that is asked about everything and knows nothing, and how often it was asked. */
const curious = (begins?: readonly [string, string]) => {
  const asked: number[] = [];
  const made = layer('curious', {
    title: 'Curious',
    spec: 'RFC 9293',
    fields: {},
    stream: {
      ...(begins && { begins }),
      guess: (b: Uint8Array, o: number) => {
        asked.push(b[o] ?? -1);
        return 0;
      },
      open: () => undefined,
      read: () => MORE,
    },
  });
  return { made, asked };
};

/** Twenty lines that begin with `from`, each acknowledged, told to a track. */
const talk = (made: ReturnType<typeof curious>['made'], from: string): void => {
  const track = new Track(registry([...Object.values(layers), made]));
  const take = (bytes: Uint8Array, number: number): void => {
    const about = { number, mark: 'R', seconds: number, nanos: 0, linkType: 1, comments: [] } as const;
    track.frame(batchOf({ ...about, bytes, original: bytes.length }), 0);
  };
  take(segmentBytes(true, SYN, 99, 0, '', TALK), 1);
  for (let n = 0; n < 20; n++) {
    take(segmentBytes(true, PUSH, 100 + 10 * n, 1, `${from}23456789\n`, TALK), 2 + 2 * n);
    take(segmentBytes(false, ACK, 1, 110 + 10 * n, '', TALK), 3 + 2 * n);
  }
};

describe('what reads a conversation', () => {
  it('is guessed a few times and no more, also with acknowledgments between', () => {
    const { made, asked } = curious();
    talk(made, '1');
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  it('is not asked about bytes with which it never begins', () => {
    const { made, asked } = curious(['abc', 'b']);
    talk(made, '1');
    expect(asked).toEqual([]);
    talk(made, 'b');
    expect(new Set(asked)).toEqual(new Set(['b'.charCodeAt(0)]));
  });
});
