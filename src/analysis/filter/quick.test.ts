import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { echoTalk } from '../../../test/captures.ts';
import { readCaptureFile } from '../../io/capture/read/read-file.ts';
import { protocols } from '../../protocols/registry.ts';
import { dissect } from '../../wire/dissect.ts';
import { type Frame, type FrameBatch, frameBatch, frameOf } from '../../wire/frame.ts';
import { history } from '../history.ts';
import { filter } from './filter.ts';

const QUICK = [
  ...['tcp', 'udp', 'ip || ipv6', 'arp', 'eth', 'frame', 'icmp', 'not tcp', 'vlan', 'gre'],
  ...[
    'tcp.port == 80',
    'udp.port == 53 || tcp.port in {22, 80, 443}',
    'tcp.srcport > tcp.dstport',
    'tcp.port != 80',
    'all tcp.port > 1023',
  ],
  ...['ip.src == 10.0.0.0/8', 'ip.addr != 10.0.0.1', 'ipv6.addr == fe80::/10', 'eth.addr[0:3] == 00:00:00', 'eth.dst == ff:ff:ff:ff:ff:ff'],
  ...[
    'tcp.flags.syn == 1 && tcp.flags.ack == 0',
    'tcp.flags & 0x12',
    'tcp.len > 0',
    'tcp.payload contains 00',
    'udp.payload[0] == 00',
    'len(tcp.payload) > 10',
  ],
  ...[
    'ip.ttl < 64',
    'ip.len > 100',
    'ip.flags.df == 1',
    'ip.dsfield.dscp > 0',
    'tcp.hdr_len > 20',
    'ip.version == 4',
    'ipv6.nxt == 6',
    'tcp.window_size_value > 1000',
  ],
  ...[
    'tcp.stream == 0',
    'tcp.seq == 1 && tcp.ack == 1',
    'udp.stream == 0',
    'tcp.nxtseq > 1',
    'tcp.window_size > 1000',
    'tcp.analysis.flags',
    'tcp.completeness > 0',
  ],
  ...[
    'eth.type == 0x0800',
    'eth.type == ARP',
    'vlan.id > 0',
    'vlan.etype == 0x0800',
    'frame.len > 100',
    'frame.number % 2 == 0',
    'frame contains 01:02',
    'tcp[13] == 02',
    'ip[0:2]',
  ],
];
const SLOW = [
  'tcp.time_delta > 1',
  'tcp.options.mss_val',
  'eth.dst.ig == 1',
  'frame.time_delta > 1',
  'data',
  '_ws.malformed',
  'ip.checksum.status == 1',
  'frame.mark == R',
];

const samples = new URL('../../protocols/', import.meta.url);

/** Every frame of the protocols' samples, and an echo conversation. */
const frames: Frame[] = [];
for (const { bytes } of echoTalk(['one', 'two'])) frames.push(frameFor(bytes, 1));
for (const folder of readdirSync(samples, { withFileTypes: true }).filter((f) => f.isDirectory())) {
  const here = new URL(`${folder.name}/`, samples);
  for (const name of readdirSync(here).filter((n) => n.endsWith('.pcapng'))) {
    for (const batch of readCaptureFile(new URL(name, here).pathname).batches)
      for (let i = 0; i < batch.count; i++) frames.push({ ...frameOf(batch, i, 1), bytes: frameOf(batch, i, 1).bytes.slice() });
  }
}

function frameFor(bytes: Uint8Array, linkType: number): Frame {
  return { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType, bytes, original: bytes.length, comments: [] };
}

const batchOf = (frame: Frame): FrameBatch => {
  const batch = frameBatch(1);
  batch.bytes = Uint8Array.from([9, 9, 9, ...frame.bytes]);
  batch.count = 1;
  batch.offset[0] = 3;
  batch.captured[0] = frame.bytes.length;
  batch.original[0] = frame.original;
  batch.linkType[0] = frame.linkType;
  return batch;
};

const filters = QUICK.map((text) => filter(text, protocols));
const times = { first: undefined, previous: undefined };

/** Filters that ask what a conversation knows see each frame once; the others do not care. */
const OF_CONVERSATION = /stream|seq|window_size >|analysis|completeness/;
const any = history();

/** How often the quick look said something; it never says what a dissection does not. */
const compare = (frame: Frame): number => {
  const batch = batchOf(frame);
  const past = history();
  past.frame(frame);
  const d = dissect(protocols, frame, {}, past);
  let said = 0;
  for (const f of filters) {
    const own = OF_CONVERSATION.test(f.text) ? history() : any;
    own.frame(frame);
    const look = f.quick?.look(batch, 0, frame.number, own.transports);
    if (look === 'maybe') continue;
    said++;
    expect([f.text, look]).toEqual([f.text, f.passes(d, times) ? 'yes' : 'no']);
  }
  return said;
};

describe('quick look', () => {
  it.each(QUICK)('can decide %s', (text) => expect(filter(text, protocols).quick).toBeDefined());
  it.each(SLOW)('leaves %s to the dissection', (text) => expect(filter(text, protocols).quick).toBeUndefined());

  it('says what a dissection says, on every sample frame, and says something of the plain ones', () => {
    expect(frames.length).toBeGreaterThan(50);
    const said = frames.map(compare);
    expect(said.slice(0, 12).every((n) => n === QUICK.length)).toBe(true);
  });

  it('says nothing else of frames that are cut or changed', () => {
    let seed = 11;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    for (let round = 0; round < 500; round++) {
      const frame = frames[next(frames.length)]!;
      const bytes = frame.bytes.slice(0, next(3) === 0 ? next(frame.bytes.length + 1) : undefined);
      for (let k = next(4); k > 0 && bytes.length > 0; k--) bytes[next(Math.min(bytes.length, 80))] = next(256);
      compare({ ...frame, bytes, original: next(2) === 0 ? frame.original : bytes.length });
    }
  });
});
