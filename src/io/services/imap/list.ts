/** LIST and LSUB: which folders a pattern names, and what they are for (RFC 3501 §6.3.8, RFC 6154). */
import { SEPARATOR, type Spool } from '../../mail/spool.ts';

const USES: Readonly<Record<string, string>> = {
  Archive: '\\Archive',
  Drafts: '\\Drafts',
  Junk: '\\Junk',
  Sent: '\\Sent',
  Trash: '\\Trash',
};

export const listFolders = (spool: Spool, verb: 'LIST' | 'LSUB', reference: string, pattern: string): readonly string[] => {
  if (pattern === '') return verb === 'LIST' ? [`* LIST (\\Noselect) "${SEPARATOR}" ""`] : [];
  const fits = matcher(reference + pattern);
  const there = spool.folders();
  const names = verb === 'LIST' ? there : spool.subscribed();
  const above = parents(names).filter((name) => !names.includes(name));
  return [...names, ...(verb === 'LIST' || pattern.includes('%') ? above : [])]
    .filter(fits)
    .sort((a, b) => Number(b === 'INBOX') - Number(a === 'INBOX') || (a < b ? -1 : 1))
    .map((name) => `* ${verb} (${attributes(name, there, names).join(' ')}) "${SEPARATOR}" "${name.replace(/["\\]/g, '\\$&')}"`);
};

/** Names that folders have above them, where these are no folders themselves. */
const parents = (names: readonly string[]): readonly string[] => {
  const found = new Set<string>();
  for (const name of names) {
    const parts = name.split(SEPARATOR);
    for (let n = 1; n < parts.length; n++) found.add(parts.slice(0, n).join(SEPARATOR));
  }
  return [...found];
};

const attributes = (name: string, there: readonly string[], names: readonly string[]): readonly string[] => {
  const hasChildren = there.some((other) => other.startsWith(name + SEPARATOR));
  const isThere = there.includes(name) && names.includes(name);
  return [
    ...(isThere ? [] : ['\\Noselect']),
    hasChildren ? '\\HasChildren' : '\\HasNoChildren',
    ...(USES[name] === undefined ? [] : [USES[name]]),
  ];
};

/** `%` stands for anything within a name, `*` for anything at all. INBOX is one name in any case. */
const matcher = (pattern: string): ((name: string) => boolean) => {
  const wanted = pattern.replace(/\*+/g, '*').replace(/%+/g, '%');
  return (name) => fitsFrom(name === 'INBOX' ? wanted.toUpperCase() : wanted, name, 0, 0, new Set());
};

/** Each place in both is tried once. */
const fitsFrom = (pattern: string, name: string, p: number, n: number, tried: Set<number>): boolean => {
  const place = p * (name.length + 1) + n;
  if (tried.has(place)) return false;
  tried.add(place);
  if (p === pattern.length) return n === name.length;
  const c = pattern.charAt(p);
  if (c !== '*' && c !== '%') return c === name.charAt(n) && fitsFrom(pattern, name, p + 1, n + 1, tried);
  if (fitsFrom(pattern, name, p + 1, n, tried)) return true;
  return n < name.length && (c === '*' || name.charAt(n) !== SEPARATOR) && fitsFrom(pattern, name, p, n + 1, tried);
};
