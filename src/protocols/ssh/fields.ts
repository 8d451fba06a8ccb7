/** Fields of SSH: Wireshark's names. */
import { extra } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';
import { DISCONNECT_REASONS, messageName } from './names.ts';
import type { SshMessage } from './reader.ts';

const number = (title: string) => extra(title, 'dec');
const text = (title: string) => extra(title, 'string', { mayBeEmpty: true });
const raw = (title: string) => extra(title, 'bytes', { mayBeEmpty: true });

/** The ten lists of a Key Exchange Init, in their order. */
export const LISTS = [
  'kex_algorithms',
  'server_host_key_algorithms',
  'encryption_algorithms_client_to_server',
  'encryption_algorithms_server_to_client',
  'mac_algorithms_client_to_server',
  'mac_algorithms_server_to_client',
  'compression_algorithms_client_to_server',
  'compression_algorithms_server_to_client',
  'languages_client_to_server',
  'languages_server_to_client',
] as const;

const lists: Fields = Object.fromEntries(
  LISTS.flatMap((name) => [
    [`${name}_length`, number(`${name} length`)],
    [name, text(`${name} string`)],
  ]),
);

const packet: Fields = {
  protocol: text('Protocol'),
  line: extra('Line of text', 'string', { unnamed: true }),
  packet: extra('SSH Version 2', 'none', { unnamed: true }),
  packet_length: number('Packet Length'),
  packet_length_encrypted: raw('Packet Length (encrypted)'),
  encrypted_packet: raw('Encrypted Packet'),
  mac: raw('MAC'),
  padding_length: number('Padding Length'),
  part: extra('Key Exchange', 'none', { unnamed: true }),
  message_code: extra('Message Code', 'dec', {
    text: (code, d) => `${messageName(Number(code), (d.message as SshMessage | undefined)?.method ?? '')} (${code})`,
  }),
  payload: raw('Payload'),
  padding_string: raw('Padding String'),
  seq_num: number('Sequence number'),
  direction: extra('Direction', 'bool', { text: (reply) => (reply ? 'server-to-client' : 'client-to-server') }),
};

const keys: Fields = {
  cookie: raw('Cookie'),
  ...lists,
  first_kex_packet_follows: number('First KEX Packet Follows'),
  'kex.reserved': raw('Reserved'),
  'kex.hassh_algorithms': text('hasshAlgorithms'),
  'kex.hassh': text('hassh'),
  'kex.hasshserver_algorithms': text('hasshServerAlgorithms'),
  'kex.hasshserver': text('hasshServer'),
  mpint_length: number('Multi Precision Integer Length'),
  'dh.e': raw('DH client e'),
  'dh.f': raw('DH server f'),
  'dh_gex.min': number('DH GEX Min'),
  'dh_gex.nbits': number('DH GEX Number of Bits'),
  'dh_gex.max': number('DH GEX Max'),
  'dh_gex.p': raw('DH GEX modulus (P)'),
  'dh_gex.g': raw('DH GEX base (G)'),
  'ecdh.q_c_length': number("ECDH client's ephemeral public key length"),
  'ecdh.q_c': raw("ECDH client's ephemeral public key (Q_C)"),
  'ecdh.q_s_length': number("ECDH server's ephemeral public key length"),
  'ecdh.q_s': raw("ECDH server's ephemeral public key (Q_S)"),
  'host_key.length': number('Host key length'),
  'host_key.type_length': number('Host key type length'),
  'host_key.type': text('Host key type'),
  'host_key.rsa.e': raw('RSA public exponent (e)'),
  'host_key.rsa.n': raw('RSA modulus (N)'),
  'host_key.dsa.p': raw('DSA prime modulus (p)'),
  'host_key.dsa.q': raw('DSA prime divisor (q)'),
  'host_key.dsa.g': raw('DSA subgroup generator (g)'),
  'host_key.dsa.y': raw('DSA public key (y)'),
  'host_key.ecdsa.id_length': number('ECDSA elliptic curve identifier length'),
  'host_key.ecdsa.id': text('ECDSA elliptic curve identifier'),
  'host_key.ecdsa.q_length': number('ECDSA public key length'),
  'host_key.ecdsa.q': raw('ECDSA public key (Q)'),
  'host_key.eddsa.key_length': number('EdDSA public key length'),
  'host_key.eddsa.key': raw('EdDSA public key'),
  'host_key.data': raw('Host key data'),
  'host_sig.length': number('Host signature length'),
  'host_sig.type_length': number('Host signature type length'),
  'host_sig.type': text('Host signature type'),
  'host_sig.rsa': raw('RSA signature'),
  'host_sig.data': raw('Host signature data'),
};

const others: Fields = {
  disconnect_reason: extra('Disconnect reason', 'hex', { width: 32, names: DISCONNECT_REASONS }),
  disconnect_description_length: number('Disconnect description length'),
  disconnect_description: text('Disconnect description'),
  lang_tag_length: number('Language tag length'),
  lang_tag: text('Language tag'),
  ignore_data_length: number('Debug message length'),
  ignore_data: raw('Ignore data'),
  debug_always_display: extra('Always Display', 'bool'),
  debug_name_length: number('Debug message length'),
  debug_name: text('Debug message'),
  service_name_length: number('Service Name length'),
  service_name: text('Service Name'),
};

export const sshFields: Fields = { ...packet, ...keys, ...others };
