/** Building: a packet from words: its layers from the lowest up, values of fields by their filter names, and what it carries. */

import { parseIp4, parseIp6, parseMac } from '../core/address.ts';
import { type Bytes, fromHex } from '../core/bytes.ts';
import { UsageError } from '../core/fault.ts';
import { nearest } from '../core/nearest.ts';
import { sayWrong } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack, type Part } from '../wire/build.ts';
import { type Frame, LinkType } from '../wire/frame.ts';
import type { FieldSpec, Layer, Slot } from '../wire/types.ts';
import { linkNames } from './guess-link.ts';

/** Longest frame that capture files and sockets take. */
const LONGEST = 65_535;

/** `ip/udp`, then `ip.dst=10.0.0.2`, `udp.dstport=7`, a flag as `tcp.flags.syn=1`. Lengths, checksums and what names the next layer are worked out where not given. */
export const buildFrame = (words: readonly string[], payload: Bytes): Frame => {
  const [stack = '', ...given] = words;
  const layers = stack.split('/').map(layerNamed);
  const values = layers.map((): Record<string, number | Bytes> => ({}));
  for (const word of given) assign(word, layers, values);
  const bytes = buildStack(
    layers.map((layer, k): Part => [layer, values[k] ?? {}]),
    payload,
  );
  if (bytes.length > LONGEST) throw new UsageError('build', sayWrong('bytesInAll', { most: String(LONGEST) }), String(bytes.length));
  const linkType = linkOf(layers[0]);
  return { number: 1, mark: 'L', seconds: Number.NaN, nanos: 0, comments: [], linkType, bytes, original: bytes.length };
};

/** Fields of a layer that can be given, as they are typed. */
export const buildFields = (layer: Layer): readonly string[] =>
  layer.slots.flatMap(({ key, field }) => [
    `${layer.name}.${key}`,
    ...Object.keys(field.sub ?? {}).map((sub) => `${layer.name}.${key}.${sub}`),
  ]);

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
const assign = (word: string, layers: readonly Layer[], values: readonly Record<string, number | Bytes>[]): void => {
  const equals = word.indexOf('=');
  if (equals < 1) throw new UsageError('build', sayWrong('fieldValueForm'), word);
  const [name, text] = [word.slice(0, equals), word.slice(equals + 1)];
  const [layerName = '', key = '', sub] = name.split('.');
  const own = layers.flatMap((layer, k) => (layer.name === layerName ? [k] : []));
  const slotOf = (k: number): Slot | undefined => layers[k]?.slots.find((s) => s.key === key);
  const place = own.find((k) => slotOf(k) !== undefined && (sub !== undefined || values[k]?.[key] === undefined)) ?? own[0];
  const slot = place === undefined ? undefined : slotOf(place);
  const mine = place === undefined ? undefined : values[place];
  if (slot === undefined || mine === undefined) throw noField(name, layers);
  if (sub === undefined) mine[key] = fieldValue(slot.field, text, name);
  else mine[key] = Number(mine[key] ?? 0) | bitOf(slot, sub, text, name, layers);
};

const noField = (name: string, layers: readonly Layer[]): UsageError => {
  const names = layers.flatMap(buildFields);
  const near = nearest(name, names);
  return new UsageError(
    'build',
    sayWrong('fieldOfLayers', { names: names.join(', ') }),
    name,
    near === undefined ? undefined : sayWrong('perhaps', { near }),
  );
};

/** The bits of one part of a field, where they stand in it. */
const bitOf = ({ field, key }: Slot, sub: string, text: string, name: string, layers: readonly Layer[]): number => {
  let left = field.bits;
  for (const [own, part] of Object.entries(field.sub ?? {})) {
    left -= part.bits;
    if (own === sub) return numberOf(text, 2 ** part.bits - 1, name) * 2 ** left;
  }
  throw noField(`${name.split('.')[0]}.${key}.${sub}`, layers);
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
    default:
      return numberOf(text, (2 ** field.bits - 1) * (field.scale ?? 1), name);
  }
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
