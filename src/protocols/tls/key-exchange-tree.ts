/** Key exchanges before TLS 1.3 in the tree (RFC 5246 §7.4.3 and §7.4.7, RFC 4279, RFC 5489, RFC 8422 §5.4 and §5.7). */
import { u8 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { type KeyExchange, keyExchangeOf } from '../shared/tls/cipher-suites.ts';
import { Version } from '../shared/tls/names.ts';
import { putScheme } from '../shared/tls/signature-scheme.ts';
import { putMark, putOpaque } from './vectors.ts';

/** A part of the parameters: puts what starts at `o`, says where it ends; -1 where it is not there. */
type Step = (d: Dissecting, o: number, end: number) => number;

const opaque =
  (name: string, size: 1 | 2): Step =>
  (d, o, end) =>
    putOpaque(d, [`handshake.${name}_len`, `handshake.${name}`], o, size, end);

/** RFC 8422 §5.4: only named curves are in use. */
const curve: Step = (d, o, end) => {
  if (end - o < 3) return -1;
  d.put('handshake.server_curve_type', o, 1);
  if (u8(d.b, o) !== 3) return -1;
  d.put('handshake.server_named_curve', o + 1, 2);
  return o + 3;
};

interface Layout {
  readonly title: string;
  readonly server: readonly Step[];
  readonly client: readonly Step[];
  readonly signed?: boolean;
}

const [p, g, ys, yc] = ['p', 'g', 'ys', 'yc'].map((name) => opaque(name, 2)) as [Step, Step, Step, Step];
const hint = opaque('hint', 2);
const identity = opaque('identity', 2);
const serverPoint = opaque('server_point', 1);
const clientPoint = opaque('client_point', 1);
const secret = opaque('epms', 2);
const dh: Layout = { title: 'Diffie-Hellman', server: [p, g, ys], client: [yc] };
const ecdh: Layout = { title: 'EC Diffie-Hellman', server: [curve, serverPoint], client: [clientPoint] };

const LAYOUTS: Readonly<Record<KeyExchange, Layout | undefined>> = {
  rsa: { title: 'RSA', server: [opaque('modulus', 2), opaque('exponent', 2)], client: [secret], signed: true },
  dhe: { ...dh, signed: true },
  dh_anon: dh,
  ecdhe: { ...ecdh, signed: true },
  ecdh_anon: ecdh,
  psk: { title: 'PSK', server: [hint], client: [identity] },
  rsa_psk: { title: 'RSA PSK', server: [hint], client: [identity, secret] },
  dhe_psk: { title: 'Diffie-Hellman PSK', server: [hint, p, g, ys], client: [identity, yc] },
  ecdhe_psk: { title: 'EC Diffie-Hellman PSK', server: [hint, curve, serverPoint], client: [identity, clientPoint] },
  srp: undefined,
  other: undefined,
};

export const putServerKeyExchange = (d: Dissecting, o: number, end: number, version: number, suite: number): void => {
  const layout = LAYOUTS[keyExchangeOf(suite)];
  if (layout === undefined || end === o) return;
  putMark(d, 'handshake.params', o, end, `${layout.title} Server Params`, () => {
    let at = steps(d, layout.server, o, end);
    if (!layout.signed || at < 0 || at >= end) return;
    if (version === Version.tls12 && at + 2 <= end) {
      putScheme(d, at);
      at += 2;
    }
    putOpaque(d, ['handshake.sig_len', 'handshake.sig'], at, 2, end);
  });
};

export const putClientKeyExchange = (d: Dissecting, o: number, end: number, suite: number): void => {
  const layout = LAYOUTS[keyExchangeOf(suite)];
  if (layout === undefined || end === o) return;
  const title = layout.title === 'RSA' ? 'RSA Encrypted PreMaster Secret' : `${layout.title} Client Params`;
  putMark(d, 'handshake.params', o, end, title, () => void steps(d, layout.client, o, end));
};

const steps = (d: Dissecting, all: readonly Step[], o: number, end: number): number => {
  let at = o;
  for (const step of all) if (at >= 0) at = step(d, at, end);
  return at;
};
