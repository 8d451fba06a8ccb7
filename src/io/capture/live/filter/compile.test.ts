/** Capture filters compiled here let through what libpcap's let through: random ones on random frames, and some on every sample. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cookedFrames, ethernetFrames, filters, rawPackets } from '../../../../../test/filters.ts';
import { needs } from '../../../../../test/needs.ts';
import { fc, runs } from '../../../../../test/property.ts';
import { UsageError } from '../../../../core/fault.ts';
import { LinkType } from '../../../../wire/frame.ts';
import { libpcap } from '../../../host/libpcap.ts';
import { readCaptureFile } from '../../read/read-file.ts';
import { compileFilter, compileForKernel } from './compile.ts';
import { FilterMachine } from './interpret.ts';
import { pointing } from './pointing.ts';

const FILTERS = [
  '',
  'ip',
  'ip6 or arp',
  'udp and not port 53',
  'icmp || icmp6',
  'port 80 or 443',
  'port http or domain',
  'tcp port (80 or 443)',
  'ip and udp portrange 1-1023',
  'src and dst port 53',
  'host 192.0.2.1',
  'src host 192.0.2.1 and dst net 192.0.2.0/24',
  'net 10',
  'src or dst net 127.0.0.0/8',
  'ip6 host 2001:db8::1',
  'net 2001:db8::/32',
  'tcp and (host 192.0.2.1 or host 198.51.100.2) and !port 22',
  'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 127.0.0.0/8',
  'tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)',
  'icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply',
  'ether[0] & 1 = 0 and ip[16] >= 224',
  'vlan 7 and udp',
  'less 60 or ether proto 0x88cc',
  Array.from({ length: 60 }, (_, i) => `port ${80 + i}`).join(' or '),
];

const root = new URL('../../../../protocols/', import.meta.url).pathname;
const samples = readdirSync(root)
  .map((name) => join(root, name, `${name}.pcapng`))
  .filter((path) => {
    try {
      readCaptureFile(path).close();
      return true;
    } catch {
      return false;
    }
  });

/** All frames of a link type in all samples. */
const framesOf = (linkType: number): readonly Uint8Array[] =>
  samples.flatMap((path) => {
    const found: Uint8Array[] = [];
    for (const batch of readCaptureFile(path).batches)
      for (let i = 0; i < batch.count; i++)
        if (batch.linkType[i] === linkType) found.push(batch.bytes.slice(batch.offset[i], batch.offset[i]! + batch.captured[i]!));
    return found;
  });

const library = await libpcap('test');

const kept = (program: Uint8Array, frames: readonly Uint8Array[]): readonly number[] => {
  const machine = new FilterMachine(program);
  return frames.flatMap((frame, i) => (machine.run(frame, 0, frame.length) > 0 ? [i] : []));
};

/** What libpcap's own program lets through; undefined where libpcap refuses the filter. */
const theirs = (filter: string, linkType: number, frames: readonly Uint8Array[], optimized = true): readonly number[] | undefined => {
  try {
    return kept(library!.compile(filter, linkType, 65_535, 'test', optimized), frames);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
};

needs('libpcap').describe('the same frames as libpcap', () => {
  it.each([
    ['Ethernet', LinkType.ethernet],
    ['bare IP', LinkType.raw],
  ])('%s, every sample', (_, linkType) => {
    const frames = framesOf(linkType);
    for (const filter of FILTERS) {
      if (linkType === LinkType.raw && filter.includes('vlan')) continue;
      expect([filter, kept(compileFilter(filter, linkType, 65_535, 'capture'), frames)]).toEqual([
        filter,
        theirs(filter, linkType, frames),
      ]);
    }
  });

  it.each([
    ['Ethernet', LinkType.ethernet, ethernetFrames],
    ['bare IP', LinkType.raw, rawPackets],
    ['cooked', LinkType.sll2, cookedFrames],
  ])('%s, random filters and frames', (_, linkType, frame) => {
    let compared = 0;
    fc.assert(
      fc.property(filters, fc.array(frame, { minLength: 20, maxLength: 40 }), (filter, frames) => {
        // Optimized, libpcap's looks at fewer bytes on which nothing depends: of cut frames either answer may be ours.
        if (/proto (66|1000)/.test(filter) && linkType === LinkType.sll2) return;
        const [expected, plain] = [theirs(filter, linkType, frames), theirs(filter, linkType, frames, false)];
        if (expected === undefined || plain === undefined) return;
        const either = (i: number): boolean => expected.includes(i) !== plain.includes(i);
        const ours = kept(compileFilter(filter, linkType, 65_535, 'capture'), frames).filter((i) => !either(i));
        expect(ours).toEqual(expected.filter((i) => !either(i)));
        compared++;
      }),
      { numRuns: runs(60) },
    );
    expect(compared).toBeGreaterThan(runs(60) / 3);
  });
});

describe('for the kernel', () => {
  const program = (text: string): string => Buffer.from(compileForKernel(text, LinkType.ethernet, 100, 'capture')).toString('hex');

  it('a tag may stand apart: what is behind it begins where it would without', () => {
    expect(program('vlan 5 and ip')).toContain('30f0ffff');
    expect(program('ip')).not.toContain('f0ff');
  });

  it('without the header of the link its type is asked for', () => {
    expect(Buffer.from(compileForKernel('arp', 'cooked', 100, 'capture')).readUInt32LE(4)).toBe(0xffff_f000);
    expect(() => compileForKernel('ether[0] = 1', 'cooked', 100, 'capture')).toThrow('one interface');
  });
});

describe('what is refused, and where', () => {
  it.each([
    ['port nothing', 'nothing', 'a port, by number or name,'],
    ['host example.com', 'example.com', 'an IP address'],
    ['net 10.1.0.0/8', '10.1.0.0', 'a network with no bits behind its mask'],
    ['tcp and', '', 'a protocol, or host, net or port before a value'],
    ['192.0.2.1', '192.0.2.1', 'a protocol, or host, net or port before a value'],
    ['tpc port 80', 'tpc', 'tcp'],
    ['(tcp', '', ')'],
    ['tcp udp', 'udp', "'and', 'or' or the end"],
    ['portrange 10', '10', 'two ports'],
    ['ip port 80', '80', 'a protocol that has ports'],
    ['tcp host 10.0.0.1', '10.0.0.1', 'port, or the end, behind tcp'],
    ['tcp[13 & 2 != 0', '!=', ']'],
    ['tcp[13] & 2', '', 'a comparison'],
    ['tcp[0:3] = 1', '3', '1, 2 or 4 bytes'],
    ['len / 0 = 1', '0', 'something to divide by'],
    ['vlan 5000', '5000', 'a VLAN up to 4095'],
    ['gateway x', 'gateway', 'libpcap'],
  ])('%s', (filter, spot, expected) => {
    const wrong = thrownBy(() => compileFilter(filter, LinkType.ethernet, 65_535, 'capture'));
    expect(wrong.message).toContain(expected);
    const { at = -1, length = -1 } = wrong.spot ?? {};
    expect([at, filter.slice(at, at + length)]).toEqual([spot === '' ? filter.length : filter.lastIndexOf(spot), spot]);
  });

  it('what would be too long for the kernel, or too deep', () => {
    const compile = (filter: string) => () => compileFilter(filter, LinkType.ethernet, 65_535, 'capture');
    expect(compile(Array.from({ length: 400 }, (_, i) => `port ${i + 1}`).join(' or '))).toThrow('a shorter capture filter');
    expect(compile(`${'('.repeat(5000)}tcp${')'.repeat(5000)}`)).toThrow('at most 100');
    expect(compile(`${'not '.repeat(5000)}tcp`)).toThrow('at most 100');
    expect(compile(`len + ${'(1 + len * '.repeat(40)}len${')'.repeat(40)} = 1`)).toThrow('simpler arithmetic');
  });

  needs('libpcap')('libpcap has the words, and we the place', () => {
    const compile = (): Uint8Array => library!.compile('tcp and and', LinkType.ethernet, 65_535, 'capture');
    expect(thrownBy(() => pointing('tcp and and', 'capture', compile))).toMatchObject({
      message: expect.stringContaining('syntax error'),
      spot: { at: 8, length: 3 },
    });
  });
});

const thrownBy = (act: () => unknown): UsageError => {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};
