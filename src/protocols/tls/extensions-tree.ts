/** Extensions of TLS in the tree: those of the handshake's common papers (RFC 6066, 7301, 8422, 8446 and the others named at each). */
import { u16 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { EXTENSION_TYPES, Extension } from '../shared/tls/extension-types.ts';
import { Handshake } from '../shared/tls/names.ts';
import { putTimestamps } from '../shared/tls/signed-timestamps.ts';
import { putOcspResponse } from '../shared/x509/ocsp.ts';
import { NEWER_EXTENSIONS } from './newer-extensions-tree.ts';
import { putSchemes } from './schemes-tree.ts';
import { counted, latin, type Put, putLength, putMark, putNumbers, putOpaque } from './vectors.ts';

/** Puts the list of extensions whose length is at `o`; where it ends. */
export const putExtensions = (d: Dissecting, o: number, end: number, message: number): number => {
  const to = putLength(d, 'handshake.extensions_length', o, 2, end);
  for (let at = o + 2; at < to && !d.stopped; ) at = putExtension(d, at, to, message);
  return to < 0 ? end : to;
};

const putExtension = (d: Dissecting, o: number, end: number, message: number): number => {
  if (o + 4 > end) {
    d.fault('vector', o, end - o, `${end - o} bytes behind the last extension`);
    return end;
  }
  const type = u16(d.b, o);
  const length = u16(d.b, o + 2);
  const to = Math.min(end, o + 4 + length);
  const name = EXTENSION_TYPES[type] ?? `Unknown type ${type}`;
  putMark(d, 'handshake.extension', o, to, `Extension: ${name} (len=${length})`, () => {
    d.put('handshake.extension.type', o, 2);
    d.put('handshake.extension.len', o + 2, 2);
    if (o + 4 + length > end)
      d.fault('vector', o + 2, 2, `an extension of ${length} bytes does not fit into the ${end - o - 4} that are left`);
    (EXTENSIONS[type] ?? putData)(d, o + 4, to, message);
  });
  return to;
};

const putData: Put = (d, o, to) => void d.put('handshake.extension.data', o, to - o);

const nothing: Put = () => undefined;

/** A number that fills the extension. */
const number =
  (key: string, size: 1 | 2 | 4): Put =>
  (d, o, to) =>
    void (to - o >= size && d.put(key, o, size));

// ---- lists -----------------------------------------------------------------------------------------------------------

const putServerNames: Put = (d, o, end) => {
  if (o === end) return;
  const to = putLength(d, 'handshake.extensions_server_name_list_len', o, 2, end);
  for (let at = o + 2; at + 3 <= to && !d.stopped; ) {
    d.put('handshake.extensions_server_name_type', at, 1);
    const next = putLength(d, 'handshake.extensions_server_name_len', at + 1, 2, to);
    if (next > at + 3) d.put('handshake.extensions_server_name', at + 3, next - at - 3, latin(d.b, at + 3, next));
    at = next;
  }
};

/** RFC 8422 §5.1 */
const putGroups: Put = (d, o, end) => {
  const to = putLength(d, 'handshake.extensions_supported_groups_length', o, 2, end);
  const text = `Supported Groups (${counted((to - o - 2) >> 1, 'group')})`;
  if (to >= 0)
    putMark(d, 'handshake.extensions_supported_groups', o + 2, to, text, () =>
      putNumbers(d, 'handshake.extensions_supported_group', o + 2, 2, to),
    );
};

const putPointFormats: Put = (d, o, end) => {
  const to = putLength(d, 'handshake.extensions_ec_point_formats_length', o, 1, end);
  const text = `Elliptic curves point formats (${to - o - 1})`;
  if (to >= 0)
    putMark(d, 'handshake.extensions_ec_point_formats', o + 1, to, text, () =>
      putNumbers(d, 'handshake.extensions_ec_point_format', o + 1, 1, to),
    );
};

/** Strings, each behind its length in a byte. */
const putNames = (d: Dissecting, keys: readonly [length: string, name: string], o: number, to: number): void => {
  for (let at = o; at < to && !d.stopped; ) {
    const next = putLength(d, keys[0], at, 1, to);
    if (next > at + 1) d.put(keys[1], at + 1, next - at - 1, latin(d.b, at + 1, next));
    at = next;
  }
};

/** RFC 7301 §3.1 */
const putAlpn: Put = (d, o, end) => {
  const to = putLength(d, 'handshake.extensions_alpn_len', o, 2, end);
  if (to >= 0)
    putMark(d, 'handshake.extensions_alpn_list', o + 2, to, 'ALPN Protocol', () =>
      putNames(d, ['handshake.extensions_alpn_str_len', 'handshake.extensions_alpn_str'], o + 2, to),
    );
};

const putNextProtocols: Put = (d, o, to) => putNames(d, ['handshake.extensions_npn_str_len', 'handshake.extensions_npn'], o, to);

/** As Chromium sends it: a list in hellos, the settings themselves in encrypted extensions. */
const putApplicationSettings: Put = (d, o, end, message) => {
  if (message !== Handshake.clientHello) {
    if (end > o) d.put('handshake.extensions_alps.settings', o, end - o);
    return;
  }
  const to = putLength(d, 'handshake.extensions_alps_len', o, 2, end);
  if (to >= 0)
    putMark(d, 'handshake.extensions_alps_alpn_list', o + 2, to, 'Supported ALPN List', () =>
      putNames(d, ['handshake.extensions_alps_alpn_str_len', 'handshake.extensions_alps_alpn_str'], o + 2, to),
    );
};

/** RFC 7250 §3: a list where offered, one where chosen. */
const putCertificateTypes: Put = (d, o, end, message) => {
  if (message !== Handshake.clientHello) {
    if (end > o) d.put('handshake.cert_type.type', o, 1);
    return;
  }
  const to = putLength(d, 'handshake.cert_type.types_len', o, 1, end);
  const text = `Certificate Type List (${counted(to - o - 1, 'type')})`;
  if (to >= 0) putMark(d, 'handshake.cert_type.types', o + 1, to, text, () => putNumbers(d, 'handshake.cert_type.type', o + 1, 1, to));
};

/** RFC 8879 §3 */
const putCompression: Put = (d, o, end) => {
  const to = putLength(d, 'compress_certificate.algorithms_length', o, 1, end);
  putNumbers(d, 'compress_certificate.algorithm', o + 1, 2, to);
};

// ---- status ----------------------------------------------------------------------------------------------------------

const putStatusRequest: Put = (d, o, end, message) => {
  if (message === Handshake.certificate) putStatus(d, o, end);
  if (message !== Handshake.clientHello || end - o < 5) return;
  d.put('handshake.extensions_status_request_type', o, 1);
  const ids = putLength(d, 'handshake.extensions_status_request_responder_ids_len', o + 1, 2, end);
  if (ids >= 0) putLength(d, 'handshake.extensions_status_request_exts_len', ids, 2, end);
};

/** RFC 6961 §2.2 */
const putStatusRequests: Put = (d, o, end, message) => {
  if (message !== Handshake.clientHello) return;
  const to = putLength(d, 'handshake.extensions_status_request_list_len', o, 2, end);
  for (let at = o + 2; at + 3 <= to && !d.stopped; ) {
    d.put('handshake.extensions_status_request_type', at, 1);
    const next = putLength(d, 'handshake.extensions_status_request_len', at + 1, 2, to);
    const ids = putLength(d, 'handshake.extensions_status_request_responder_ids_len', at + 3, 2, next);
    if (ids >= 0) putLength(d, 'handshake.extensions_status_request_exts_len', ids, 2, next);
    at = Math.max(at + 3, next);
  }
};

/** `CertificateStatus` (RFC 6066 §8), also as a message of its own. */
export const putStatus = (d: Dissecting, o: number, end: number): void => {
  if (end - o < 4) return;
  d.put('handshake.extensions_status_request_type', o, 1);
  const to = putLength(d, 'handshake.ocsp_response_len', o + 1, 3, end);
  if (to > o + 4) putOcspResponse(d, o + 4, to);
};

const putTimestampList: Put = (d, o, to) => void (to - o >= 2 && putTimestamps(d, o, to));

// ---- others ----------------------------------------------------------------------------------------------------------

/** RFC 5746 §3.2 */
const putRenegotiation: Put = (d, o, end) =>
  void putOpaque(d, ['handshake.extensions_reneg_info_len', 'handshake.extensions_reneg_info'], o, 1, end);

const putSrp: Put = (d, o, end) => {
  const to = putLength(d, 'handshake.extensions_srp_len', o, 1, end);
  if (to > o + 1) d.put('handshake.extensions_srp_username', o + 1, to - o - 1, latin(d.b, o + 1, to));
};

const putPadding: Put = (d, o, to) => void (to > o && d.put('handshake.extensions_padding_data', o, to - o));

const putConnectionId: Put = (d, o, end) => void putOpaque(d, ['connection_id_length', 'connection_id'], o, 1, end);

const EXTENSIONS: Readonly<Record<number, Put>> = {
  ...NEWER_EXTENSIONS,
  [Extension.serverName]: putServerNames,
  [Extension.maxFragmentLength]: number('handshake.max_fragment_length', 1),
  [Extension.statusRequest]: putStatusRequest,
  [Extension.supportedGroups]: putGroups,
  [Extension.ecPointFormats]: putPointFormats,
  [Extension.srp]: putSrp,
  [Extension.signatureAlgorithms]: putSchemes,
  [Extension.heartbeat]: number('handshake.extension.heartbeat.mode', 1),
  [Extension.alpn]: putAlpn,
  [Extension.statusRequestV2]: putStatusRequests,
  [Extension.certificateTimestamp]: putTimestampList,
  [Extension.clientCertificateType]: putCertificateTypes,
  [Extension.serverCertificateType]: putCertificateTypes,
  [Extension.padding]: putPadding,
  [Extension.compressCertificate]: putCompression,
  [Extension.recordSizeLimit]: number('record_size_limit', 2),
  [Extension.delegatedCredentials]: putSchemes,
  [Extension.connectionId]: putConnectionId,
  [Extension.nextProtocol]: putNextProtocols,
  [Extension.applicationSettings]: putApplicationSettings,
  [Extension.applicationSettingsNew]: putApplicationSettings,
  [Extension.renegotiationInfo]: putRenegotiation,
  [Extension.encryptThenMac]: nothing,
  [Extension.extendedMasterSecret]: nothing,
  [Extension.postHandshakeAuth]: nothing,
};
