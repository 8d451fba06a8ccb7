/** Extensions of TLS 1.3 in the tree (RFC 8446 §4.2, RFC 9849). */
import { u8, u16 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { oidText } from '../shared/asn1/values.ts';
import { Extension } from '../shared/tls/extension-types.ts';
import { GROUPS, Handshake } from '../shared/tls/names.ts';
import { putAuthorities } from './authorities-tree.ts';
import { putSchemes } from './schemes-tree.ts';
import { type Put, putLength, putMark, putNumbers, putOpaque } from './vectors.ts';

const putVersions: Put = (d, o, end, message) => {
  if (message !== Handshake.clientHello) {
    if (end - o >= 2) d.put('handshake.extensions.supported_version', o, 2);
    return;
  }
  const to = putLength(d, 'handshake.extensions.supported_versions_len', o, 1, end);
  putNumbers(d, 'handshake.extensions.supported_version', o + 1, 2, to);
};

const putKeyShares: Put = (d, o, end, message) => {
  if (message === Handshake.serverHello && end - o === 2) d.put('handshake.extensions_key_share_selected_group', o, 2);
  else if (message === Handshake.serverHello) putKeyShare(d, o, end);
  else {
    const to = putLength(d, 'handshake.extensions_key_share_client_length', o, 2, end);
    for (let at = o + 2; at < to && !d.stopped; ) at = putKeyShare(d, at, to);
  }
};

const putKeyShare = (d: Dissecting, o: number, end: number): number => {
  if (end - o < 4) return end;
  const group = u16(d.b, o);
  const length = u16(d.b, o + 2);
  const to = Math.min(end, o + 4 + length);
  const text = `Key Share Entry: Group: ${GROUPS[group] ?? `Unknown (${group})`}, Key Exchange length: ${length}`;
  putMark(d, 'handshake.key_share', o, to, text, () => {
    d.put('handshake.extensions_key_share_group', o, 2);
    putOpaque(d, ['handshake.extensions_key_share_key_exchange_length', 'handshake.extensions_key_share_key_exchange'], o + 2, 2, end);
  });
  return to;
};

const putSharedKeys: Put = (d, o, end, message) => {
  if (message === Handshake.serverHello) {
    if (end - o >= 2) d.put('handshake.extensions.psk.identity.selected', o, 2);
    return;
  }
  const to = putLength(d, 'handshake.extensions.psk.identities.length', o, 2, end);
  for (let at = o + 2; at + 6 < to && !d.stopped; ) at = putIdentity(d, at, to);
  const binders = to < 0 ? -1 : putLength(d, 'handshake.extensions.psk.binders_len', to, 2, end);
  if (binders >= 0) putMark(d, 'handshake.extensions.psk.binders', to + 2, binders, 'PSK Binders', () => undefined);
};

const putIdentity = (d: Dissecting, o: number, end: number): number => {
  const length = u16(d.b, o);
  const to = Math.min(end, o + 6 + length);
  putMark(d, 'handshake.psk_identity', o, to, `PSK Identity (length: ${length})`, () => {
    const [size, bytes, age] = ['identity_length', 'identity', 'obfuscated_ticket_age'].map(
      (k) => `handshake.extensions.psk.identity.${k}`,
    );
    const next = putOpaque(d, [size ?? '', bytes ?? ''], o, 2, end);
    if (next >= 0 && next + 4 <= end) d.put(age ?? '', next, 4);
  });
  return to;
};

const putModes: Put = (d, o, end) => {
  const to = putLength(d, 'extension.psk_ke_modes_length', o, 1, end);
  putNumbers(d, 'extension.psk_ke_mode', o + 1, 1, to);
};

const putCookie: Put = (d, o, end) => void putOpaque(d, ['handshake.extensions.cookie_len', 'handshake.extensions.cookie'], o, 2, end);

const putEarlyData: Put = (d, o, to) => void (to - o >= 4 && d.put('early_data.max_early_data_size', o, 4));

const putOidFilters: Put = (d, o, end) => {
  const to = putLength(d, 'extension.oid_filters_length', o, 2, end);
  for (let at = o + 2; at < to && !d.stopped; ) {
    const values = putLength(d, 'extension.oid_filters.oid_length', at, 1, to);
    if (values < 0) return;
    // An object identifier with its tag and its length.
    if (values > at + 3) d.put('extension.oid_filters.oid', at + 3, values - at - 3, oidText(d.b, at + 3, values));
    at = putLength(d, 'extension.oid_filters.values_length', values, 2, to);
    if (at < 0) return;
  }
};

/** RFC 9849 §5: the outer hello has all of it, the inner one its type alone; servers answer with other things. */
const putEncryptedHello: Put = (d, o, end, message) => {
  if (message !== Handshake.clientHello) {
    d.put('handshake.extension.data', o, end - o);
    return;
  }
  if (end === o) return;
  d.put('ech.client_hello_type', o, 1);
  if (u8(d.b, o) !== 0 || end - o < 10) return;
  putMark(d, 'ech.cipher_suite', o + 1, o + 5, 'Cipher Suite', () => {
    d.put('ech.hpke.keyconfig.cipher_suite.kdf_id', o + 1, 2);
    d.put('ech.hpke.keyconfig.cipher_suite.aead_id', o + 3, 2);
  });
  d.put('ech.config_id', o + 5, 1);
  const to = putOpaque(d, ['ech.enc_length', 'ech.enc'], o + 6, 2, end);
  if (to >= 0) putOpaque(d, ['ech.payload_length', 'ech.payload'], to, 2, end);
};

export const NEWER_EXTENSIONS: Readonly<Record<number, Put>> = {
  [Extension.preSharedKey]: putSharedKeys,
  [Extension.earlyData]: putEarlyData,
  [Extension.supportedVersions]: putVersions,
  [Extension.cookie]: putCookie,
  [Extension.pskKeyExchangeModes]: putModes,
  [Extension.certificateAuthorities]: putAuthorities,
  [Extension.oidFilters]: putOidFilters,
  [Extension.signatureAlgorithmsCert]: putSchemes,
  [Extension.keyShare]: putKeyShares,
  [Extension.encryptedClientHello]: putEncryptedHello,
};
