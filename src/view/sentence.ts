/** Sentence of a frame: what it does, in plain words, from the layers that say most. */
import { type Said, sayer, type Words } from '../core/words.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import { spokenLayer } from '../wire/spoken-layer.ts';
import type * as en from './words/en.ts';

const say = sayer<typeof en.frame>('frame');

/** Messages of one frame that are told each. */
const MOST_MESSAGES = 6;
/** Pieces of one message whose packets are named. */
const MOST_PIECES = 6;

/** The sentences about a frame, the most telling first; in no language yet. */
export const frameSaid = (d: Dissection): readonly Said[] => {
  const own = d.layers.flatMap((l, k) => (l.quoted ? [] : [k]));
  const telling = own.filter((k) => d.layers[k]?.parent === -1).flatMap((k) => tellingOf(d, k));
  const told = telling.slice(0, MOST_MESSAGES).map(({ said }) => said);
  if (telling.length > told.length) told.push(say('more', { count: telling.length - told.length }));
  if (told.length === 0) told.push(nothingSaid(d));
  const beside = own.reverse().flatMap((k) => d.layers[k]?.layer.sentences?.adds?.(spokenLayer(d, k)) ?? []);
  const pieces = telling.slice(0, MOST_MESSAGES).flatMap(({ l }) => piecesOf(d, l));
  return [...told, ...pieces, ...beside, ...faultsOf(d)];
};

/** All of it as text. */
export const frameSentence = (d: Dissection, words: Words): string =>
  frameSaid(d)
    .map((said) => words.text(said))
    .join(' ');

interface Telling {
  readonly said: Said;
  readonly l: Stretch;
}

/** What a layer carries says more than it does. */
const tellingOf = (d: Dissection, k: number): readonly Telling[] => {
  const above = d.layers.flatMap((l, inner) => (l.parent === k && !l.quoted ? tellingOf(d, inner) : []));
  const l = d.layers[k];
  if (above.length > 0 || l === undefined) return above;
  const said = l.layer.sentences?.says?.(spokenLayer(d, k));
  return said === undefined ? [] : [{ said, l }];
};

const nothingSaid = (d: Dissection): Said => {
  const k = d.layers.findLastIndex((l) => !l.quoted);
  if (k < 0) return d.frame.original === 0 ? say('empty') : say('unknown', { count: d.frame.original });
  const { sender, receiver, title } = spokenLayer(d, k);
  return say('carries', { sender, receiver, protocol: title });
};

/** Where a message, not the packet below it, came in several pieces. */
const piecesOf = (d: Dissection, l: Stretch): readonly Said[] => {
  if (l.message === undefined || d.layers[l.parent]?.source === l.source) return [];
  const frames = [...new Set(d.sources[l.source]?.from.map(({ frame }) => frame))];
  if (frames.length < 2) return [];
  const named = frames.length > MOST_PIECES ? [...frames.slice(0, 2), '…', frames.at(-1)] : frames;
  return [say('pieces', { count: frames.length, frames: named.join(', ') })];
};

const faultsOf = (d: Dissection): readonly Said[] => {
  const { bytes, original } = d.frame;
  if (bytes.length < original) return [say('cut', { captured: bytes.length, original })];
  const broken = d.faults.find(({ severity, stretch }) => severity === 'error' && d.layers[stretch]?.quoted === false);
  const protocol = d.layers[broken?.stretch ?? -1]?.layer.title;
  return broken === undefined || protocol === undefined ? [] : [say('broken', { what: say(faultKey(broken.kind), { protocol }) })];
};

type FaultKey = Extract<keyof typeof en.frame, `fault_${string}`>;

/** Faults are told by their kind; their own texts, which stand in the tree, are of one language. */
const faultKey = (kind: string): FaultKey => FAULTS.find((key) => key === `fault_${kind}`) ?? 'fault_other';
const FAULTS: readonly FaultKey[] = [
  'fault_length',
  'fault_malformed',
  'fault_short',
  'fault_option',
  'fault_end',
  'fault_version',
  'fault_host',
  'fault_bad_length',
  'fault_two_lengths',
  'fault_chunk',
  'fault_checksum',
  'fault_coverage',
];
