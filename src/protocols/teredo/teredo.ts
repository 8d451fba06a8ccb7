/** Teredo: IPv6 in UDP through address translators, RFC 4380. */
import { u8 as u8At, u16 as u16At, u32 as u32At } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

/** What stands where an IPv6 packet has its version (§5.1.1). */
const [ORIGIN, AUTHENTICATION] = [0, 1];
/** Bytes of the two, those of the second without its texts of variable length. */
const [ORIGIN_BYTES, FIXED, NONCE] = [8, 4, 8];

export const teredo = layer('teredo', {
  title: 'Teredo IPv6 over UDP tunneling',
  spec: 'RFC 4380',
  label: 'Teredo',
  fields: {},
  extras: {
    auth: extra('Teredo Authentication header', 'none'),
    'auth.idlen': extra('Client identifier length'),
    'auth.aulen': extra('Authentication value length'),
    'auth.id': extra('Client identifier', 'bytes'),
    'auth.value': extra('Authentication value', 'bytes'),
    'auth.nonce': extra('Nonce value', 'bytes'),
    'auth.conf': extra('Confirmation byte', 'bytes'),
    orig: extra('Teredo Origin Indication header', 'none'),
    'orig.port': extra('Origin UDP port'),
    'orig.addr': extra('Origin IPv4 address', 'ip4'),
  },
  on: { 'udp.port': 3544 },
  deep: true,
  heading: () => 'Teredo IPv6 over UDP tunneling',
  sentences,
  info: (d) =>
    d.fields.some((f) => f.name === 'teredo.orig')
      ? 'Origin indication'
      : kindAt(d, d.start) === AUTHENTICATION
        ? 'Authentication header'
        : '',
  body: (d) => {
    let o = d.start;
    if (kindAt(d, o) === AUTHENTICATION) o = authentication(d, o);
    if (!d.stopped && kindAt(d, o) === ORIGIN) o = origin(d, o);
    if (d.stopped) return;
    d.header = o;
    d.follow(d.node('ipv6'), o);
  },
});

const kindAt = ({ b, end }: Dissecting, o: number): number | undefined => (o + 2 > end ? undefined : u16At(b, o));

/** RFC 4380 §5.1.1; gives where it ends. */
const authentication = (d: Dissecting, o: number): number => {
  const [id, value] = o + FIXED <= d.end ? [u8At(d.b, o + 2), u8At(d.b, o + 3)] : [0, 0];
  const length = FIXED + id + value + NONCE + 1;
  d.under(d.put('auth', o, Math.min(length, d.end - o)), () => {
    d.put('auth.idlen', o + 2, 1);
    d.put('auth.aulen', o + 3, 1);
    if (id > 0) d.put('auth.id', o + FIXED, id);
    if (value > 0) d.put('auth.value', o + FIXED + id, value);
    d.put('auth.nonce', o + FIXED + id + value, NONCE);
    d.put('auth.conf', o + length - 1, 1);
  });
  return o + length;
};

/** Port and address are turned over, so that no address translator changes them on the way. */
const origin = (d: Dissecting, o: number): number => {
  d.under(d.put('orig', o, Math.min(ORIGIN_BYTES, d.end - o)), () => {
    if (d.has(o + 2, 2)) d.put('orig.port', o + 2, 2, u16At(d.b, o + 2) ^ 0xffff);
    if (d.has(o + 4, 4)) d.put('orig.addr', o + 4, 4, ~u32At(d.b, o + 4) >>> 0);
  });
  return o + ORIGIN_BYTES;
};
