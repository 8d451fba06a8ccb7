/** KeyCap: keys as they stand on the keyboard of who reads: `Ctrl K`, `Strg K`. */
import { say } from '../words/say.ts';

const NAMED = { Ctrl: 'control', Home: 'home', End: 'end', Space: 'space', or: 'or' } as const;

const isNamed = (word: string): word is keyof typeof NAMED => word in NAMED;

export const keyText = (keys: string): string => keys.replace(/[A-Za-z]+/g, (word) => (isNamed(word) ? say('caps', NAMED[word]) : word));

export const KeyCap = ({ keys }: { readonly keys: string }) => <kbd>{keyText(keys)}</kbd>;
