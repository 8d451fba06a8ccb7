/** Packets from words: what is left out is worked out, and what is wrong is said with what to write instead. */
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../core/bytes.ts';
import { protocols } from '../protocols/registry.ts';
import { checksumsOf } from '../view/checksum.ts';
import { buildFields, buildFrame } from './building.ts';
import { FrameLoop } from './frames.ts';

const dissected = (words: string, payload = '') => new FrameLoop({ verify: true }).one(buildFrame(words.split(' '), utf8(payload))).d;

describe('a packet from words', () => {
  it('has its lengths and checksums', () => {
    const d = dissected('eth/ip/udp eth.dst=02:00:00:00:00:02 ip.src=10.0.0.1 ip.dst=10.0.0.2 udp.srcport=5000 udp.dstport=7', 'ping');
    expect(d.layers.map((l) => l.layer.name)).toEqual(expect.arrayContaining(['eth', 'ip', 'udp']));
    expect(d.faults).toEqual([]);
    expect(checksumsOf(d).map((work) => work.verdict)).toEqual(['right', 'right']);
    expect(hex(d.frame.bytes.subarray(30, 34))).toBe('0a000002');
  });

  it('has the flags that are named, and no others', () => {
    const [, tcp] = dissected(
      'ip/tcp ip.src=10.0.0.1 ip.dst=10.0.0.2 tcp.dstport=80 tcp.flags.syn=1 tcp.flags.ack=1 tcp.seq_raw=0x100',
    ).layers;
    expect(tcp?.fields.find((f) => f.name === 'tcp.flags')?.value).toBe(0x12);
  });

  it('goes into a tunnel, each layer with values of its own', () => {
    const d = dissected('ip/gre/ip ip.src=10.0.0.1 ip.src=10.9.0.1 ip.dst=10.0.0.2 ip.dst=10.9.0.2');
    expect(d.layers.map((l) => l.layer.name).slice(0, 3)).toEqual(['ip', 'gre', 'ip']);
  });

  it.each([
    ['ip/udp udp.dport=7', /perhaps udp.dstport/],
    ['ip/udp udp.dstport=70000', /a number from 0 to 65535/],
    ['ip/udp ip.dst=10.0.0', /an IPv4 address/],
    ['udp', /put the layer that carries it before it/],
    ['ipx/udp', /perhaps ip/],
    ['ip/udp 7', /FIELD=VALUE/],
  ])('%s is told', (words, says) => expect(() => buildFrame(words.split(' '), utf8(''))).toThrow(says));

  it('names the fields that can be given', () => {
    const udp = protocols.byName('udp')?.layer;
    expect(udp && buildFields(udp)).toEqual(['udp.srcport', 'udp.dstport', 'udp.length', 'udp.checksum']);
  });
});
