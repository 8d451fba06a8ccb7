/** What an IPv6 address says of another one: a MAC (RFC 4291 appendix A), or an IPv4 address of a tunnel or of a translator. */
import { type Bytes, u32 as longAt, u16 as wordAt } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

type Side = 'src' | 'dst';

const sided = (side: Side, name: string): Fields => ({
  [`${side}_slaac_mac`]: extra(`${name} SLAAC MAC`, 'mac', { also: ['slaac_mac'] }),
  [`${side}_isatap_ipv4`]: extra(`${name} ISATAP IPv4`, 'ip4', { also: ['isatap_ipv4'] }),
  [`${side}_6to4_gw_ipv4`]: extra(`${name} 6to4 Gateway IPv4`, 'ip4', { also: ['6to4_gw_ipv4'] }),
  [`${side}_6to4_sla_id`]: extra(`${name} 6to4 SLA ID`, 'dec', { also: ['6to4_sla_id'] }),
  [`${side}_ts_ipv4`]: extra(`${name} Teredo Server IPv4`, 'ip4', { also: ['ts_ipv4'] }),
  [`${side}_tc_port`]: extra(`${name} Teredo Port`, 'dec', { also: ['tc_port'] }),
  [`${side}_tc_ipv4`]: extra(`${name} Teredo Client IPv4`, 'ip4', { also: ['tc_ipv4'] }),
  [`${side}_embed_ipv4`]: extra(`${name} Embedded IPv4`, 'ip4', { also: ['embed_ipv4'] }),
});

export const addressFields: Fields = {
  ...sided('src', 'Source'),
  ...sided('dst', 'Destination'),
  embed_ipv4_prefix: extra('Embedded IPv4 Prefix', 'bytes'),
};

export const putInAddress = (d: Dissecting, side: Side, o: number): void => {
  const { b } = d;
  if (b[o] === 0xff || longAt(b, o) === 0) return;
  if (wordAt(b, o) === 0x2002) {
    d.put(`${side}_6to4_gw_ipv4`, o + 2, 4);
    d.put(`${side}_6to4_sla_id`, o + 6, 2);
  } else if (longAt(b, o) === 0x20010000) putTeredo(d, side, o);
  else if (longAt(b, o) === 0x64ff9b && isZero(b, o + 4, o + 12)) {
    d.put('embed_ipv4_prefix', o, 12);
    d.put(`${side}_embed_ipv4`, o + 12, 4);
  }
  putInterface(d, side, o);
};

/** RFC 4380 §4: what the server and its network saw; the client's port and address are inverted. */
const putTeredo = (d: Dissecting, side: Side, o: number): void => {
  d.put(`${side}_ts_ipv4`, o + 4, 4);
  d.put(`${side}_tc_port`, o + 10, 2, wordAt(d.b, o + 10) ^ 0xffff);
  d.put(`${side}_tc_ipv4`, o + 12, 4, ~longAt(d.b, o + 12) >>> 0);
};

/** ISATAP (RFC 5214 §6.1), or a MAC with FF FE in its middle and its universal bit inverted. */
const putInterface = (d: Dissecting, side: Side, o: number): void => {
  const { b } = d;
  if ((longAt(b, o + 8) & ~0x02000000) === 0x5efe) d.put(`${side}_isatap_ipv4`, o + 12, 4);
  else if ((b[o + 8]! & 2) !== 0 && wordAt(b, o + 11) === 0xfffe) d.put(`${side}_slaac_mac`, o + 8, 8, macOf(b, o + 8));
};

const macOf = (b: Bytes, o: number): Bytes => Uint8Array.of(b[o]! ^ 2, b[o + 1]!, b[o + 2]!, b[o + 5]!, b[o + 6]!, b[o + 7]!);

const isZero = (b: Bytes, from: number, to: number): boolean => b.subarray(from, to).every((byte) => byte === 0);
