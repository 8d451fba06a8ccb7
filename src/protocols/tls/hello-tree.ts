/** Hellos in the tree: client hello, server hello, the request to try again (RFC 8446 §4.1, RFC 5246 §7.4.1). */
import { u8, u32 } from '../../core/bytes.ts';
import { dateNanos } from '../../core/time.ts';
import type { Dissecting } from '../../wire/types.ts';
import { Handshake } from '../shared/tls/names.ts';
import { putExtensions } from './extensions-tree.ts';
import { clientFingerprint, fingerprintHash, serverFingerprint } from './ja3.ts';
import { counted, putLength, putMark, putNumbers, putOpaque } from './vectors.ts';
import { wants } from './wants.ts';

const SESSION = ['handshake.session_id_length', 'handshake.session_id'] as const;

/** The body of a client hello in [o, end); `timed`: its random begins with a time, as it did before TLS 1.3. */
export const putClientHello = (d: Dissecting, o: number, end: number, timed: boolean): void => {
  const suites = putStart(d, o, end, timed);
  const methods = suites < 0 ? -1 : putSuites(d, suites, end);
  const list = methods < 0 ? -1 : putMethods(d, methods, end);
  if (list < 0) return;
  if (list + 2 <= end) putExtensions(d, list, end, Handshake.clientHello);
  putFingerprint(d, 'ja3', () => clientFingerprint(d.b, o, end));
};

export const putServerHello = (d: Dissecting, o: number, end: number, timed: boolean): void => {
  const suite = putStart(d, o, end, timed);
  if (suite < 0 || suite + 3 > end) return;
  d.put('handshake.ciphersuite', suite, 2);
  d.put('handshake.comp_method', suite + 2, 1);
  if (suite + 5 <= end) putExtensions(d, suite + 3, end, Handshake.serverHello);
  putFingerprint(d, 'ja3s', () => serverFingerprint(d.b, o, end));
};

/** Version, random and session; where they end. */
const putStart = (d: Dissecting, o: number, end: number, timed: boolean): number => {
  if (end - o < 35) {
    d.fault('short', o, Math.max(0, end - o), 'a hello has at least 35 bytes', 'error');
    return -1;
  }
  d.put('handshake.version', o, 2);
  const random = d.put('handshake.random', o + 2, 32);
  if (timed)
    d.under(random, () => {
      d.put('handshake.random_time', o + 2, 4, dateNanos(u32(d.b, o + 2)));
      d.put('handshake.random_bytes', o + 6, 28);
    });
  return putOpaque(d, SESSION, o + 34, 1, end);
};

const putSuites = (d: Dissecting, o: number, end: number): number => {
  const to = putLength(d, 'handshake.cipher_suites_length', o, 2, end);
  const text = `Cipher Suites (${counted((to - o - 2) >> 1, 'suite')})`;
  if (to >= 0) putMark(d, 'handshake.ciphersuites', o + 2, to, text, () => putNumbers(d, 'handshake.ciphersuite', o + 2, 2, to));
  return to;
};

const putMethods = (d: Dissecting, o: number, end: number): number => {
  const to = putLength(d, 'handshake.comp_methods_length', o, 1, end);
  const text = `Compression Methods (${counted(o < end ? u8(d.b, o) : 0, 'method')})`;
  if (to >= 0) putMark(d, 'handshake.comp_methods', o + 1, to, text, () => putNumbers(d, 'handshake.comp_method', o + 1, 1, to));
  return to;
};

const putFingerprint = (d: Dissecting, name: 'ja3' | 'ja3s', make: () => string): void => {
  if (!wants(d, `handshake.${name}_full`) && !wants(d, `handshake.${name}`)) return;
  const text = make();
  d.add(`handshake.${name}_full`, text);
  const hash = wants(d, `handshake.${name}`) ? fingerprintHash(d.tools, text) : undefined;
  if (hash !== undefined) d.add(`handshake.${name}`, hash);
};
