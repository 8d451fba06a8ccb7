/** SOCKS, versions 4, 4a and 5 (RFC 1928, RFC 1929): a client has a proxy connect for it, and then speaks through it to its target. */
import { u8 } from '../../core/bytes.ts';
import { u8 as byte, extra, ip4, ip6, u16 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { addressLength, isNamed, Part, type SocksMessage, socksReader } from './reader.ts';
import { sentences } from './sentences.ts';

const COMMANDS = { 1: 'Connect', 2: 'Bind', 3: 'UdpAssociate', 128: 'Ping', 129: 'Traceroute' };
const RESULTS = {
  90: 'Granted',
  91: 'Rejected or Failed',
  92: 'Rejected because SOCKS server cannot connect to identd on the client',
  93: 'Rejected because the client program and identd report different user-ids',
  0: 'Succeeded',
  1: 'General SOCKS server failure',
  2: 'Connection not allowed by ruleset',
  3: 'Network unreachable',
  4: 'Host unreachable',
  5: 'Connection refused',
  6: 'TTL expired',
  7: 'Command not supported',
  8: 'Address type not supported',
};
const METHODS = { 0: 'No authentication', 1: 'GSSAPI', 2: 'Username/Password', 3: 'Chap', 255: 'No acceptable method' };
const KINDS = { 1: 'IPv4', 3: 'Domain Name', 4: 'IPv6' };

export const socks = layer('socks', {
  title: 'Socks Protocol',
  label: 'Socks',
  spec: 'RFC 1928',
  fields: {},
  extras: {
    version: byte('Version'),
    command: byte('Command', { names: COMMANDS }),
    results: byte('Results', { names: RESULTS }),
    dstport: u16('Remote Port'),
    dst: ip4('Remote Address'),
    dstV6: ip6('Remote Address (IPv6)'),
    v4a_dns_name: extra('SOCKS v4a Remote Domain Name', 'string'),
    auth_method_count: byte('Authentication Method Count'),
    auth_method: byte('Method', { names: METHODS }),
    auth_accepted_method: byte('Accepted Auth Method', { names: METHODS }),
    subnegotiation_version: byte('Subnegotiation Version'),
    username: extra('User name', 'string'),
    password: extra('Password', 'string', { secret: true }),
    auth_status: byte('Status', { names: { 0: 'success' } }),
    reserved: byte('Reserved'),
    address_type: byte('Address Type', { names: KINDS }),
    remote_name: extra('Remote name', 'string'),
    port: u16('Port'),
  },
  on: { 'tcp.port': 1080 },
  stream: socksReader,
  info: (d) => INFOS[partOf(d)](d),
  sentences,
  body: (d) => {
    BODIES[partOf(d)](d);
    d.header = d.end;
  },
});

/** Of bytes that no reader was asked about: by how they begin. */
const partOf = (d: Dissecting): Part => (d.message as SocksMessage | undefined)?.part ?? PARTS[u8(d.b, d.start)] ?? Part.methods;
const PARTS: Readonly<Record<number, Part>> = { 0: Part.reply4, 1: Part.login, 4: Part.request4 };

const commandOf = (command: number | undefined): string => (COMMANDS as Readonly<Record<number, string>>)[command ?? 0] ?? 'Unknown';

/** As Wireshark writes them. */
const INFOS: Readonly<Record<Part, (d: Dissecting) => string>> = [
  () => 'Version: 4 Connect to server request',
  () => 'Version: 4 Connect Response',
  () => 'Version: 5 Connect to server request',
  () => 'Version: 5 Connect to server response',
  () => 'Version: 5 User authentication request',
  () => 'Version: 5 User authentication reply',
  (d) => `Version: 5 Command Request - ${commandOf(u8(d.b, d.start + 1))}`,
  (d) => `Version: 5 Command Response - ${commandOf((d.message as SocksMessage | undefined)?.command)}`,
] as const;

const putRequest4 = (d: Dissecting): void => {
  const o = d.start;
  d.put('version', o, 1);
  d.put('command', o + 1, 1);
  d.put('dstport', o + 2, 2);
  d.put('dst', o + 4, 4);
  const user = d.b.indexOf(0, o + 8);
  if (user < 0) return;
  d.put('username', o + 8, user - o - 8);
  if (isNamed(d.b, o)) d.put('v4a_dns_name', user + 1, Math.max(0, d.b.indexOf(0, user + 1) - user - 1));
};

const putReply4 = (d: Dissecting): void => {
  d.put('version', d.start, 1);
  d.put('results', d.start + 1, 1);
  d.put('dstport', d.start + 2, 2);
  d.put('dst', d.start + 4, 4);
};

const putMethods = (d: Dissecting): void => {
  d.put('version', d.start, 1);
  d.put('auth_method_count', d.start + 1, 1);
  for (let o = d.start + 2; o < d.end; o++) d.put('auth_method', o, 1);
};

const putLogin = (d: Dissecting): void => {
  const o = d.start;
  d.put('subnegotiation_version', o, 1);
  const user = u8(d.b, o + 1);
  d.put('username', o + 2, user);
  d.put('password', o + 3 + user, u8(d.b, o + 2 + user));
};

const putCommand = (d: Dissecting, key: 'command' | 'results'): void => {
  const o = d.start;
  d.put('version', o, 1);
  d.put(key, o + 1, 1);
  d.put('reserved', o + 2, 1);
  d.put('address_type', o + 3, 1);
  const kind = u8(d.b, o + 3);
  const length = addressLength(d.b, o + 3);
  if (kind === 1) d.put('dst', o + 4, 4);
  else if (kind === 4) d.put('dstV6', o + 4, 16);
  else if (kind === 3) d.put('remote_name', o + 5, length - 2);
  else d.fault('address', o + 3, 1, 'an address is one of IPv4 (1), a name (3), IPv6 (4)');
  if (length > 0) d.put('port', o + 3 + length, 2);
};

const BODIES: Readonly<Record<Part, (d: Dissecting) => void>> = [
  putRequest4,
  putReply4,
  putMethods,
  (d) => {
    d.put('version', d.start, 1);
    d.put('auth_accepted_method', d.start + 1, 1);
  },
  putLogin,
  (d) => {
    d.put('subnegotiation_version', d.start, 1);
    d.put('auth_status', d.start + 1, 1);
  },
  (d) => putCommand(d, 'command'),
  (d) => putCommand(d, 'results'),
] as const;
