/** `wirecat build`: a packet, field by field: shown bit by bit with its sums, written to a file, sent where the right exists. */

import { readFileSync } from 'node:fs';
import { fromHex, utf8 } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { fromMillis } from '../../core/time.ts';
import { openAddress, parseAddress } from '../../io/address/address.ts';
import { now } from '../../io/base/clock.ts';
import { ioError } from '../../io/base/errors.ts';
import { writeCapture } from '../../io/capture/write/write-file.ts';
import { protocols } from '../../protocols/registry.ts';
import { buildFields, buildFrame } from '../../run/building.ts';
import { FrameLoop } from '../../run/frames.ts';
import { loadWords } from '../../view/words/load.ts';
import type { Frame } from '../../wire/frame.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { application } from '../talk/faces.ts';
import { frameJsonText, showFrame } from '../views/frame-view.ts';

export const command: Command = defineCommand({
  name: 'build',
  summary: 'make a packet field by field, see its bits, write or send it',
  group: 'Look',
  usage: ['LAYERS [FIELD=VALUE …]'],
  operands: [
    { name: 'LAYERS', complete: () => protocols.nodes.filter((n) => n.layer.slots.length > 0).map((n) => n.layer.name) },
    { name: 'FIELD', optional: true, repeat: true, complete: 'filter' },
  ],
  details: [
    'LAYERS are names of protocols from the lowest up: ip/udp, eth/arp, ip/gre/ip/tcp. A field is named as filters name it; a flag is one, too: tcp.flags.syn=1. So are options (tcp.options.mss_val=1460, dhcp.option.dhcp=discover), in the order given, and what some protocols have behind their header: dns.qry.name, icmp.seq, arp.dst.proto_ipv4. Lengths, checksums and what names the next layer are worked out, unless they are given: so wrong ones can be made as well. --fields lists what can be given.',
    'To send a packet is the right of the administrator: --send raw:10.0.0.2?header for one that begins with IP, --send packet:eth0 for one that begins with Ethernet. In a network of your own nobody has to be asked: unshare -rn.',
  ],
  options: {
    data: { value: 'TEXT', help: 'what the packet carries' },
    hex: { value: 'BYTES', help: 'the same in hexadecimal' },
    from: { value: 'FILE', help: 'the same from a file', complete: 'file' },
    write: { short: 'w', value: 'FILE', help: 'a capture file with this packet', complete: 'file' },
    send: { value: 'ADDRESS', help: 'send it there', complete: 'address' },
    count: { short: 'c', value: 'N', kind: 'integer', min: 1, max: 10_000, fallback: '1', help: 'how often it is sent' },
    sentences: { help: 'under each field what it is there for' },
    fields: { help: 'list the fields of these layers, and make nothing' },
    json: { help: 'one JSON object' },
  },
  examples: [
    { line: 'wirecat build ip/udp ip.src=10.0.0.1 ip.dst=10.0.0.2 udp.dstport=7 --data hello', says: 'with both checksums worked out' },
    { line: 'wirecat build ip/tcp ip.dst=127.0.0.1 tcp.dstport=80 tcp.flags.syn=1 -w syn.pcap', says: 'a SYN in a file' },
    { line: 'wirecat build ip/udp/dns ip.dst=127.0.0.1 udp.dstport=53 dns.qry.name=www.lab dns.qry.type=AAAA', says: 'a question' },
    { line: 'wirecat build eth/ip/icmp icmp.type=8 --send packet:eth0', says: 'sent as it is, with the right to' },
  ],
  run: async ({ options, words }, context) => {
    if (options.fields) return listFields(words[0] ?? '', context);
    const frame = buildFrame(words, contentOf(options));
    const said = await loadWords(context.language);
    if (options.json) context.out.line(frameJsonText(dissected(frame), said));
    else
      showFrame(context.out, dissected(frame), { rulers: true, checksums: true, words: said, sentences: options.sentences, layers: true });
    if (options.write !== undefined) await keep(frame, options.write, context.signal);
    if (options.send !== undefined) await send(frame, options.send, options.count, context);
    return 0;
  },
});

const listFields = (stack: string, { out }: Context): number => {
  for (const name of stack.split('/')) {
    const layer = protocols.byName(name)?.layer;
    if (layer === undefined) throw new UsageError('build', sayWrong('lowestFirst'), name);
    for (const field of buildFields(layer)) out.line(field);
  }
  return 0;
};

const contentOf = ({ data, hex, from }: { data: string | undefined; hex: string | undefined; from: string | undefined }): Uint8Array => {
  if ([data, hex, from].filter((given) => given !== undefined).length > 1)
    throw UsageError.of('build', sayWrong('oneThing'), sayWrong('chooseData'));
  if (from !== undefined) return contentOfFile(from);
  const bytes = hex === undefined ? utf8(data ?? '') : fromHex(hex);
  if (bytes === undefined) throw new UsageError('--hex', sayWrong('evenHex'), hex);
  return bytes;
};

const contentOfFile = (path: string): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw ioError(path, 'to be read', cause);
  }
};

const dissected = (frame: Frame) => new FrameLoop({ verify: true, showSecrets: true }).one(frame).d;

const keep = async (frame: Frame, path: string, signal: AbortSignal): Promise<void> => {
  const writer = await writeCapture(path, { application: application() }, signal);
  const source = writer.source({
    linkType: frame.linkType,
    mark: frame.mark,
    name: 'build',
    comment: 'This packet was made field by field.',
  });
  const { seconds, nanos } = fromMillis(now());
  writer.reserve(source, seconds, nanos, 0, frame.bytes, 'out');
  await writer.close();
};

const send = async ({ bytes }: Frame, to: string, count: number, { err, signal }: Context): Promise<void> => {
  const channel = await openAddress(parseAddress(to), {}, signal);
  try {
    for (let n = 0; n < count; n++) await channel.write(bytes);
  } finally {
    channel.close();
  }
  await channel.ledger.closing;
  err.line(err.style.dim(`sent ${count === 1 ? '' : `${count} × `}${bytes.length} B to ${to}`));
};
