/** Building: a packet from words: its layers from the lowest up, values of fields by their filter names, and what it carries. */

import { parseIp4, parseIp6, parseMac } from '../core/address.ts';
import { type Bytes, fromHex, utf8 } from '../core/bytes.ts';
import { UsageError } from '../core/fault.ts';
import { nearest } from '../core/nearest.ts';
import { sayWrong } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack, type Part } from '../wire/build.ts';
import { type Frame, LinkType } from '../wire/frame.ts';
import type { FieldSpec, Layer, Slot } from '../wire/types.ts';
import type { OptionInput } from '../wire/value.ts';
import { linkNames } from './guess-link.ts';

/** Longest frame that capture files and sockets take. */
const LONGEST = 65_535;

/** `ip/udp`, then `ip.dst=10.0.0.2`, `udp.dstport=7`, a flag as `tcp.flags.syn=1`. Lengths, checksums and what names the next layer are worked out where not given. */
export const buildFrame = (words: readonly string[], payload: Bytes): Frame => {
  const [stack = '', ...given] = words;
  const layers = stack.split('/').map(layerNamed);
  const drafts = layers.map((layer): Draft => ({ layer, values: {}, options: [], behind: [] }));
  for (const word of given) assign(word, drafts);
  const bytes = buildStack(drafts.map(partOf), payload);
  if (bytes.length > LONGEST) throw new UsageError('build', sayWrong('bytesInAll', { most: String(LONGEST) }), String(bytes.length));
  const linkType = linkOf(layers[0]);
  return { number: 1, mark: 'L', seconds: Number.NaN, nanos: 0, comments: [], linkType, bytes, original: bytes.length };
};

/** A layer, and what was given for it. */
interface Draft {
  readonly layer: Layer;
  readonly values: Record<string, number | Bytes>;
  readonly options: Record<string, number | Bytes | (number | Bytes)[]>[];
  readonly behind: [key: string, value: number | Bytes][];
}

const partOf = ({ layer, values, options, behind }: Draft): Part => [
  layer,
  options.length === 0 ? values : { ...values, options: options as readonly unknown[] as readonly OptionInput[] },
  behind,
];

/** Fields of a layer that can be given, as they are typed. */
export const buildFields = (layer: Layer): readonly string[] =>
  layer.slots
    .flatMap(({ key, field }) => [`${layer.name}.${key}`, ...Object.keys(field.sub ?? {}).map((sub) => `${layer.name}.${key}.${sub}`)])
    .concat([...optionKeys(layer).keys(), ...Object.keys(layer.behind?.fields ?? {})].map((key) => `${layer.name}.${key}`));

/** What may be given of a layer's options: fields of their values, and the marks of those that have none. */
const optionKeys = ({ options }: Layer): ReadonlyMap<string, GivenOption> => {
  const keys = new Map<string, GivenOption>();
  for (const [number, { mark, fields, repeat }] of Object.entries(options?.kinds ?? {})) {
    const kind = Number(number);
    for (const [key, field] of Object.entries(fields ?? {})) if (!keys.has(key)) keys.set(key, { kind, field, repeats: false });
    for (const [key, field] of Object.entries(repeat ?? {})) if (!keys.has(key)) keys.set(key, { kind, field, repeats: true });
    if (mark && fields === undefined && repeat === undefined && !keys.has(mark)) keys.set(mark, { kind, field: undefined, repeats: false });
  }
  return keys;
};

interface GivenOption {
  readonly kind: number;
  /** Absent: the option has no value. */
  readonly field: FieldSpec | undefined;
  readonly repeats: boolean;
}

const layerNamed = (name: string): Layer => {
  const layer = protocols.byName(name)?.layer;
  if (layer !== undefined && layer.slots.length > 0) return layer;
  const names = protocols.nodes.filter((n) => n.layer.slots.length > 0).map((n) => n.layer.name);
  const near = nearest(name, names);
  throw new UsageError('build', sayWrong('layersOf'), name, near === undefined ? undefined : sayWrong('perhaps', { near }));
};

const linkOf = (lowest: Layer | undefined): number => {
  const link = linkNames().get(lowest?.name ?? '');
  if (link !== undefined) return link;
  if (lowest?.pseudo !== undefined) return LinkType.raw;
  throw UsageError.of('build', sayWrong('noLayerFirst', { name: lowest?.name ?? 'nothing' }), sayWrong('layerBefore'));
};

/** Takes `udp.dstport=7`, for the lowest layer of that name that has no value for it yet. */
const assign = (word: string, drafts: readonly Draft[]): void => {
  const equals = word.indexOf('=');
  if (equals < 1) throw new UsageError('build', sayWrong('fieldValueForm'), word);
  const [name, text] = [word.slice(0, equals), word.slice(equals + 1)];
  const [layerName = ''] = name.split('.');
  const own = drafts.filter(({ layer }) => layer.name === layerName);
  const key = name.slice(layerName.length + 1);
  if (
    own[0] === undefined ||
    !(giveHeader(own, key, text, name) || giveOption(own[0], key, text, name) || giveBehind(own[0], key, text, name))
  )
    throw noField(
      name,
      drafts.map(({ layer }) => layer),
    );
};

const giveHeader = (own: readonly Draft[], key: string, text: string, name: string): boolean => {
  const { slots } = own[0]?.layer ?? { slots: [] };
  const whole = slots.find((slot) => slot.key === key);
  if (whole !== undefined) {
    const draft = own.find(({ values }) => values[key] === undefined) ?? own[0];
    if (draft !== undefined) draft.values[key] = fieldValue(whole.field, text, name);
    return true;
  }
  const slot = slots.find(({ key: of, field }) => key.startsWith(`${of}.`) && Object.hasOwn(field.sub ?? {}, key.slice(of.length + 1)));
  const values = own[0]?.values;
  if (slot === undefined || values === undefined) return false;
  values[slot.key] = Number(values[slot.key] ?? 0) | bitOf(slot, key.slice(slot.key.length + 1), text, name);
  return true;
};

/** A field that the last option of its kind has already begins another one; what repeats is added to it. */
const giveOption = ({ layer, options }: Draft, key: string, text: string, name: string): boolean => {
  const found = optionKeys(layer).get(key);
  if (found === undefined) return false;
  const { kind, field, repeats } = found;
  if (field === undefined) {
    for (let n = numberOf(text, MOST_BARE, name); n > 0; n--) options.push({ kind });
    return true;
  }
  const value = fieldValue(field, text, name);
  const last = options.findLast((option) => option['kind'] === kind && (repeats || option[key] === undefined));
  const option = last ?? { kind };
  if (last === undefined) options.push(option);
  option[key] = repeats ? [...[option[key] ?? []].flat(), value] : value;
  return true;
};
/** Options without a value that there may be of a kind: a header has no more room. */
const MOST_BARE = 40;

const giveBehind = ({ layer, behind }: Draft, key: string, text: string, name: string): boolean => {
  const fields = layer.behind?.fields ?? {};
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (field === undefined) return false;
  behind.push([key, fieldValue(field, text, name)]);
  return true;
};

const noField = (name: string, layers: readonly Layer[]): UsageError => {
  const names = layers.flatMap(buildFields);
  const near = names.find((known) => known.startsWith(name)) ?? nearest(name, names);
  return new UsageError(
    'build',
    sayWrong('fieldOfLayers', { names: names.join(', ') }),
    name,
    near === undefined ? undefined : sayWrong('perhaps', { near }),
  );
};

/** The bits of one part of a field, where they stand in it. */
const bitOf = ({ field }: Slot, sub: string, text: string, name: string): number => {
  let left = field.bits;
  for (const [own, part] of Object.entries(field.sub ?? {})) {
    left -= part.bits;
    if (own === sub) return (namedNumber(part, text) ?? numberOf(text, 2 ** part.bits - 1, name)) * 2 ** left;
  }
  return 0;
};

const fieldValue = (field: FieldSpec, text: string, name: string): number | Bytes => {
  switch (field.show) {
    case 'ip4':
      return wordOf(known(parseIp4(text), sayWrong('ip4As'), text, name));
    case 'ip6':
      return known(parseIp6(text), sayWrong('ip6As'), text, name);
    case 'mac':
      return known(parseMac(text), sayWrong('macAs'), text, name);
    case 'bytes':
      return known(fitting(fromHex(text), field), sayWrong('hexCount', { count: String(field.bits >> 3) }), text, name);
    case 'string':
      return utf8(text);
    default:
      return namedNumber(field, text) ?? numberOf(text, (2 ** field.bits - 1) * (field.scale ?? 1), name);
  }
};

/** What a name of the field's values stands for, however it is written. */
const namedNumber = ({ names }: FieldSpec, text: string): number | undefined => {
  const found = Object.entries(names ?? {}).find(([, name]) => name.toLowerCase() === text.toLowerCase());
  return found && Number(found[0]);
};

const fitting = (bytes: Uint8Array | undefined, { bits }: FieldSpec): Uint8Array | undefined =>
  bytes !== undefined && (bits === 0 || bytes.length === bits >> 3) ? bytes : undefined;

const wordOf = (b: Bytes): number => b.reduce((n, byte) => n * 256 + byte, 0);

const known = <T>(value: T | undefined, expected: Said, got: string, name: string): T => {
  if (value === undefined) throw new UsageError(name, expected, got);
  return value;
};

/** Decimal, or hexadecimal behind 0x. */
const numberOf = (text: string, most: number, name: string): number => {
  const value = /^(\d+|0x[\da-f]+)$/i.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new UsageError(name, sayWrong('zeroTo', { most: String(most) }), text);
  return value;
};
