import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { concat, fromHex, utf8 } from '../../core/bytes.ts';
import { rowOf } from '../../view/rows.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Message } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { websocketReader } from './reader.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

const frameOf = (b: Uint8Array) =>
  ({ number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes: b, original: b.length, comments: [] }) as const;
const dissected = (b: Uint8Array, message?: Message) => dissectAs(protocols, 'websocket', frameOf(b), message);

/** RFC 6455 §5.7. */
const EXAMPLES = {
  text: bytes('810548656c6c6f'),
  masked: bytes('818537fa213d7f9f4d5158'),
  first: bytes('010348656c'),
  last: bytes('80026c6f'),
  ping: bytes('890548656c6c6f'),
};

describe('websocket (RFC 6455)', () => {
  it('reads the examples of §5.7, with and without a mask', () => {
    for (const frame of [EXAMPLES.text, EXAMPLES.masked])
      expect(valuesOf(dissected(frame))).toMatchObject({ 'websocket.payload.text': ['Hello'], 'websocket.fin': ['1'] });
    expect(valuesOf(dissected(EXAMPLES.ping))).toMatchObject({ 'websocket.payload.ping': ['48656c6c6f'] });
  });

  it('puts fragments together, also around a control frame (§5.4)', () => {
    const { messages } = readAll(websocketReader, [[0, concat([EXAMPLES.first, EXAMPLES.ping, EXAMPLES.last])]]);
    expect(messages.map(({ bytes: b }) => b.length)).toEqual([5, 7, 4]);
    const last = messages[2];
    expect(last && valuesOf(dissected(last.bytes, last.message))).toMatchObject({
      'websocket.payload.text': ['Hello'],
      'websocket.fragment.count': ['2'],
      'websocket.reassembled.length': ['5'],
    });
  });

  it('takes lengths of 16 and 64 bits', () => {
    for (const head of ['827e0100', '827f0000000000000100']) {
      const { messages } = readAll(websocketReader, [[1, concat([bytes(head), new Uint8Array(256)])]]);
      expect(messages.map(({ bytes: b }) => b.length)).toEqual([256 + head.length / 2]);
    }
  });

  it('leaves alone what is compressed (RFC 7692 §7.2.3.1)', () => {
    const [found] = readAll(websocketReader, [[1, bytes('c107f248cdc9c90700')]]).messages;
    const values = found ? valuesOf(dissected(found.bytes, found.message)) : {};
    expect(values).toMatchObject({ 'websocket.pmc': ['1'], 'websocket.rsv': ['0x04'] });
    expect(values['websocket.payload.text']).toBeUndefined();
  });

  it('gives up on a length that cannot be', () => {
    expect(readAll(websocketReader, [[1, bytes('827fffffffffffffffff')]]).messages).toEqual([]);
  });

  it('says in a row what Wireshark says', () => {
    expect(rowOf(dissected(EXAMPLES.masked), { seconds: 0, nanos: 0 }).info).toBe('WebSocket Text [FIN] [MASKED]');
    expect(rowOf(dissected(EXAMPLES.first), { seconds: 0, nanos: 0 }).info).toBe('WebSocket Text[FRAGMENT] ');
  });

  it('keeps little of a message that never ends', () => {
    const piece = concat([bytes('017e8000'), utf8('x'.repeat(32768))]);
    const state = websocketReader.open({ ports: [1, 80], tools: {}, secrets: { add: () => undefined, find: () => undefined } });
    for (let i = 0; i < 200; i++) {
      piece[0] = i === 0 ? 1 : 0;
      websocketReader.read(state, 0, piece, 0, piece.length, false);
    }
    expect(state[0].parts.reduce((n, p) => n + p.length, 0)).toBeLessThanOrEqual(1 << 20);
  });

  needs('tshark')('has the values that tshark has, but for what it unpacks and what it says of fragments', () => {
    const found = differences(oursInFrames('websocket'), theirsInFrames('websocket'), new Set());
    expect(found).toEqual([
      '22 websocket.payload.continue',
      '24 websocket.fragment.count',
      '24 websocket.reassembled.length',
      '54 websocket.payload.text',
      '56 websocket.payload.text',
      '58 websocket.pmc',
      '60 websocket.pmc',
    ]);
  });
});
