/**
 * Exported PDU (LINKTYPE_WIRESHARK_UPPER_PDU): the bytes of a protocol without the layers that carried them, behind tags that say what
 * they are and who sent them. Wireshark writes such frames, and so do we for channels without IP: unix sockets, pipes, programs.
 * A tag is a number and a length of 16 bits each, then a value; the tag 0 ends them.
 */
import { u8, u16 } from '../../core/bytes.ts';
import type { End, Ends } from '../../wire/ends.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { exportText } from '../../wire/show.ts';
import { fact } from '../../wire/transport.ts';
import type { Dissecting, Field, Node } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import { PORT_TYPES, TAG_NAMES } from './names.ts';
import { sentences } from './sentences.ts';
import { NO_PORTS, Tag, type Way, wayOf } from './tags.ts';
import { type TagValue, UNKNOWN, VALUES } from './values.ts';

export const exportedPdu = layer('exported_pdu', {
  title: 'Exported PDU',
  spec: 'LINKTYPE_WIRESHARK_UPPER_PDU',
  fields: {},
  extras: {
    tag: extra('Tag', 'dec', { names: TAG_NAMES }),
    'tag.number': extra('Tag', 'dec', { names: TAG_NAMES, hidden: true, unnamed: true }),
    tag_len: extra('Length'),
    'unknown_tag.val': extra('Unknown tags value', 'bytes'),
    prot_name: extra('Protocol Name', 'string'),
    heur_prot_name: extra('Heuristic Protocol Name', 'string'),
    dis_table_name: extra('Dissector Table Name', 'string'),
    dis_table_val: extra('Value to use when calling dissector table'),
    ipv4_src: extra('IPv4 Src', 'ip4'),
    ipv4_dst: extra('IPv4 Dst', 'ip4'),
    ipv6_src: extra('IPv6 Src', 'ip6'),
    ipv6_dst: extra('IPv6 Dst', 'ip6'),
    'ip.src': extra('Source Address', 'ip4', { hidden: true, as: 'ip.src', alsoAs: ['ip.addr'] }),
    'ip.dst': extra('Destination Address', 'ip4', { hidden: true, as: 'ip.dst', alsoAs: ['ip.addr'] }),
    'ipv6.src': extra('Source Address', 'ip6', { hidden: true, as: 'ipv6.src', alsoAs: ['ipv6.addr'] }),
    'ipv6.dst': extra('Destination Address', 'ip6', { hidden: true, as: 'ipv6.dst', alsoAs: ['ipv6.addr'] }),
    port_type: extra('Port Type', 'dec', { names: PORT_TYPES }),
    src_port: extra('Src Port'),
    dst_port: extra('Dst Port'),
    ss7_opc: extra('SS7 OPC'),
    ss7_dpc: extra('SS7 DPC'),
    orig_fno: extra('Original Frame Number'),
    'dvb-ci.event': extra('DVB-CI event', 'hex', { width: 8 }),
    col_proto_str: extra('Column protocol string', 'string'),
    col_info_str: extra('Column information string', 'string'),
    dissector_data: extra('Dissector Data', 'bytes'),
    p2p_dir: extra('P2P direction', 'dec', { names: { 0: 'Sent', 1: 'Received', [-1]: 'Unknown' } }),
    stream: extra('Stream index', 'dec', { from: fact('stream') }),
    exported_pdu: extra('Exported PDU', 'bytes'),
  },
  deep: true,
  looksBack: true,
  on: { link: 252 },
  channel: { payload: 'exported_pdu' },
  body: (d) => readAll(d),
  heading: (d) => {
    const ends = endsOf(d);
    const name = textOf(d, 'prot_name') ?? textOf(d, 'heur_prot_name') ?? textOf(d, 'dis_table_name');
    const words = ends === undefined ? [] : [`Src: ${ends.source.text}`, `Dst: ${ends.target.text}`];
    return ['Exported PDU', ...words, ...(name === undefined ? [] : [`Dissector: ${name}`])].join(', ');
  },
  label: 'Exported PDU',
  labelOf: (d) => textOf(d, 'col_proto_str') || 'Exported PDU',
  ends: (d) => endsOf(d),
  sentences,
  info: (d) => infoText(d),
});

const readAll = (d: Dissecting): void => {
  let at: number | undefined = d.start;
  while (at !== undefined && !d.stopped) {
    const [tag, next]: readonly [number, number | undefined] = readTag(d, at);
    at = next;
    if (tag === Tag.end) break;
  }
  if (at === undefined || d.stopped) return;
  d.header = at;
  d.know('stream');
  if (!d.has(at, 0)) return;
  d.put('exported_pdu', at, d.end - at);
  if (d.end > at) d.follow(dissectorOf(d, at), at);
};

/** Puts one tag and what it says; its number, and where the next one is. */
const readTag = (d: Dissecting, at: number): readonly [tag: number, next: number | undefined] => {
  if (!d.has(at, 2)) return [-1, undefined];
  const tag = u16(d.b, at);
  const long = at + 4 <= d.end ? u16(d.b, at + 2) : 0;
  const known = VALUES[tag];
  const size = tag === Tag.end ? 0 : (known?.size ?? long);
  const all = Math.min(4 + Math.max(long, size), d.end - at);
  d.under(d.put('tag', at, all, tag), () => {
    d.put('tag.number', at, 2);
    d.put('tag_len', at + 2, 2);
    if (tag !== Tag.end) putValue(d, known ?? UNKNOWN, at + 4, size);
  });
  return [tag, at + 4 + long];
};

const putValue = (d: Dissecting, { key, show, seen }: TagValue, at: number, size: number): void => {
  if (!d.has(at, size)) return;
  const field = d.put(key, at, size, show?.(d, at, size));
  if (field !== undefined) seen?.(d, at, field);
};

// ---- what the tags say together --------------------------------------------------------------------------------------

/** Every value of a field, in the order of the tags. */
const valuesOf = (d: Dissecting, key: string): readonly Field[] => {
  const name = `${d.layer.name}.${key}`;
  return d.fields.flatMap((tag) => tag.children.filter((f) => f.name === name));
};
const lastOf = (d: Dissecting, key: string): Value | undefined => valuesOf(d, key).at(-1)?.value;
const textOf = (d: Dissecting, key: string): string | undefined => lastOf(d, key) as string | undefined;
const numberOf = (d: Dissecting, key: string): number | undefined => lastOf(d, key) as number | undefined;

/** The newest of the tags that name a dissector counts. */
const dissectorOf = (d: Dissecting, at: number): Node | undefined => {
  const named = d.fields.flatMap((tag) => tag.children).findLast((f) => NAMING.has(f.name));
  if (named === undefined) return undefined;
  const name = String(named.value);
  if (named.name.endsWith('.heur_prot_name')) return undefined;
  if (named.name.endsWith('.dis_table_name')) return d.lookup(TABLES[name] ?? '', numberOf(d, 'dis_table_val') ?? 0);
  if (name === 'ip' && u8(d.b, at) >> 4 === 6) return d.node('ipv6');
  return DISSECTORS.has(name) ? d.node(DISSECTORS.get(name) ?? '') : undefined;
};

const endsOf = (d: Dissecting): Ends | undefined => {
  const direction = numberOf(d, 'p2p_dir');
  const ends = namedEnds(d);
  return ends && direction !== undefined ? { ...ends, direction } : ends;
};

/** Who sent the bytes to whom: addresses and ports where there are any, else what a channel of ours says. */
const namedEnds = (d: Dissecting): Ends | undefined => {
  const [src, dst] = [addressOf(d, 'src'), addressOf(d, 'dst')];
  if (src === undefined && dst === undefined) {
    const way = ownWay(d);
    if (way === undefined) return undefined;
    const event = way.event === undefined ? undefined : (EVENTS[way.event] ?? 'cut');
    return { source: { text: way.from }, target: { text: way.to }, kind: `${numberOf(d, 'src_port')}`, ...(event && { event }) };
  }
  const hasPorts = (numberOf(d, 'port_type') ?? NO_PORTS) !== NO_PORTS;
  const port = (key: string): { readonly port?: number } => {
    const n = hasPorts ? numberOf(d, key) : undefined;
    return n === undefined ? {} : { port: n };
  };
  const kind = `${numberOf(d, 'port_type') ?? NO_PORTS}`;
  return { source: { text: '', ...src, ...port('src_port') }, target: { text: '', ...dst, ...port('dst_port') }, kind };
};

const addressOf = (d: Dissecting, side: 'src' | 'dst'): End | undefined => {
  const field = d.fields
    .flatMap((tag) => tag.children)
    .findLast((f) => f.name === `${d.layer.name}.ipv4_${side}` || f.name === `${d.layer.name}.ipv6_${side}`);
  return field && { text: exportText(field.spec, field.value), address: { kind: field.spec.show === 'ip4' ? 4 : 6, at: field.offset } };
};

/** Frames of ours: no ports, a direction, and who sent to whom in the info column. */
const ownWay = (d: Dissecting): Way | undefined => {
  const info = textOf(d, 'col_info_str');
  return info === undefined || numberOf(d, 'p2p_dir') === undefined || numberOf(d, 'port_type') !== NO_PORTS ? undefined : wayOf(info);
};

const infoText = (d: Dissecting): string => {
  const length = Math.max(0, d.wire - d.header);
  const way = ownWay(d);
  if (way !== undefined)
    return `Channel=${d.facts?.['stream'] ?? numberOf(d, 'src_port') ?? 0} ${way.event === undefined ? `Len=${length}` : `[${way.event}]`}`;
  const info = textOf(d, 'col_info_str');
  if (info) return info;
  const ports = [numberOf(d, 'src_port'), numberOf(d, 'dst_port')];
  const name = textOf(d, 'prot_name') ?? textOf(d, 'heur_prot_name') ?? textOf(d, 'dis_table_name');
  return [ports.every((p) => p !== undefined) ? ports.join(' → ') : '', name ?? '', `Len=${length}`].filter((w) => w !== '').join(' ');
};

const NAMING: ReadonlySet<string> = new Set(['exported_pdu.prot_name', 'exported_pdu.heur_prot_name', 'exported_pdu.dis_table_name']);

/** Names of dissectors, and the layer that is meant. */
const DISSECTORS: ReadonlyMap<string, string> = new Map([
  ['eth_withoutfcs', 'eth'],
  ['eth_withfcs', 'eth'],
  ['eth_maybefcs', 'eth'],
  ['raw_ip', 'raw'],
  ...['ip', 'tcp', 'udp', 'arp', 'icmp', 'icmpv6', 'vlan', 'mpls', 'ah', 'exported_pdu'].map((n) => [n, n] as const),
]);
/** Tables of dissectors under their names in Wireshark. */
const TABLES: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  ethertype: 'eth.type',
  'ip.proto': 'ip.proto',
  'udp.port': 'udp.port',
});

const EVENTS: Readonly<Record<string, 'opened' | 'ended'>> = { opened: 'opened', end: 'ended' };
