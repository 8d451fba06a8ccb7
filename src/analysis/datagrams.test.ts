import { describe, expect, it } from 'vitest';
import { folders, has, sample } from '../../test/conformance/protocol/samples.ts';
import { protocols } from '../protocols/registry.ts';
import { FrameLoop } from '../run/frames.ts';
import type { Frame } from '../wire/frame.ts';
import { DecodeAs } from './decode-as.ts';

/** The frames of a sample with UDP ports moved. */
const moved = (folder: string, port: number, to = port + 10_000): readonly Frame[] =>
  sample(folder).map((frame) => {
    const bytes = frame.bytes.slice();
    const at = 14 + 20;
    for (const o of [at, at + 2]) if (bytes[o]! * 256 + bytes[o + 1]! === port) bytes.set([to >> 8, to & 255], o);
    return { ...frame, bytes };
  });

const labels = (frames: readonly Frame[], decodeAs?: DecodeAs): readonly string[] => {
  const loop = new FrameLoop({ decodeAs });
  return frames.map((frame) => loop.one(frame).d.layers.at(-1)?.layer.name ?? '');
};

const isEthernet4 = ({ bytes, linkType }: Frame): boolean => linkType === 1 && bytes[12] === 8 && bytes[23] === 17;

describe('datagrams whose ports tell nothing', () => {
  it.each([
    ['dns', 53],
    ['ntp', 123],
    ['tftp', 69],
    ['syslog', 514],
    ['dhcp', 67],
  ] as const)('%s is known by its first bytes', (name, port) => {
    const frames = moved(name, port).filter(isEthernet4);
    const found = labels(frames).filter((label) => label === name);
    expect(found.length).toBeGreaterThan(frames.length / 2);
  });

  it('the datagrams of other protocols are not taken', () => {
    const family = new Set(['dns mdns', 'dns llmnr']);
    const wrong: string[] = [];
    for (const folder of folders.filter((f) => has(f, `${f}.pcapng`))) {
      const loop = new FrameLoop();
      for (const frame of sample(folder)) {
        const { d } = loop.one(frame);
        for (const top of d.layers.filter(({ parent }) => d.layers[parent]?.layer.name === 'udp')) {
          const bytes = (top.source === 0 ? frame.bytes : undefined)?.subarray(top.offset, top.end);
          if (bytes === undefined) continue;
          for (const { layer } of protocols.nodes) {
            const sure = layer.datagram?.guess?.(bytes, 0, bytes.length) ?? 0;
            if (sure > 0 && layer.name !== top.layer.name && !family.has(`${layer.name} ${top.layer.name}`))
              wrong.push(`${folder} ${frame.number}: ${layer.name}, and it is ${top.layer.name}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('a rule says what a port carries', () => {
    const rules = new DecodeAs(protocols);
    rules.rule('udp.port==10053,echo', '-d');
    expect(new Set(labels(moved('dns', 53).filter(isEthernet4), rules))).toEqual(new Set(['echo']));
    expect(() => rules.rule('udp.port=1,dns', '-d')).toThrow(/udp.port==10053,dns/);
    expect(() => rules.rule('udp.port==1,nothing', '-d')).toThrow(/a protocol that is decoded/);
    expect(() => rules.rule('tcp.port==9-1,http', '-d')).toThrow(/the lower one first/);
  });

  it('an exchange is found in them too', () => {
    const loop = new FrameLoop();
    const replies = moved('dns', 53)
      .filter(isEthernet4)
      .map((frame) =>
        loop
          .one(frame)
          .d.layers.at(-1)
          ?.fields.some(({ name }) => name === 'dns.response_to'),
      );
    expect(replies).toContain(true);
  });
});
