/** What an ICMPv6 node asks another about itself (RFC 4620), and whether an interface of it is up (RFC 8335). */
import { bits, extra, flag, u8, u16, u32 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import type { Message } from './message.ts';
import { nameAt } from './names-of-options.ts';

const Asked = { name: 2, addresses: 3, ip4Addresses: 4 } as const;

const head: Fields = {
  'ni.qtype': u16('Qtype', {
    names: { 0: 'NOOP', 1: 'Supported query types (Obsolete)', 2: 'Node Name', 3: 'Node addresses', 4: 'IPv4 node addresses' },
  }),
  'ni.flag': u16('Flags', {
    show: 'hex',
    sub: {
      rsv: bits(10, 'Reserved', { show: 'hex', width: 16 }),
      g: flag('Global-scope addresses'),
      s: flag('Site-local addresses'),
      l: flag('Link-local addresses'),
      c: flag('Compression'),
      a: flag('Unicast Addresses'),
      t: flag('Truncated'),
    },
  }),
};
const ttl: Fields = { 'ni.reply.node_ttl': u32('TTL') };

const query = (d: Dissecting, o: number): void => {
  if (!d.put('ni.nonce', o, 8) || o + 8 >= d.end) return;
  const at = o + 8;
  if (d.v['code'] === 0) d.put('ni.query.subject_ipv6', at, 16);
  else if (d.v['code'] === 1) nameAt(d, 'ni.query.subject_fqdn', at, d.end);
  else if (d.v['code'] === 2) d.put('ni.query.subject_ipv4', at, 4);
};

const reply = (d: Dissecting, o: number): void => {
  if (!d.put('ni.nonce', o, 8)) return;
  const asked = d.v['ni.qtype'];
  let at: number | undefined = o + 8;
  if (asked === Asked.name) {
    at = d.struct(ttl, at);
    while (at !== undefined && at < d.end && d.b[at] !== 0) at = nameAt(d, 'ni.reply.node_name', at, d.end);
  } else if (asked === Asked.addresses) while (at !== undefined && at < d.end) at = timed(d, at, 'ni.reply.node_address', 16);
  else if (asked === Asked.ip4Addresses) while (at !== undefined && at < d.end) at = timed(d, at, 'ni.reply.ipv4_address', 4);
};

const timed = (d: Dissecting, o: number, key: string, size: number): number | undefined => {
  const at = d.struct(ttl, o);
  return at !== undefined && d.put(key, at, size) ? at + size : undefined;
};

const echo: Fields = { 'echo.identifier': u16('Identifier', { show: 'hex' }), 'ext.echo.seq': u8('Sequence number') };
const asks: Fields = {
  'ext.echo.req.res': bits(7, 'Reserved', { show: 'hex', width: 8 }),
  'ext.echo.req.local': flag('Local bit'),
};
const answers: Fields = {
  'ext.echo.rsp.state': bits(3, 'State', {
    names: { 0: 'Reserved', 1: 'Incomplete', 2: 'Reachable', 3: 'Stale', 4: 'Delay', 5: 'Probe', 6: 'Failed' },
  }),
  'ext.echo.rsp.res': bits(2, 'Reserved', { show: 'hex', width: 8 }),
  'ext.echo.rsp.active': flag('Active bit'),
  'ext.echo.rsp.ipv4': flag('IPv4 bit'),
  'ext.echo.rsp.ipv6': flag('IPv6 bit'),
};

export const nodeMessages: Readonly<Record<number, Message>> = {
  139: { fields: head, rest: query },
  140: { fields: head, rest: reply },
  160: { fields: { ...echo, ...asks } },
  161: { fields: { ...echo, ...answers } },
};

export const nodeFields: Fields = {
  ...ttl,
  'ni.nonce': extra('Nonce', 'hex'),
  'ni.query.subject_ipv6': extra('IPv6 subject address', 'ip6'),
  'ni.query.subject_fqdn': extra('FQDN subject', 'string'),
  'ni.query.subject_ipv4': extra('IPv4 subject address', 'ip4'),
  'ni.reply.node_name': extra('Name Node', 'string'),
  'ni.reply.node_address': extra('IPv6 Node address', 'ip6'),
  'ni.reply.ipv4_address': extra('IPv4 Node address', 'ip4'),
};
