import { describe, expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { valuesOf } from '../../test/dissected.ts';
import { protocols } from '../protocols/registry.ts';
import { dissect } from '../wire/dissect.ts';
import { frameBatch } from '../wire/frame.ts';
import { Columns, NONE } from './columns.ts';
import { history } from './history.ts';

const columnsOf = (frames: typeof allSamples, columns: Columns): Columns => {
  for (const frame of frames) {
    const batch = frameBatch(1);
    Object.assign(batch, { bytes: frame.bytes, count: 1 });
    batch.captured[0] = frame.bytes.length;
    batch.original[0] = frame.original;
    batch.seconds[0] = frame.seconds;
    batch.nanos[0] = frame.nanos;
    batch.linkType[0] = frame.linkType;
    columns.take(batch);
  }
  return columns;
};

describe('columns', () => {
  it('have a row for each frame, growing as they must', () => {
    const columns = columnsOf([...allSamples, ...allSamples], new Columns(protocols, 1));
    expect(columns.count).toBe(2 * allSamples.length);
    expect(columns.data.original[allSamples.length]).toBe(allSamples[0]!.original);
  });

  it('say what the dissection says', () => {
    const tcp = allSamples.filter((f) => dissect(protocols, f).layers.at(-1)?.layer.name === 'tcp');
    const columns = columnsOf(tcp, new Columns(protocols));
    const past = history();
    for (const [row, frame] of tcp.entries()) {
      past.frame(frame);
      const v = valuesOf(dissect(protocols, frame, {}, past));
      const { stream, seq, flags, length, sport } = columns.data;
      expect([stream[row], seq[row], length[row], sport[row]].map(String)).toEqual(
        [v['tcp.stream'], v['tcp.seq'], v['tcp.len'], v['tcp.srcport']].map((x) => x?.[0]),
      );
      expect(flags[row]).toBe(Number(v['tcp.flags']?.[0]));
    }
    expect(tcp.length).toBeGreaterThan(5);
  });

  it('give frames without ports no stream', () => {
    const arp = allSamples.filter((f) => dissect(protocols, f).layers.at(-1)?.layer.name === 'arp');
    expect([...columnsOf(arp, new Columns(protocols)).data.stream.slice(0, arp.length)]).toEqual(arp.map(() => NONE));
  });
});
