/** PPP over Ethernet, discovery stage, RFC 2516 §5; tags of other papers: RFC 4638, 5578, and of DSL access nodes (TR-101 appendix). */
import { u8 as byteAt, u32 as longAt, u16 as wordAt } from '../../core/bytes.ts';
import { visible } from '../../core/text.ts';
import { bits, extra, prefixed, u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import type { Dissecting, FieldSpec, Fields } from '../../wire/types.ts';
import { CODES, TAGS, Tag } from './names.ts';
import { sentences } from './sentences.ts';

const fields = prefixed('pppoe', {
  version: bits(4, 'Version', { fallback: 1 }),
  type: bits(4, 'Type', { fallback: 1 }),
  code: u8('Code', { show: 'hex', names: CODES }),
  session_id: u16('Session ID', { show: 'hex', fallback: 0 }),
  payload_length: u16('Payload Length', { auto: (c) => c.payload }),
});

const string = (title: string): FieldSpec => extra(title, 'string');
const octets = (title: string): FieldSpec => extra(title, 'bytes');

/** What a tag's value is put as. */
const VALUES: Readonly<Record<number, readonly [key: string, spec: FieldSpec]>> = {
  [Tag.service]: ['tags.service_name', string('Service-Name')],
  [Tag.concentrator]: ['tags.ac_name', string('AC-Name')],
  259: ['tags.host_uniq', octets('Host-Uniq')],
  260: ['tags.ac_cookie', octets('AC-Cookie')],
  262: ['tags.credits', octets('Credits')],
  263: ['tags.metrics', octets('Metrics')],
  264: ['tags.seq_num', extra('Sequence Number', 'hex', { width: 16 })],
  265: ['tags.credit_scale', extra('Credit Scale Factor')],
  272: ['tags.relay_session_id', octets('Relay-Session-Id')],
  273: ['tags.hurl', octets('HURL')],
  274: ['tags.motm', octets('MOTM')],
  288: ['tags.max_payload', octets('PPP-Max-Payload')],
  289: ['tags.ip_route_add', octets('IP Route Add')],
  513: ['tags.service_name_error', string('Service-Name-Error')],
  514: ['tags.ac_system_error', string('AC-System-Error')],
  515: ['tags.generic_error', string('Generic-Error')],
};

/** The Broadband Forum's: which line the customer has, and how fast it is. */
const LINES: Readonly<Record<number, readonly [key: string, spec: FieldSpec]>> = {
  1: ['tags.circuit_id', string('Circuit ID')],
  2: ['tags.remote_id', string('Remote ID')],
  129: ['tags.act_data_rate_up', extra('Actual Data Rate Upstream')],
  130: ['tags.act_data_rate_down', extra('Actual Data Rate Downstream')],
  131: ['tags.min_data_rate_up', extra('Minimum Data Rate Upstream')],
  132: ['tags.min_data_rate_down', extra('Minimum Data Rate Downstream')],
  133: ['tags.attainable_data_rate_up', extra('Attainable DataRate Upstream')],
  134: ['tags.attainable_data_rate_down', extra('Attainable DataRate Downstream')],
  135: ['tags.max_data_rate_up', extra('Maximum Data Rate Upstream')],
  136: ['tags.max_data_rate_down', extra('Maximum Data Rate Downstream')],
  137: ['tags.min_data_rate_up_lp', extra('Min DataRate Upstream in low power state')],
  138: ['tags.min_data_rate_down_lp', extra('Minimum Data Rate Downstream in low power state')],
  139: ['tags.max_int_delay_up', extra('Max Interleaving Delay Upstream')],
  140: ['tags.act_int_delay_up', extra('Actual Interleaving Delay Upstream')],
  141: ['tags.max_int_delay_down', extra('Maximum Interleaving Delay Downstream')],
  142: ['tags.act_int_delay_down', extra('Actual Interleaving Delay Downstream')],
};
const BROADBAND_FORUM = 3561;

const valueFields = (values: typeof VALUES): Fields => Object.fromEntries(Object.values(values));

export const pppoed = layer('pppoed', {
  title: 'PPP-over-Ethernet Discovery',
  spec: 'RFC 2516',
  label: 'PPPoED',
  fields,
  extras: {
    tags: extra('PPPoE Tags', 'none'),
    tag: extra('Tag', 'hex', { width: 16, names: TAGS, unnamed: true }),
    tag_length: extra('Tag Length', 'dec', { unnamed: true }),
    'tag.unknown_data': octets('Unknown Data'),
    ...valueFields(VALUES),
    ...valueFields(LINES),
    'tags.vendor_id': extra('Vendor id'),
    'tags.vendor_unspecified': octets('Vendor unspecified'),
    'tags.vendorspecific.tags': extra('Vendor Specific PPPoE Tags', 'none'),
    'tags.vendorspecific.tag': extra('Tag', 'hex', { width: 8 }),
    tag_length_8: extra('Tag Length'),
  },
  payload: of(['payload_length'], (n) => n),
  last: of([], () => true),
  on: { 'eth.type': 0x8863 },
  sentences,
  info: (d) => info(d),
  body: (d) => {
    const end = Math.min(d.end, d.header + d.v.payload_length);
    if (end > d.header) d.under(d.put('tags', d.header, end - d.header), () => putTags(d, d.header, end));
    d.header = end;
  },
});
type Discovery = Dissecting<typeof fields>;

const info = (d: Discovery): string => {
  const text = (name: string): string => {
    const value = d.fields.flatMap((f) => f.children).find((f) => f.name === `pppoed.tags.${name}`)?.value;
    return typeof value === 'string' && value !== '' ? visible(value) : '';
  };
  const name = text('ac_name');
  return `${CODES[d.v.code] ?? `Unknown code (0x${d.v.code.toString(16).padStart(2, '0')})`}${name === '' ? '' : ` AC-Name='${name}'`}`;
};

const putTags = (d: Discovery, from: number, end: number): void => {
  for (let o = from; o + 4 <= end && !d.stopped; ) {
    const tag = wordAt(d.b, o);
    const length = wordAt(d.b, o + 2);
    d.put('tag', o, 2);
    d.put('tag_length', o + 2, 2);
    if (length > 0 && d.has(o + 4, length)) putValue(d, tag, o + 4, length);
    if (tag === Tag.end) return;
    o += 4 + length;
  }
};

const putValue = (d: Discovery, tag: number, o: number, length: number): void => {
  if (tag === Tag.vendor) {
    if (length >= 4) putVendor(d, o, length);
    return;
  }
  const [key, spec] = VALUES[tag] ?? ['tag.unknown_data', undefined];
  const size = spec !== undefined && (spec.show === 'dec' || spec.show === 'hex') ? 2 : length;
  if (size <= length) d.put(key, o, size);
};

const putVendor = (d: Discovery, o: number, length: number): void => {
  d.put('tags.vendor_id', o, 4);
  if (length === 4) return;
  if (longAt(d.b, o) !== BROADBAND_FORUM) d.put('tags.vendor_unspecified', o + 4, length - 4);
  else d.under(d.put('tags.vendorspecific.tags', o + 4, length - 4), () => putLines(d, o + 4, o + length));
};

const putLines = (d: Discovery, from: number, end: number): void => {
  for (let o = from; o + 2 <= end && !d.stopped; ) {
    const size = byteAt(d.b, o + 1);
    d.put('tags.vendorspecific.tag', o, 1);
    d.put('tag_length_8', o + 1, 1);
    const [key, spec] = LINES[byteAt(d.b, o)] ?? ['tag.unknown_data', undefined];
    const isThere = o + 2 + size <= end && size > 0;
    if (isThere && (spec?.show !== 'dec' || size === 4)) d.put(key, o + 2, size);
    o += 2 + size;
  }
};
