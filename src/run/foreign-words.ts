/** Foreign words: addresses in the spelling of socat are refused with the whole line to type in their place. */

import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';
import { canAccept, foreignAddress, parseAddress } from '../io/address/address.ts';
import type { SocatAddress } from '../io/address/socat.ts';
import { shellWord } from '../io/program/shell-words.ts';

const LISTEN = 'listen:';
const STANDARD = '-';

/** `command` is what stands before them: `connect`, `link`, `serve echo`. Throws a UsageError where one of the words is socat's. */
export const refuseForeign = (command: string, words: readonly string[]): void => {
  if (isHostAndPort(words)) return;
  const all = words.map((word) => ({ word, meant: foreignAddress(word.startsWith(LISTEN) ? word.slice(LISTEN.length) : word) }));
  const first = all.find(({ meant }) => meant !== undefined);
  if (first === undefined) return;
  const sides = all.map(({ word, meant }): SocatAddress => {
    const own = { address: word.replace(LISTEN, ''), listens: word.startsWith(LISTEN), forks: true, left: [] };
    return meant === undefined ? own : { ...meant, listens: meant.listens || own.listens };
  });
  const left = sides.flatMap((side) => side.left).join(', ');
  const line = sides.find((side) => side.line !== undefined)?.line ?? ['wirecat', ...lineOf(command, sides)].join(' ');
  throw UsageError.of(
    first.word,
    sayWrong('socatForm'),
    left === '' ? sayWrong('type', { line }) : sayWrong('typeWithout', { line, names: left }),
  );
};

const isHostAndPort = (words: readonly string[]): boolean =>
  words.length === 2 && words.every((word) => /^[^:,]+$/.test(word)) && /^\w+$/.test(words[1] ?? '');

const lineOf = (command: string, sides: readonly SocatAddress[]): readonly string[] => {
  const places = sides.filter(({ address }) => address !== STANDARD);
  const [only = sides[0], ...others] = places;
  if (only === undefined) return [command];
  if (others.length > 0)
    return ['link', ...(places.some((side) => side.listens && !side.forks) ? ['-1'] : []), ...places.map(sideOf), ...allowed(places)];
  const at = shellWord(only.address);
  const listens = only.listens || (command === 'listen' && canAccept(parseAddress(only.address)));
  if (!OWN.includes(command)) return [command, at, ...allowed(places)];
  return listens ? ['listen', at, ...(only.forks ? ['-k'] : []), ...allowed(places)] : ['connect', at];
};

/** Commands that go by what is done: all others keep their name. */
const OWN: readonly string[] = ['connect', 'listen', 'link', 'serve'];

const sideOf = ({ address, listens }: SocatAddress): string => shellWord(listens ? `${LISTEN}${address}` : address);

const allowed = (sides: readonly SocatAddress[]): readonly string[] =>
  sides.flatMap(({ allow }) => (allow === undefined ? [] : ['--allow', shellWord(allow)]));
