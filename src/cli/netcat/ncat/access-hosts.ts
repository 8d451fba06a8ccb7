/** `--allow`, `--deny` and their files: names are looked up when Ncat starts, and a word that means nothing ends it. */
import { readFileSync } from 'node:fs';
import { parseNetwork } from '../../../core/address.ts';
import { accessList } from '../../../io/accept/access.ts';
import { parseOctetRanges } from '../../../io/accept/octet-ranges.ts';
import { codeOf } from '../../../io/base/errors.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { familyOf } from '../../../io/net/hosts.ts';
import { findHost, type LookUp } from '../name-lookup.ts';
import type { HostWords } from './flags.ts';
import { quit } from './quit.ts';

/** Whether an address may come in. */
export type Admits = (remote: string) => boolean;

/** `complain` gets what is wrong with a word before the Quit is thrown. */
export const readAccess = async (
  lists: { readonly allow: readonly HostWords[]; readonly deny: readonly HostWords[] },
  lookUp: LookUp,
  complain: (text: string) => void,
): Promise<Admits> => {
  const expand = async (list: readonly HostWords[]): Promise<readonly string[]> => {
    const each = [];
    for (const one of list) each.push(await expandList(one, lookUp, complain));
    return each.flat();
  };
  const allow = await expand(lists.allow);
  const deny = await expand(lists.deny);
  // An empty list of those allowed, as `--allow ''` gives, lets nobody in.
  if (lists.allow.length > 0 && allow.length === 0) return () => false;
  return accessList({ allow, deny });
};

/** Words that need no look-up any more. */
const expandList = async (list: HostWords, lookUp: LookUp, complain: (text: string) => void): Promise<readonly string[]> => {
  const words = list.file ? readWords(list.words) : list.words.split(',');
  const expanded: string[] = [];
  for (const word of words.filter((w) => w !== '')) {
    const got = await expandWord(word, lookUp);
    if (typeof got !== 'string') expanded.push(...got);
    else {
      complain(got);
      // The original shows the list up to its first comma.
      throw quit(list.file ? `error in hosts file ${list.words}.` : `error in host specification "${list.words.split(',')[0]}".`);
    }
  }
  return expanded;
};

/** One word a blank or line; what follows a `#` is a comment. */
const readWords = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'utf8').replace(/#.*$/gm, '').split(/\s+/);
  } catch (cause) {
    if (codeOf(cause) === 'EISDIR') return []; // a folder can be opened, and has no words
    throw quit(`can't open ${path}: ${strerror(cause)}.`);
  }
};

/** Addresses and networks, or what is wrong. */
const expandWord = async (word: string, lookUp: LookUp): Promise<readonly string[] | string> => {
  const slash = word.indexOf('/');
  const [host, mask] = slash < 0 ? [word, ''] : [word.slice(0, slash), word.slice(slash)];
  if (mask !== '' && !/^\/\d+$/.test(mask)) return `Error parsing netmask in "${word}".`;
  const scoped = host.includes('%'); // whether there is such an interface, and such an address of it, the look-up says
  if (!scoped && (parseNetwork(word) !== undefined || parseOctetRanges(word) !== undefined)) return [word];
  const ranges = parseOctetRanges(host);
  if (ranges !== undefined && familyOf(host) === undefined) {
    const bits = Number(mask.slice(1));
    if (bits > 32) return tooLong4(word);
    return [ranges.map((octet, i) => widened(octet, bits - 8 * i)).join('.')];
  }
  if (!scoped && familyOf(host) !== undefined) return tooLong(word);
  const found = await findHost(host, lookUp);
  if ('why' in found) return `Error resolving name "${host}": ${found.why}`;
  const networks = found.addresses.map((a) => a.address.replace(/%.*$/, '') + mask); // the original compares addresses, not their zones
  const bad = networks.findIndex((network) => parseNetwork(network) === undefined);
  return bad < 0 ? networks : found.addresses[bad]?.family === 4 ? tooLong4(word) : tooLong(word);
};

const tooLong4 = (word: string): string => `Illegal netmask in "${word}". Must be between 0 and 32.`;

const tooLong = (word: string): string => `Illegal netmask in "${word}". Must be smaller than address bit length.`;

/** All values of an octet whose first `bits` bits are those of one that is in. */
const widened = (octet: ReadonlySet<number>, bits: number): string => {
  const rest = 8 - Math.max(0, Math.min(8, bits));
  const heads = new Set([...octet].map((value) => value >> rest));
  return Array.from({ length: 256 }, (_, value) => value)
    .filter((value) => heads.has(value >> rest))
    .join(',');
};
