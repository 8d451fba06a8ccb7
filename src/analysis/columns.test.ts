import { describe, expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { valuesOf } from '../../test/dissected.ts';
import { protocols } from '../protocols/registry.ts';
import { dissect } from '../wire/dissect.ts';
import { frameBatch } from '../wire/frame.ts';
import { CaptureIndex, NONE } from './capture-index.ts';
import { Carried, Columns } from './columns.ts';
import { history } from './history.ts';

const taken = <T extends Columns | CaptureIndex>(frames: typeof allSamples, into: T): T => {
  for (const frame of frames) {
    const batch = frameBatch(1);
    Object.assign(batch, { bytes: frame.bytes, count: 1 });
    batch.captured[0] = frame.bytes.length;
    batch.original[0] = frame.original;
    batch.seconds[0] = frame.seconds;
    batch.nanos[0] = frame.nanos;
    batch.linkType[0] = frame.linkType;
    into.take(batch);
  }
  return into;
};

describe('columns', () => {
  it('have a row for each frame, growing as they must', () => {
    const columns = taken([...allSamples, ...allSamples], new Columns(protocols, 1));
    expect(columns.count).toBe(2 * allSamples.length);
    expect(columns.data.original[allSamples.length]).toBe(allSamples[0]!.original);
  });

  it('say what the dissection says of headers', () => {
    const tcp = segments();
    const { data } = taken(tcp, new Columns(protocols, 1));
    for (const [row, frame] of tcp.entries()) {
      const v = valuesOf(dissect(protocols, frame));
      const said = [data.seq[row], data.ack[row], data.sport[row], data.dport[row], data.window[row]];
      const names = ['tcp.seq_raw', 'tcp.ack_raw', 'tcp.srcport', 'tcp.dstport', 'tcp.window_size_value'];
      expect(said.map(String)).toEqual(names.map((name) => v[name]?.[0]));
      expect(data.flags[row]).toBe(Number(v['tcp.flags']?.[0]));
      expect(data.transport[row]).toBe(Carried.tcp);
    }
    expect(tcp.length).toBeGreaterThan(5);
  });
});

describe('index', () => {
  it('says what the dissection says of conversations, growing as it must', () => {
    const tcp = segments();
    const { stream, seq, window } = taken(tcp, new CaptureIndex(protocols, 1)).data;
    const past = history();
    for (const [row, frame] of tcp.entries()) {
      past.frame(frame);
      const v = valuesOf(dissect(protocols, frame, {}, past));
      const names = ['tcp.stream', 'tcp.seq', 'tcp.window_size'];
      expect([stream[row], seq[row], window[row]].map(String)).toEqual(names.map((name) => v[name]?.[0]));
    }
  });

  it('gives frames without ports no stream', () => {
    const arp = allSamples.filter((f) => dissect(protocols, f).layers.at(-1)?.layer.name === 'arp');
    expect([...taken(arp, new CaptureIndex(protocols)).data.stream.slice(0, arp.length)]).toEqual(arp.map(() => NONE));
  });
});

const segments = () => allSamples.filter((f) => dissect(protocols, f).layers.at(-1)?.layer.name === 'tcp');
