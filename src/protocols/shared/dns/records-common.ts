/** Records of hosts, mail, services and zones: what they hold, declared once. RFC 1035 where no other is named. */
import { u8 as byteAt, fromUtf8, u16 as wordAt } from '../../../core/bytes.ts';
import { flag, u8 as octet } from '../../../wire/field.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { escapeBytes, findName, shownLength, unescapeText } from '../dns-name.ts';
import { dnsField, fits, type Part, shape, unusedBits } from './part.ts';
import { flags, ip4, ip6, many, name, putNameField, putTextField, rest, restText, seconds, text, u16, u32 } from './parts.ts';
import { ofName, record, undecoded } from './record.ts';

/** RFC 3403 §4.1. Wireshark says first how long the name is as text. */
const replacement: Part<string> = {
  ...name('naptr.replacement', 'Replacement'),
  gives: undefined,
  fields: { ...dnsField('naptr.replacement', 'Replacement', 'string'), ...dnsField('naptr.replacement_length', 'Replacement Length') },
  put: (d, o, end) => {
    const found = findName(d.b, o, d.start, d.end);
    if (found.next > 0 && found.next <= end) d.put('naptr.replacement_length', o, 0, shownLength(found));
    return putNameField(d, 'naptr.replacement', o, end);
  },
};

const CAA_TAGS: Readonly<Record<string, string>> = { issue: 'caa.issue', issuewild: 'caa.issuewild', iodef: 'caa.iodef' };

/** RFC 8659 §4.1: a tag behind its length, and a value to the end. Capital letters count as small ones. */
const putProperty = (d: Dissecting, o: number, end: number): number => {
  if (!fits(d, o, 1, end) || !d.has(o, 1)) return -1;
  const length = byteAt(d.b, o);
  const value = o + 1 + length;
  if (!fits(d, o + 1, length, end) || !d.has(o, end - o)) return -1;
  const tag = fromUtf8(d.b.subarray(o + 1, value)).toLowerCase();
  const field = d.put(CAA_TAGS[tag] ?? 'caa.unknown', o, end - o, fromUtf8(d.b.subarray(value, end)));
  d.under(field, () => {
    d.put('caa.tag_length', o, 1);
    putTextField(d, 'caa.tag', o + 1, length, end);
    putTextField(d, 'caa.value', value, end - value, end);
  });
  return end;
};

const property: Part<{ readonly tag: string; readonly value: string }> = {
  fields: {
    ...dnsField('caa.issue', 'Issue', 'string'),
    ...dnsField('caa.issuewild', 'Issue wildcard', 'string'),
    ...dnsField('caa.iodef', 'Report to', 'string'),
    ...dnsField('caa.unknown', 'Unknown property', 'string'),
    ...dnsField('caa.tag_length', 'Tag length'),
    ...dnsField('caa.tag', 'Tag', 'string'),
    ...dnsField('caa.value', 'Value', 'string'),
  },
  put: putProperty,
  read: (r) => {
    const tag = r.bytes(r.number(1));
    const value = r.bytes(r.left);
    return { tag: escapeBytes(tag, 0, tag.length), value: escapeBytes(value, 0, value.length) };
  },
  write: (w, { tag, value }) => {
    w.counted(1, () => w.put(unescapeText(tag)));
    w.put(unescapeText(value));
  },
};

export const COMMON = {
  A: record(shape({ address: ip4('a', 'Address') }), 1),
  AAAA: record(shape({ address: ip6('aaaa', 'AAAA Address') }), 1),
  NS: ofName('ns', 'Name Server'),
  CNAME: ofName('cname', 'CNAME'),
  DNAME: record(shape({ name: name('dname', 'Dname') }), 1),
  PTR: ofName('ptr.domain_name', 'Domain Name'),
  MD: ofName('md', 'Mail Destination', 'owner'),
  MF: ofName('mf', 'Mail Forwarder', 'owner'),
  MB: ofName('mb', 'Mailbox Domain', 'owner'),
  MG: ofName('mg', 'Mail Group member', 'owner'),
  MR: ofName('mr', 'Mail Rename domain', 'owner'),
  MINFO: record(
    shape({
      responsible: name('minfo.r', 'Responsible Mailbox', { compress: true }),
      errors: name('minfo.e', 'Error Mailbox', { compress: true }),
    }),
    'owner',
  ),
  SOA: record(
    shape({
      server: name('soa.mname', 'Primary name server', { compress: true }),
      mailbox: name('soa.rname', 'Mailbox of who is responsible', { compress: true }),
      serial: u32('soa.serial_number', 'Serial Number'),
      refresh: seconds('soa.refresh_interval', 'Refresh Interval'),
      retry: seconds('soa.retry_interval', 'Retry Interval'),
      expire: seconds('soa.expire_limit', 'Expire limit'),
      minimum: seconds('soa.minimum_ttl', 'Minimum TTL'),
    }),
    1,
  ),
  MX: record(
    shape({ preference: u16('mx.preference', 'Preference'), exchange: name('mx.mail_exchange', 'Mail Exchange', { compress: true }) }),
    2,
  ),
  TXT: record(shape({ texts: many(text('txt', 'TXT', 'txt.length')) })),
  SPF: record(shape({ texts: many(text('spf', 'SPF', 'spf.length')) })),
  HINFO: record(shape({ cpu: text('hinfo.cpu', 'CPU', 'hinfo.cpu_length'), os: text('hinfo.os', 'OS', 'hinfo.os_length') }), 2),
  NULL: record(shape({ bytes: rest('null', 'Null (data)') }), 'owner'),
  /** RFC 1183. */
  RP: record(shape({ mailbox: name('rp.mailbox', 'Mailbox'), text: name('rp.txt_rr', 'TXT RR') }), 'owner'),
  AFSDB: record(shape({ subtype: u16('afsdb.subtype', 'Subtype'), host: name('afsdb.hostname', 'Hostname') }), 'owner'),
  /** RFC 2782. */
  SRV: record(
    shape({
      priority: u16('srv.priority', 'Priority'),
      weight: u16('srv.weight', 'Weight'),
      port: u16('srv.port', 'Port'),
      target: name('srv.target', 'Target'),
    }),
    4,
  ),
  /** RFC 3403. */
  NAPTR: record(
    shape({
      order: u16('naptr.order', 'Order'),
      preference: u16('naptr.preference', 'Preference'),
      flags: text('naptr.flags', 'Flags', 'naptr.flags_length'),
      service: text('naptr.service', 'Service', 'naptr.service_length'),
      pattern: text('naptr.regex', 'Regex', 'naptr.regex_length'),
      replacement,
    }),
    3,
  ),
  /** RFC 2230. */
  KX: record(shape({ preference: u16('kx.preference', 'Preference'), exchange: name('kx.key_exchange', 'Key Exchange') }), 2),
  CAA: record(
    shape({
      flags: flags({
        'caa.flags': octet('CAA Flags', { show: 'hex', sub: { issuer_critical: flag('Issuer Critical'), unused: unusedBits(7) } }),
      }),
      property,
    }),
  ),
  /** RFC 7553. */
  URI: record(
    undecoded(shape({ priority: u16('', 'Priority'), weight: u16('', 'Weight'), target: restText('', 'Target') }), (d, o, end) =>
      end - o < 4 ? '' : `${wordAt(d.b, o)} ${wordAt(d.b, o + 2)} ${fromUtf8(d.b.subarray(o + 4, end))}`,
    ),
  ),
} as const;
