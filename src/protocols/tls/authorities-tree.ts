/** Names of authorities whose certificates are taken, in the tree (RFC 5246 §7.4.4, RFC 8446 §4.2.4). */
import type { Dissecting } from '../../wire/types.ts';
import { putDistinguishedName } from '../shared/x509/certificate.ts';
import { distinguishedText } from '../shared/x509/names.ts';
import { putLength, putMark } from './vectors.ts';

/** The list whose length is at `o`. */
export const putAuthorities = (d: Dissecting, o: number, end: number): void => {
  const to = putLength(d, 'handshake.dnames_len', o, 2, end);
  if (to <= o + 2) return;
  putMark(d, 'handshake.dnames', o + 2, to, `Distinguished Names (${to - o - 2} bytes)`, () => {
    for (let at = o + 2; at < to && !d.stopped; ) {
      const next = putLength(d, 'handshake.dname_len', at, 2, to);
      if (next < 0) return;
      putAuthority(d, at + 2, next);
      at = next;
    }
  });
};

const putAuthority = (d: Dissecting, o: number, to: number): void => {
  const field = putMark(d, 'handshake.dname', o, to, 'Distinguished Name', () => void putDistinguishedName(d, o, to));
  if (field) field.text = `Distinguished Name: (${distinguishedText(field)})`;
};
