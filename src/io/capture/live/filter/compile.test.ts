/** Capture filters compiled here let through what tcpdump lets through, on every sample, by an interpreter of the instructions. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { needs } from '../../../../../test/needs.ts';
import { LinkType } from '../../../../wire/frame.ts';
import { readCaptureFile } from '../../read/read-file.ts';
import { compileFilter } from './compile.ts';
import { FilterMachine } from './interpret.ts';

const FILTERS = [
  '',
  'ip',
  'ip6 or arp',
  'tcp',
  'udp and not port 53',
  'icmp || icmp6',
  'port 80 or 443',
  'tcp port 80',
  'ip and udp portrange 1-1023',
  'src port 53',
  'dst portrange 1024-65535',
  'src and dst port 53',
  'host 192.0.2.1',
  'src host 192.0.2.1 and dst net 192.0.2.0/24',
  'net 10',
  'src or dst net 127.0.0.0/8',
  'ip6 host 2001:db8::1',
  'net 2001:db8::/32',
  'not (tcp or udp)',
  'tcp and (host 192.0.2.1 or host 198.51.100.2) and !port 22',
];

const folder = mkdtempSync(join(tmpdir(), 'wirecat-filter-'));
afterAll(() => rmSync(folder, { recursive: true }));
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

const pcap = (linkType: number, frames: readonly Uint8Array[]): Buffer => {
  const head = Buffer.from(Uint32Array.of(0xa1b2c3d4, 0x40002, 0, 0, 262_144, linkType).buffer);
  return Buffer.concat([head, ...frames.flatMap((f, i) => [Buffer.from(Uint32Array.of(i, 0, f.length, f.length).buffer), f])]);
};

/** The seconds are the numbers. */
const kept = (file: string, filter: string): readonly number[] => {
  const out = execFileSync('tcpdump', ['-nn', '-tt', '-r', file, ...(filter === '' ? [] : [filter])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return [...out.matchAll(/^(\d+)\.000000 /gm)].map(([, second]) => Number(second));
};

needs('tcpdump').describe('the same frames as tcpdump', () => {
  it.each([
    ['Ethernet', LinkType.ethernet],
    ['bare IP', LinkType.raw],
  ])('%s', (_, linkType) => {
    const frames = framesOf(linkType);
    const file = join(folder, `${linkType}.pcap`);
    writeFileSync(file, pcap(linkType, frames));
    for (const filter of FILTERS) {
      const machine = new FilterMachine(compileFilter(filter, linkType, 65_535, 'capture'));
      const ours = frames.flatMap((frame, i) => (machine.run(frame, 0, frame.length) > 0 ? [i] : []));
      expect([filter, ours]).toEqual([filter, kept(file, filter)]);
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['port http', 'a port number'],
    ['host example.com', 'an IP address'],
    ['net 10.1.0.0/8', 'a network whose address ends after 8 bits'],
    ['tcp and', 'a protocol, or host, net or port before a value'],
    ['192.0.2.1', 'a protocol, or host, net or port before a value'],
    ['(tcp', ')'],
    ['tcp udp', "'and', 'or' or the end of the filter"],
    ['portrange 10-5', 'two port numbers'],
  ])('%s', (filter, expected) => {
    expect(() => compileFilter(filter, LinkType.ethernet, 65_535, 'capture')).toThrow(expected);
  });

  it('what would be too long for the jumps of BPF', () => {
    const filter = Array.from({ length: 200 }, (_, i) => `port ${i + 1}`).join(' or ');
    expect(() => compileFilter(filter, LinkType.ethernet, 65_535, 'capture')).toThrow('a shorter capture filter');
  });
});
