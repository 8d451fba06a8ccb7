/** Transport Layer Security, RFC 8446 (1.3), RFC 5246 (1.2), RFC 4346 (1.1), RFC 2246 (1.0). */
import { layer } from '../../wire/layer.ts';
import { seen } from '../../wire/row.ts';
import type { Message } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { tlsFields } from './fields.ts';
import { Content, type TlsMessage } from './message.ts';
import { tlsReader } from './reader.ts';
import { putRecord } from './record-tree.ts';
import { tlsLabel, tlsRow } from './row.ts';
import { sentences } from './sentences.ts';

/** Services that speak TLS from their first byte. */
const PORTS = [443, 465, 563, 614, 636, 853, 989, 990, 992, 993, 994, 995, 5061, 8443, 8883];

export const tls = layer('tls', {
  title: 'Transport Layer Security',
  spec: 'RFC 8446',
  fields: {},
  extras: tlsFields,
  on: { 'tcp.port': PORTS },
  stream: tlsReader,
  // Records that follow each other in a segment are one there.
  stack: (_, below) => (below === 'tls' ? [] : ['tls']),
  sentences,
  body: putRecord,
  quick: { mayHave },
  own: () => undefined,
  row: tlsRow,
  isSetOff: true,
  // As Wireshark has it: neither ports nor a record that is not whole.
  begun: () => true,
  rowLabel: tlsLabel,
  labelOf: (d) => label(d),
});

const label = (d: Dissecting): string => tlsLabel({ ...seen(d.b), o: d.start, end: d.end, message: d.message });

/** Only records of handshakes that can be read hold messages of one, and only hellos a server's name. */
function mayHave(key: string, message: Message | undefined): boolean {
  const m = message as TlsMessage | undefined;
  if (m === undefined || !key.startsWith('handshake')) return true;
  if (m.content !== Content.handshake || m.sealed) return false;
  return !key.startsWith('handshake.extensions_server_name') || m.says.some((code) => HELLOS.has(code & 255));
}
/** Client hello, server hello, encrypted extensions. */
const HELLOS: ReadonlySet<number> = new Set([1, 2, 8]);
