/** What each side can do, and what both therefore use: the first of the client's list that the server has, too (RFC 4253 §7.1). */

import { type Bytes, u32 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';

/** Names by what they are for; of the client's direction and of the server's. */
export interface Lists {
  readonly method: readonly string[];
  readonly hostKey: readonly string[];
  readonly cipher: readonly [readonly string[], readonly string[]];
  readonly mac: readonly [readonly string[], readonly string[]];
}

/** Empty where nothing is in both lists. */
export interface Agreed {
  readonly method: string;
  readonly hostKey: string;
  readonly cipher: readonly [client: string, server: string];
  readonly mac: readonly [client: string, server: string];
}

/** Behind length, padding length, code and cookie. */
export const LISTS_AT = 22;

/** Where each of the ten lists begins (with its length) and ends, as far as they are there. */
export const listsAt = (b: Bytes, o: number, end: number): readonly (readonly [from: number, to: number])[] => {
  const found: (readonly [number, number])[] = [];
  for (let at = o + LISTS_AT; found.length < 10 && at + 4 <= end; ) {
    const to = at + 4 + u32(b, at);
    if (to > end) break;
    found.push([at, to]);
    at = to;
  }
  return found;
};

export const readLists = (b: Bytes, o: number, end: number): Lists => {
  const names = listsAt(b, o, end).map(([from, to]) => fromLatin1(b, from + 4, to).split(','));
  const list = (n: number): readonly string[] => names[n] ?? [];
  return { method: list(0), hostKey: list(1), cipher: [list(2), list(3)], mac: [list(4), list(5)] };
};

export const agree = (client: Lists, server: Lists): Agreed => {
  const both = (a: readonly string[], b: readonly string[]): string => a.find((name) => name !== '' && b.includes(name)) ?? '';
  return {
    method: both(client.method, server.method),
    hostKey: both(client.hostKey, server.hostKey),
    cipher: [both(client.cipher[0], server.cipher[0]), both(client.cipher[1], server.cipher[1])],
    mac: [both(client.mac[0], server.mac[0]), both(client.mac[1], server.mac[1])],
  };
};
