/** Secure Shell, its transport: RFC 4253; groups RFC 4419, curves RFC 5656. What comes behind New Keys is encrypted and stays so. */
import { u8, u32 } from '../../core/bytes.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { lineText } from '../shared/mail/lines.ts';
import { putIncomplete, putVisible } from '../shared/row-text.ts';
import { startsWith } from '../shared/text.ts';
import { sshFields } from './fields.ts';
import { messageName } from './names.ts';
import { LONGEST_PACKET, type SshMessage, sshReader } from './reader.ts';
import { sentences } from './sentences.ts';
import { putPart, putPayload } from './tree.ts';

export const ssh = layer('ssh', {
  title: 'SSH Protocol',
  spec: 'RFC 4253',
  fields: {},
  extras: sshFields,
  on: { 'tcp.port': 22 },
  stream: sshReader,
  sentences,
  row: written((out, at) => {
    const m = messageOf(at);
    const { b, o, end, wire } = at;
    out.text(m.reply ? 'Server: ' : 'Client: ');
    if (m.kind === 'sealed') out.text(`Encrypted packet (len=${wire - o})`);
    else if (m.kind === 'packet') out.text(end - o < 6 ? 'Packet' : messageName(u8(b, o + 5), m.method));
    else {
      out.text(m.kind === 'version' ? 'Protocol (' : 'Text (');
      putVisible(out, b, o, lineText(b, o, end));
      out.text(')');
    }
    if (end < wire) putIncomplete(out, end, wire);
  }),
  joins: { between: ', ', lead: ['Client: ', 'Server: '] },
  rowLabel: (at) => labelOf(messageOf(at)),
  labelOf: (d) => labelOf(messageOf(seenIn(d))),
  body: (d) => {
    const m = messageOf(seenIn(d));
    if (m.kind === 'sealed') putSealed(d, m);
    else if (m.kind === 'packet') putPacket(d, m);
    else d.put(m.kind === 'version' ? 'protocol' : 'line', d.start, lineText(d.b, d.start, d.end) - d.start);
    if (d.message !== undefined) d.add('direction', m.reply);
    d.header = d.end;
  },
});

type At = Pick<Seen, 'b' | 'o' | 'end' | 'message'>;
const seenIn = (d: Dissecting): At => ({ b: d.b, o: d.start, end: d.end, message: d.message });

const messageOf = ({ b, o, end, message }: At): SshMessage => {
  if (message !== undefined) return message as SshMessage;
  const kind = startsWith(b, o, end, 'SSH-') ? 'version' : end - o > 6 && isPacket(b, o, end) ? 'packet' : 'sealed';
  return { ...LOOSE, kind };
};
/** Of bytes that no reader was asked about. */
const LOOSE: Omit<SshMessage, 'kind'> = { reply: false, first: true, number: 0, method: '', agreed: undefined, seal: undefined };

const isPacket = (b: Uint8Array, o: number, end: number): boolean =>
  u32(b, o) <= Math.min(LONGEST_PACKET, end - o - 4) && u8(b, o + 4) < u32(b, o);

const labelOf = ({ first, kind }: SshMessage): string => (first && kind !== 'packet' ? 'SSH' : 'SSHv2');

const putPacket = (d: Dissecting, m: SshMessage): void => {
  const { start } = d;
  if (!d.has(start, 6)) return;
  const length = u32(d.b, start);
  const to = Math.min(d.end, start + 4 + length);
  const padding = u8(d.b, start + 4);
  const end = Math.max(start + 6, Math.min(d.end, start + 4 + length - padding));
  putPart(d, 'packet', start, d.end, 'SSH Version 2', () => {
    d.put('packet_length', start, 4);
    d.put('padding_length', start + 4, 1);
    if (padding + 1 >= length) d.fault('padding', start + 4, 1, `${padding} bytes of padding leave no room in a packet of ${length}`);
    putPart(d, 'part', start + 5, end, partText(u8(d.b, start + 5), m.method), () => putPayload(d, start + 5, end, m.method, m.reply));
    if (to > end) d.put('padding_string', end, to - end);
    if (d.end > to && m.seal !== undefined) d.put('mac', to, d.end - to);
    if (d.message !== undefined) d.add('seq_num', m.number);
  });
};

const partText = (code: number, method: string): string => {
  if (code < 20 || code > 49) return 'Message';
  return code === 20 || method === '' ? 'Key Exchange' : `Key Exchange (method:${method})`;
};

const putSealed = (d: Dissecting, { agreed, reply, seal }: SshMessage): void => {
  const { start, end } = d;
  const by = agreed === undefined || seal === undefined ? '' : ` (${sealText(agreed.cipher[reply ? 1 : 0], agreed.mac[reply ? 1 : 0])})`;
  putPart(d, 'packet', start, end, `SSH Version 2${by}`, () => {
    if (end - start < 4) d.put('encrypted_packet', start, end - start);
    else if (seal?.framed !== true) {
      d.put('packet_length_encrypted', start, 4);
      if (end > start + 4) d.put('encrypted_packet', start + 4, end - start - 4);
    } else {
      const to = Math.max(start + 4, end - seal.mac);
      d.put('packet_length', start, 4);
      d.put('encrypted_packet', start + 4, to - start - 4);
      if (end > to) d.put('mac', to, end - to);
    }
  });
};

const sealText = (cipher: string, mac: string): string => {
  const hasOwnCode = cipher.includes('gcm') || cipher.includes('poly1305');
  return `encryption:${cipher}${hasOwnCode ? '' : ` mac:${mac}`}`;
};
