/** Datagrams in fragments through the whole house: rows, trees, bytes and JSON of a capture that has them. */
import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../../src/core/bytes.ts';
import { TextBuffer } from '../../../src/core/text-buffer.ts';
import { FrameLoop } from '../../../src/run/frames.ts';
import { frameHex } from '../../../src/view/hex.ts';
import { frameRecord } from '../../../src/view/json.ts';
import { RowWriter } from '../../../src/view/row-writer.ts';
import { rowLine, rowOf } from '../../../src/view/rows.ts';
import type { Dissection } from '../../../src/wire/dissection.ts';
import type { Frame } from '../../../src/wire/frame.ts';
import { sample } from './samples.ts';

const dissectAll = (frames: readonly Frame[], verify = false): readonly Dissection[] => {
  const loop = new FrameLoop({ verify });
  return frames.map((frame) => loop.one(frame).d);
};

const NO_TIMES = { first: undefined, previous: undefined };
const record = (d: Dissection | undefined) => (d ? frameRecord(d, NO_TIMES) : {});

const rowsOf = (frames: readonly Frame[]): string => {
  const loop = new FrameLoop();
  const writer = new RowWriter();
  const out = new TextBuffer(1 << 16);
  let text = '';
  for (const frame of frames) {
    const passed = loop.one(frame);
    out.length = 0;
    if (writer.row(passed.track, passed.batch, 0, passed.times, 6, out)) text += fromUtf8(out.bytes.subarray(0, out.length));
    else text += rowLine(rowOf(passed.d, passed.times.first ?? frame));
  }
  return text;
};

/** Frames 8 and 9 of the sample are a UDP datagram with its end first, 10 to 12 a TCP segment in three that overlap. */
const ipFrames = sample('ip');

describe('fragments', () => {
  it('show as data until the frame that completes the datagram', () => {
    const all = dissectAll(ipFrames);
    expect(all.slice(7, 12).map((d) => d.layers.map((l) => l.layer.name).join(' '))).toEqual([
      'eth ip',
      'eth ip udp',
      'eth ip',
      'eth ip',
      'eth ip tcp echo',
    ]);
    expect(record(all[7])).toMatchObject({ 'data.len': ['15'] });
    expect(record(all[8])).toMatchObject({
      'ip.fragment': ['9', '8'],
      'ip.fragment.count': ['2'],
      'ip.reassembled.length': ['31'],
      'udp.payload': ['70757420746f6765746865722066726f6d207468726565'],
    });
    expect(record(all[11])).toMatchObject({ 'ip.fragment.overlap': ['1'], 'tcp.stream': ['0'], 'tcp.len': ['9'], 'tcp.seq': ['1'] });
  });

  it('have the rows that the dissection has', async () => {
    const rows = dissectAll(ipFrames).map((d) => rowLine(rowOf(d, ipFrames[0]!)));
    expect(rowsOf(ipFrames)).toBe(rows.join(''));
    expect(rows[7]).toContain('IPv4 49 Fragmented IP protocol (proto=UDP 17, off=16, ID=000a)');
    expect(rows[8]).toContain('UDP 50 49152 → 4660 Len=23');
  });

  it('give the frame a second source of bytes', () => {
    const d = dissectAll(ipFrames)[8]!;
    expect(d.sources.map((s) => [s.name, s.bytes.length])).toEqual([
      ['Frame', 50],
      ['Reassembled IPv4', 31],
    ]);
    const lines = frameHex(d).map((line) => line.map((s) => s.text).join(''));
    expect(lines).toContain('Reassembled IPv4 (31 bytes)');
    expect(lines.at(-1)).toMatch(/her fro ?m three$/);
  });

  it('are not put together where one was cut, or where a checksum that was asked for is wrong', () => {
    const [last, first] = [ipFrames[7]!, ipFrames[8]!];
    const cut = { ...last, bytes: last.bytes.slice(0, last.bytes.length - 1) };
    expect(dissectAll([cut, first])[1]?.sources.length).toBe(1);
    // The header checksum of the frame, which lies in bytes 24 and 25.
    const bad = { ...last, bytes: Uint8Array.from(last.bytes, (b, o) => (o === 24 ? b ^ 1 : b)) };
    expect(dissectAll([bad, first])[1]?.sources.length).toBe(2);
    expect(dissectAll([bad, first], true)[1]?.sources.length).toBe(1);
  });

  it('of IPv6 are put together by the identification of their header', () => {
    const d = dissectAll(sample('ipv6')).find((one) => one.sources.length > 1)!;
    expect(record(d)).toMatchObject({ 'ipv6.fragments': ['1'], 'ipv6.fragment.count': ['2'], 'ipv6.reassembled.length': ['24'] });
    expect(record(d)['data.data']?.[0]?.length).toBe(48);
  });
});
