/** fieldWords: names of fields and protocols for the shell: up to the next dot, and whole where nothing else is left. */
import { filterNames, knownName } from '../../analysis/filter/names.ts';
import { protocols } from '../../protocols/registry.ts';

/** A line `WORD<tab>WHAT` a candidate, as all candidates of `wirecat complete`. */
export const fieldWords = (typed: string, before: string): string => {
  const found = filterNames(protocols).filter((name) => name.startsWith(typed.toLowerCase()));
  const many = found.length > MANY;
  const words = new Map<string, string>();
  for (const name of found) {
    const dot = name.indexOf('.', typed.length);
    if (!many || dot < 0) words.set(name, titleOf(name));
    else if (!words.has(name.slice(0, dot + 1))) words.set(name.slice(0, dot + 1), '');
  }
  return [...words].map(([word, says]) => `${before}${word}\t${says}\n`).join('');
};

/** More names than these are shown by their beginnings. */
const MANY = 60;

const titleOf = (name: string): string => knownName(protocols, name)?.spec?.title ?? protocols.byName(name)?.layer.title ?? '';
