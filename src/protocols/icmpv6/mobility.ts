/** ICMPv6 of mobile IPv6 (RFC 6275 §6.5 to 6.8, RFC 5568), of secured neighbour discovery (RFC 3971), of 6LoWPAN (RFC 6775) and of ILNP (RFC 6743). */
import { bits, extra, flag, ip6, raw, u8, u16 } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import type { Message } from './message.ts';

const two: Fields = { reserved: raw(2, 'Reserved') };
const agent: Fields = { 'mip6.identifier': u16('Identifier'), ...two };

const prefixes: Fields = {
  'mip6.identifier': u16('Identifier'),
  'mip6.flag': u16('Flags', {
    show: 'hex',
    sub: { m: flag('Managed address configuration'), o: flag('Other configuration'), rsv: bits(14, 'Reserved') },
  }),
};

const path: Fields = { 'send.identifier': u16('Identifier') };

export const MOVES: Readonly<Record<number, string>> = {
  2: 'Router Solicitation for Proxy Advertisement',
  3: 'Proxy Router Advertisement',
  4: 'Handover Initiate',
  5: 'Handover Acknowledge',
};
const fast: Fields = { 'fmip6.subtype': u8('Subtype', { names: MOVES }) };
const handover: Fields = {
  'fmip6.hi.flag': u8('Flag', {
    show: 'hex',
    sub: { s: flag('Assigned address configuration'), a: flag('Buffer'), reserved: bits(6, 'Reserved') },
  }),
};
const fastTail: Fields = { 'fmip6.identifier': u16('Identifier') };

const duplicate: Fields = {
  '6lowpannd.da.status': u8('Status', { names: { 0: 'Success', 1: 'Duplicate Exists', 2: 'Neighbor Cache Full' } }),
  '6lowpannd.da.rsv': u8('Reserved'),
  '6lowpannd.da.lifetime': u16('Lifetime'),
  '6lowpannd.da.eui64': raw(8, 'EUI-64'),
  '6lowpannd.da.reg_addr': ip6('Registered Address'),
};

const locator: Fields = { 'ilnp.nb_preference': u16('Preference'), 'ilnp.nb_lifetime': u16('Lifetime') };

const agents = (d: Dissecting, from: number): void => {
  for (let o = from; o < d.end && d.put('mip6.home_agent_address', o, 16); o += 16);
};

const locators = (d: Dissecting, from: number): void => {
  let at: number | undefined = from;
  for (let n = d.v['ilnp.nb_locs'] ?? 0; n > 0 && at !== undefined; n--) at = d.put('ilnp.nb_locator', at, 8) && d.struct(locator, at + 8);
};

/** RFC 5568 §6.2: what a handover is asked for with stands where other messages have nothing. */
const moving: Message = {
  fields: fast,
  options: true,
  head: (d, o) => {
    const type = d.v['fmip6.subtype'] ?? 0;
    if (type === 4) d.struct(handover, o);
    else if (type === 2 || type === 3 || type === 5) d.put('reserved', o, 1);
    return d.struct(fastTail, o + 1);
  },
};

export const mobilityMessages: Readonly<Record<number, Message>> = {
  144: { fields: agent },
  145: { fields: agent, rest: agents },
  146: { fields: agent },
  147: { fields: prefixes, options: true },
  148: { fields: { ...path, 'send.component': u16('Component') }, options: true },
  149: {
    fields: { ...path, 'send.all_components': u16('All Components'), 'send.component': u16('Component'), ...two },
    options: true,
  },
  150: moving,
  154: moving,
  156: { fields: { 'ilnp.nb_locs': u8('Num of Locs'), 'ilnp.size': u8('Size', { unnamed: true }), ...two }, rest: locators },
  157: { fields: duplicate },
  158: { fields: duplicate },
};

export const mobilityFields: Fields = {
  ...handover,
  ...fastTail,
  ...locator,
  'ilnp.nb_locator': extra('Locator', 'hex'),
  'mip6.home_agent_address': extra('Home Agent Address', 'ip6'),
};
