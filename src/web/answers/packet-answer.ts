/** Packet answer: one frame in full: its layers, bits, tree, bytes, checksums, and a sentence. */
import { hexNumber } from '../../core/bytes.ts';
import { visible } from '../../core/text.ts';
import type { Words } from '../../core/words.ts';
import { filterOfNode } from '../../view/browse/field-filter.ts';
import { type ChecksumWork, checksumsOf, verdictText } from '../../view/checksum.ts';
import { faultText } from '../../view/fault-text.ts';
import { rowOf } from '../../view/rows.ts';
import { type RulerBox, rulersOf } from '../../view/ruler.ts';
import { segmentOf } from '../../view/segment.ts';
import { type TreeNode, treeOf } from '../../view/tree.ts';
import type { Dissection, Stretch } from '../../wire/dissection.ts';
import type { Registry } from '../../wire/types.ts';
import { base64 } from '../messages/base64.ts';
import {
  type Level,
  MOST_BYTES,
  type Packet,
  type PacketBox,
  type PacketChecksum,
  type PacketLayer,
  type PacketNode,
} from '../messages/packet.ts';
import { isInferred } from './inferred.ts';
import type { Looked } from './looked.ts';
import { faultOf, rowWords, secondsAfter } from './plain.ts';
import { sideOf } from './row-answer.ts';
import { sentenceOf } from './sentence.ts';

export const packetAnswer = (b: Looked, r: Registry, words: Words, number: number): Packet => {
  const whole = wholeIn(b, number);
  const d = b.dissect(number);
  const c = b.conversationOf(number);
  const segment = segmentOf(d);
  const { source, destination, protocol, info } = rowOf(d, b.first);
  const side = segment === undefined ? -1 : sideOf(segment, c);
  return {
    number,
    mark: d.frame.mark,
    seconds: secondsAfter(d.frame, b.first),
    length: d.frame.original,
    captured: d.frame.bytes.length,
    protocol,
    info,
    label: segment === undefined ? '' : rowWords(segment, words).label,
    side,
    hosts: segment === undefined ? [source, destination] : [segment.from, segment.to],
    conversation: c?.place ?? -1,
    before: b.before(number) ?? 0,
    after: b.after(number) ?? 0,
    sentence: sentenceOf(d, segment, words, whole),
    layers: layersOf(d, words),
    tree: nodesOf(r, d, words),
    sources: d.sources.map((s) => ({
      name: s.name,
      bytes: base64(s.bytes.subarray(0, MOST_BYTES)),
      length: s.bytes.length,
      frames: [...new Set(s.from.map((o) => o.frame))].slice(0, 100),
    })),
    checksums: checksumsOf(d, undefined, words).map((work) => checksumAnswer(work, words)),
    comments: d.frame.comments.map(visible),
    faults: [faultOf(d, words), ...d.faults.map((f) => `⚠ ${faultText(f, words)}`)].filter(
      (text, k, all) => text !== '' && all.indexOf(text) === k,
    ),
  };
};

/** Packets of a conversation that are looked at for the end of a message. */
const MOST_AHEAD = 64;

/** The packet with which the message is whole that this one carries a piece of; 0 where it carries none, or its end is far off or not there. */
const wholeIn = (b: Looked, number: number): number => {
  const d = b.dissect(number);
  if (d.rest !== undefined || pieceOf(d) === undefined) return 0;
  for (let next = b.after(number), k = 0; next !== undefined && k < MOST_AHEAD; next = b.after(next), k++)
    if (b.dissect(next).sources.some(({ from }) => from.some(({ frame }) => frame === number))) return next;
  return 0;
};

// ---- layers ----------------------------------------------------------------------------------------------------------

const layersOf = (d: Dissection, words: Words): readonly PacketLayer[] => {
  const levels = levelsOf(d.layers);
  const rulers = rulersOf(d);
  let nth = 0;
  const layers = d.layers.map((l, k): PacketLayer => {
    const hasRuler = l.length > 0 && l.fields.length > 0;
    const boxes = hasRuler ? (rulers[nth++]?.boxes ?? []) : [];
    return {
      name: l.layer.name,
      short: visible(l.label),
      title: visible(l.layer.title),
      spec: l.layer.spec,
      level: levels[k] ?? 'data',
      source: l.source,
      offset: l.offset,
      length: l.length,
      faults: d.faults.filter((f) => f.stretch === k && f.severity !== 'chat').map((f) => faultText(f, words)),
      boxes: boxes.map((box) => boxAnswer(box, k, isTold(d, levels[k]) ? undefined : l)),
    };
  });
  const rest = d.rest ?? pieceOf(d);
  return rest === undefined ? layers : [...layers, restLayer(rest)];
};

/** What a segment carries of a message that it does not complete. */
const pieceOf = ({ layers }: Dissection): Dissection['rest'] => {
  const k = layers.findLastIndex((l) => l.source === 0 && !l.quoted && l.length > 0);
  const top = layers[k];
  const start = top === undefined ? 0 : top.offset + top.length;
  if (top?.layer.transport === undefined || top.end <= start) return undefined;
  return { source: 0, offset: start, length: top.end - start };
};

const restLayer = ({ source, offset, length }: NonNullable<Dissection['rest']>): PacketLayer => ({
  name: 'data',
  short: 'Data',
  title: 'Data',
  spec: '',
  level: 'data',
  source,
  offset,
  length,
  faults: [],
  boxes: [],
});

/** From outside in: below the addresses of the network, at them, the transport, and what is above. */
const levelsOf = (layers: readonly Stretch[]): readonly Level[] => {
  let level: Level = 'link';
  return layers.map(({ layer }) => {
    if (layer.transport !== undefined) level = 'transport';
    else if (layer.addresses?.kind === 4 || layer.addresses?.kind === 6) level = 'network';
    else if (level === 'network') level = 'transport';
    else if (level === 'transport') level = 'data';
    return level;
  });
};

/** Captured, or written by a program: only what carries that is worked out from socket calls. */
const isTold = ({ frame }: Dissection, level: Level = 'data'): boolean => frame.mark !== 'S' || level === 'data';

/** `made`: the layer, where it was worked out from what sockets told. */
const boxAnswer = ({ name, title, key, value, short, bit, bits }: RulerBox, k: number, made: Stretch | undefined): PacketBox => ({
  field: name === '' ? '' : `${k}:${name}`,
  title,
  short: bits >= 3 && title.length * 2 <= bits * 3 ? title : isAbbreviation(key, title) ? key.toUpperCase() : bits < 3 ? key : asTitle(key),
  value: value.length > bits * 2 ? short : value,
  bit,
  bits,
  isInferred: made !== undefined && name !== '' && isInferred(made, name, value !== '0' && value !== 'false'),
});

/** `dscp`, `ecn`: no word of the title begins so. */
const isAbbreviation = (key: string, title: string): boolean =>
  /^\w{1,4}$/.test(key) && !key.includes('_') && !title.split(' ').some((part) => part.toLowerCase().startsWith(key));

const asTitle = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ');

// ---- tree ------------------------------------------------------------------------------------------------------------

const nodesOf = (r: Registry, d: Dissection, words: Words): readonly PacketNode[] =>
  treeOf(d, words).map((node, k) => nodeAnswer(r, d, node, k === 0 ? 'frame' : node.name === 'data' ? 'data' : String(k - 1), 0));

const MOST_DEPTH = 24;

const nodeAnswer = (r: Registry, d: Dissection, node: TreeNode, at: string, depth: number): PacketNode => ({
  field: node.name === undefined ? '' : `${at}:${node.name}`,
  name: node.name ?? '',
  text: node.text,
  bits: node.bits ?? '',
  offset: node.offset ?? -1,
  length: node.length ?? 0,
  source: node.source ?? 0,
  isGenerated: node.generated === true,
  severity: node.severity ?? '',
  about: node.sentence ?? '',
  filter: (depth > 0 && filterOfNode(r, d, node)) || '',
  children: depth > MOST_DEPTH ? [] : (node.children ?? []).map((child) => nodeAnswer(r, d, child, at, depth + 1)),
});

// ---- checksums -------------------------------------------------------------------------------------------------------

const checksumAnswer = (work: ChecksumWork, words: Words): PacketChecksum => ({
  layer: work.layer,
  title: work.title,
  found: word(work.found),
  groups: work.groups.map((g) => ({
    title: g.title,
    rows: g.rows.slice(0, 200).map((row) => ({
      words: row.words.map((w, i) => (i === row.checksumAt ? '----' : word(w))).join(' '),
      sum: row.sum.toString(16),
      total: row.total.toString(16),
    })),
  })),
  folds: work.folds.map((f) => `${f.carries.toString(16)} + ${word(f.rest)} = ${f.sum.toString(16)}`),
  complement: word(work.complement),
  verdict: work.verdict,
  says: verdictText(work.verdict, words),
  note: work.note,
});

const word = (n: number): string => hexNumber(n, 4).slice(2);
