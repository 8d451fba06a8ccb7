/** Names as addresses, with the C library's words where there are none. */

import { gaiStrerror } from '../../../io/host/strerror.ts';
import type { Candidate } from '../../../io/net/happy-eyeballs.ts';
import { familyOf } from '../../../io/net/hosts.ts';

/** What a look-up gave: addresses, or why there are none. */
export type Found = { readonly addresses: readonly Candidate[] } | { readonly why: string };

export interface LookUp {
  /** Only this family. */
  readonly family?: 4 | 6 | undefined;
  /** `-n`: only addresses, no names. */
  readonly numeric?: boolean | undefined;
}

/** All addresses in the system's order. Never rejects. */
export const findHost = async (host: string, { family, numeric }: LookUp): Promise<Found> => {
  const own = familyOf(host);
  if (own !== undefined) {
    if (family !== undefined && own !== family) return { why: gaiStrerror(coded('EAI_ADDRFAMILY')) };
    return { addresses: [{ address: host, family: own }] };
  }
  if (host === '' || (numeric && !looksNumeric(host))) return { why: gaiStrerror(coded('ENOTFOUND')) };
  const { lookup } = await import('node:dns/promises');
  try {
    const found = await lookup(host, { all: true, verbatim: true, family: family ?? 0 });
    return { addresses: found.map((f) => ({ address: f.address, family: f.family === 6 ? 6 : 4 })) };
  } catch (cause) {
    return { why: gaiStrerror(cause) };
  }
};

/** Addresses that inet_aton knows and the RFCs do not: `127.1`, `0x7f.1`, `2130706433`. */
const looksNumeric = (host: string): boolean => /^(0x[\da-f]+|\d+)(\.(0x[\da-f]+|\d+)){0,3}$/i.test(host);

const coded = (code: string): Error => Object.assign(new Error(code), { code });
