/** Values of DHCP's options that are more than a number, an address or a text. */

import { macText } from '../../core/address.ts';
import { type Bytes, hex, u8, u16, u32 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { Dissecting } from '../../wire/types.ts';
import { behindName, findName, nameText, Trouble } from '../shared/dns-name.ts';
import { FQDN } from './fields.ts';
import { NAME_SERVICES } from './names.ts';
import { BROADBAND_FORUM, putDevicePart, RARE_VALUES } from './rare-values.ts';

/** Reads the value in [o, end). */
export type ReadValue = (d: Dissecting, o: number, end: number) => void;

const AGENT = 'option.agent_information_option';

const pairs =
  (first: string, second: string): ReadValue =>
  (d, o, end) => {
    for (let at = o; at + 8 <= end; at += 8) {
      d.put(first, at, 4);
      d.put(second, at + 4, 4);
    }
  };

/** The name at `at` of a run of names, and where the next begins; undefined where it is none. */
const readName = (run: Bytes, at: number): { readonly text: string; readonly next: number } | undefined => {
  const place = findName(run, at, 0, run.length);
  const next = behindName(run, at, run.length);
  return next <= at || place.trouble !== Trouble.none ? undefined : { text: nameText(run, place), next };
};

/** RFC 3442: a prefix takes as many bytes as it has bits. */
const routes: ReadValue = (d, o, end) => {
  for (let at = o; at < end; ) {
    const bits = u8(d.b, at);
    const size = (bits + 7) >> 3;
    if (bits > 32 || at + 5 + size > end) return d.fault('option', at, end - at, 'a route that ends beyond its option (RFC 3442)');
    const field = d.put('option.classless_static_route', at, 5 + size);
    const prefix = [...d.b.subarray(at + 1, at + 1 + size), 0, 0, 0, 0].slice(0, 4).join('.');
    const router = [...d.b.subarray(at + 1 + size, at + 5 + size)].join('.');
    if (field) field.text = bits === 0 ? `default via ${router}` : `${prefix}/${bits} via ${router}`;
    at += 5 + size;
  }
};

/** RFC 3397: names as in DNS, whose pointers count from the start of the option. */
const searchList: ReadValue = (d, o, end) => {
  const list = d.b.subarray(o, end);
  for (let at = 0; at < list.length; ) {
    const name = readName(list, at);
    if (name === undefined) return d.fault('option', o + at, end - o - at, 'a name that does not end in its option');
    d.put('option.dhcp_dns_domain_search_list_fqdn', o + at, name.next - at, name.text);
    at = name.next;
  }
};

const clientName: ReadValue = (d, o, end) => {
  const at = d.struct(FQDN, o);
  if (at === undefined || at >= end) return;
  const isBinary = (u8(d.b, o) & 4) !== 0;
  const name = isBinary ? readName(d.b.subarray(at, end), 0)?.text : fromLatin1(d.b, at, end);
  d.put('fqdn.name', at, end - at, name ?? '');
};

const hardware = (d: Dissecting, o: number, end: number): void => {
  d.put('client_hw_type', o, 1);
  d.put('hw.mac_addr', o + 1, end - o - 1);
};

/** RFC 2132 §9.14, RFC 4361 §6.1. */
const clientIdentifier: ReadValue = (d, o, end) => {
  const type = u8(d.b, o);
  if (type === 1 && end - o === 7) hardware(d, o, end);
  else if (type === 255 && end - o > 7) putDuid(d, o + 1, end);
  else if (type === 0) {
    d.put('client_id.type', o, 1);
    if (end > o + 1) d.put('client_id.undef', o + 1, end - o - 1, fromLatin1(d.b, o + 1, end));
  } else {
    d.put('client_hw_type', o, 1);
    if (end > o + 1) d.put('client_id', o + 1, end - o - 1);
  }
};

const putDuid = (d: Dissecting, o: number, end: number): void => {
  d.put('client_id.iaid', o, 4, hex(d.b.subarray(o, o + 4)));
  d.put('client_id.duid_type', o + 4, 2);
  const [type, at] = [u16(d.b, o + 4), o + 6];
  if (type === 1 && end - at > 6) {
    d.put('client_id.duid_llt_hw_type', at, 2);
    d.put('client_id.time', at + 2, 4);
    putAddress(d, at + 6, end);
  } else if (type === 3 && end - at > 2) {
    d.put('client_id.duid_ll_hw_type', at, 2);
    putAddress(d, at + 2, end);
  } else if (type === 2 && end - at > 4) {
    d.put('client_id.enterprise_num', at, 4);
    d.put('client_id', at + 4, end - at - 4);
  } else if (end > at) d.put('client_id', at, end - at);
};

const putAddress = (d: Dissecting, at: number, end: number): void => {
  d.put('client_id.link_layer_address', at, end - at, macText(d.b.subarray(at, end)));
};

/** RFC 4578 §2.3: a GUID as UEFI writes it, the first three groups little-endian. */
const uuid: ReadValue = (d, o, end) => {
  if (end - o !== 17) return void d.put('option.value', o, end - o);
  const digits = hex(d.b.subarray(o + 1, end));
  const swapped = (from: number, count: number): string => (digits.slice(from, from + count).match(/../g) ?? []).reverse().join('');
  const text = `${swapped(0, 8)}-${swapped(8, 4)}-${swapped(12, 4)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
  d.put('client_id.uuid', o + 1, 16, text);
};

const userClass: ReadValue = (d, o, end) => {
  for (let at = o, n = 0; at < end; n++) {
    const length = u8(d.b, at);
    if (at + 1 + length > end) return d.fault('option', at, end - at, 'a class that ends beyond its option (RFC 3004)');
    const put = d.put('option.user_class', at, length + 1, n);
    const from = at;
    d.under(put, () => {
      d.put('option.user_class.length', from, 1);
      d.put('option.user_class.data', from + 1, length);
    });
    at += length + 1;
  }
};

const vendorClass: ReadValue = (d, o, end) => {
  for (let at = o; at + 5 <= end; ) {
    const length = u8(d.b, at + 4);
    d.put('option.vi_class.enterprise', at, 4);
    d.put('option.vi_class.length', at + 4, 1);
    const to = Math.min(end, at + 5 + length);
    if (to > at + 5) d.put('option.vi_class.data', at + 5, to - at - 5, fromLatin1(d.b, at + 5, to));
    at = to;
  }
};

const vendorOptions: ReadValue = (d, o, end) => {
  for (let at = o; at + 5 <= end; ) {
    const to = Math.min(end, at + 5 + u8(d.b, at + 4));
    d.put('option.vi.enterprise', at, 4);
    d.put('option.vi.length', at + 4, 1);
    const put = u32(d.b, at) === BROADBAND_FORUM ? putDevicePart : putVendorPart;
    for (let k = at + 5; k + 2 <= to; k += 2 + u8(d.b, k + 1)) put(d, k, Math.min(to, k + 2 + u8(d.b, k + 1)));
    at = to;
  }
};

const putVendorPart = (d: Dissecting, at: number, to: number): void =>
  d.under(d.put('vendor.suboption', at, to - at, u8(d.b, at)), () => {
    d.put('option.suboption_length', at + 1, 1);
    if (to > at + 2) d.put('vendor.data', at + 2, to - at - 2);
  });

/** RFC 3046 and those that add to it. */
const agentInformation: ReadValue = (d, o, end) => {
  for (let at = o; at + 2 <= end; ) {
    const to = at + 2 + u8(d.b, at + 1);
    if (to > end) return d.fault('option', at, end - at, 'a part that ends beyond its option (RFC 3046)');
    const from = at;
    d.under(d.put(`${AGENT}.suboption`, at, to - at, u8(d.b, at)), () => putAgentPart(d, from, to));
    at = to;
  }
};

const AGENT_VALUES: Readonly<Record<number, readonly [key: string, size?: number]>> = {
  1: ['agent_circuit_id'],
  2: ['agent_remote_id'],
  5: ['link_selection', 4],
  6: ['subscriber_id'],
  10: ['flags', 1],
  11: ['server_id_override', 4],
};

const putAgentPart = (d: Dissecting, at: number, to: number): void => {
  const [o, size] = [at + 2, to - at - 2];
  const [key, fixed] = AGENT_VALUES[u8(d.b, at)] ?? [];
  const isVendor = u8(d.b, at) === 9 && size >= 5;
  const isKnown = isVendor || (key !== undefined && (fixed === undefined || fixed === size));
  d.put('option.suboption_length', at + 1, 1);
  d.put(isKnown ? `${AGENT}.hidden` : `${AGENT}.value`, o, size);
  if (isVendor) putAgentVendor(d, o, to);
  else if (isKnown) d.put(`${AGENT}.${key}`, o, size);
};

const putAgentVendor = (d: Dissecting, o: number, to: number): void => {
  for (let at = o; at + 5 <= to; at += 5 + u8(d.b, at + 4)) {
    d.put(`${AGENT}.vi.enterprise`, at, 4);
    d.put(`${AGENT}.vi.data_length`, at + 4, 1);
    const size = Math.min(u8(d.b, at + 4), to - at - 5);
    if (size > 0) d.put(`${AGENT}.value`, at + 5, size);
  }
};

const directoryAgents: ReadValue = (d, o, end) => {
  d.put('option.slp_directory_agent.value', o, 1);
  for (let at = o + 1; at + 4 <= end; at += 4) d.put('option.slp_directory_agent.slpda_address', at, 4);
};

const serviceScope: ReadValue = (d, o, end) => {
  d.put('option.slp_service_scope.value', o, 1);
  if (end > o + 1) d.put('option.slp_service_scope.string', o + 1, end - o - 1, fromLatin1(d.b, o + 1, end));
};

const sipServers: ReadValue = (d, o, end) => {
  d.put('option.sip_server.encoding', o, 1);
  if (u8(d.b, o) === 1) for (let at = o + 1; at + 4 <= end; at += 4) d.put('option.sip_server.address', at, 4);
  else
    for (let at = o + 1; at < end; ) {
      const name = readName(d.b.subarray(o + 1, end), at - o - 1);
      if (name === undefined) return;
      d.put('option.sip_server.name', at, o + 1 + name.next - at, name.text);
      at = o + 1 + name.next;
    }
};

const networkInterface: ReadValue = (d, o, end) => {
  if (end - o !== 3) return void d.put('option.value', o, end - o);
  d.put('client_network_id_major', o + 1, 1);
  d.put('client_network_id_minor', o + 2, 1);
};

const authentication: ReadValue = (d, o, end) => {
  if (end - o < 11) return d.fault('option', o, end - o, 'an authentication has at least 11 bytes (RFC 3118)');
  const key = 'option.dhcp_authentication';
  d.put(`${key}.protocol`, o, 1);
  d.put(`${key}.alg_delay`, o + 1, 1);
  d.put(`${key}.rdm`, o + 2, 1);
  d.put(`${key}.rdm_replay_detection`, o + 3, 8, (BigInt(u32(d.b, o + 3)) << 32n) | BigInt(u32(d.b, o + 7)));
  const isDelayed = u8(d.b, o) === 1 && end - o === 31;
  if (isDelayed) {
    d.put(`${key}.secret_id`, o + 11, 4);
    d.put(`${key}.hmac_md5_hash`, o + 15, 16);
  } else if (end > o + 11) d.put(`${key}.information`, o + 11, end - o - 11);
};

const nameServices: ReadValue = (d, o, end) => {
  for (let at = o; at + 2 <= end; at += 2) {
    const code = u16(d.b, at);
    d.put('option.dhcp_name_service_search_option', at, 2, `${NAME_SERVICES[code] ?? 'Unknown'} (${code})`);
  }
};

const lostServer: ReadValue = (d, o, end) => {
  d.put('option.lost_server_domain_name', o, end - o, readName(d.b.subarray(o, end), 0)?.text ?? fromLatin1(d.b, o, end));
};

/** By option; those whose value is plain stand in options.ts. */
export const VALUES: Readonly<Record<number, ReadValue>> = {
  21: pairs('option.policy_filter.ip', 'option.policy_filter.subnet_mask'),
  33: pairs('option.static_route.ip', 'option.static_route.router'),
  43: (d, o, end) => void d.put('option.vendor.value', o, end - o),
  61: clientIdentifier,
  77: userClass,
  78: directoryAgents,
  79: serviceScope,
  81: clientName,
  82: agentInformation,
  90: authentication,
  94: networkInterface,
  97: uuid,
  117: nameServices,
  119: searchList,
  120: sipServers,
  121: routes,
  124: vendorClass,
  125: vendorOptions,
  137: lostServer,
  249: routes,
  ...RARE_VALUES,
};
