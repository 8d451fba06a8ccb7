/** Tree: a dissected frame as nested lines in Wireshark's manner: layers, fields, bits of a byte, what was worked out, faults where they are. */
import { hex } from '../core/bytes.ts';
import type { Fault } from '../core/fault.ts';
import { cut, visible, visibleBytes } from '../core/text.ts';
import { secondsText } from '../core/time.ts';
import type { Words } from '../core/words.ts';
import type { Dissection, FrameFault, Source, Stretch } from '../wire/dissection.ts';
import type { Frame, Mark } from '../wire/frame.ts';
import { fieldText } from '../wire/show.ts';
import type { Field } from '../wire/types.ts';
import { faultText } from './fault-text.ts';
import { folded } from './fold.ts';
import { count, type Line, layerRole, line, type Role, span } from './text.ts';

/** One line of a tree and what lies under it. Plain data: also the JSON of the tree. */
export interface TreeNode {
  /** Filter name; `frame` and `data` for what no protocol declares; absent for faults, notes and lines that only group others. */
  readonly name?: string;
  /** Safe text, without the brackets of generated fields. */
  readonly text: string;
  /** What it is there for, where words were asked for. */
  readonly sentence?: string;
  /** Bits of the field in the bytes that hold it: `.... 0101`. */
  readonly bits?: string;
  /** Bytes it stands for, in source `source` of the frame (0: the frame itself). */
  readonly offset?: number;
  readonly length?: number;
  readonly source?: number;
  /** Worked out, not in the bytes. */
  readonly generated?: true;
  /** Set where this node is a fault. */
  readonly severity?: Fault['severity'];
  readonly children?: readonly TreeNode[];
}

/**
 * The nodes of the highest level: the frame, each of its layers, and the bytes that no layer knows. Words say what is wrong, and unless that
 * is all, what each node is there for.
 */
export const treeOf = (d: Dissection, words?: Words, hasSentences = true): readonly TreeNode[] => {
  const nodes = [frameNode(d.frame)];
  for (const [k, l] of d.layers.entries()) nodes.push(layerNode(d, l, k, words));
  if (d.rest) nodes.push(restNode(d.rest, d.sources));
  return words === undefined || !hasSentences ? nodes : nodes.map((node) => spoken(node, words, true));
};

/** With its sentence and those of what lies under it. */
const spoken = (node: TreeNode, words: Words, isLayer: boolean): TreeNode => {
  const name = node.name ?? '';
  const sentence = isLayer ? words.protocol(name) : words.field(name);
  const children = node.children?.map((child) => spoken(child, words, false));
  return { ...node, ...(sentence !== undefined && { sentence }), ...(children !== undefined && { children }) };
};

export interface TreeLook {
  /** False: the highest level alone. */
  readonly expand?: boolean;
  /** Sentences stand under their lines, folded at this many columns. */
  readonly sentences?: number;
}

export const treeLines = (nodes: readonly TreeNode[], options: TreeLook = {}): readonly Line[] => {
  const lines: Line[] = [];
  for (const [k, node] of nodes.entries()) {
    const role: Role = k === 0 || node.name === 'data' ? 'title' : layerRole(k - 1);
    lines.push(line(span(node.text, node.severity ? faultRole(node.severity) : role)));
    lines.push(...sentenceLines(node, 1, options));
    if (options.expand !== false) for (const child of node.children ?? []) addLines(lines, child, 1, options);
  }
  return lines;
};

/** The node of a field, e.g. to mark its bytes in a hex dump. */
export const findNode = (nodes: readonly TreeNode[], name: string): TreeNode | undefined => {
  for (const node of nodes) {
    if (node.name === name) return node;
    const below = node.children && findNode(node.children, name);
    if (below) return below;
  }
  return undefined;
};

/** Between bars, so that they are told from what was in the bytes. */
const sentenceLines = ({ sentence }: TreeNode, depth: number, { sentences }: TreeLook): readonly Line[] => {
  if (sentence === undefined || sentences === undefined) return [];
  const indent = '    '.repeat(depth);
  return folded(sentence, Math.max(30, sentences - indent.length - 2), 0)
    .split('\n')
    .map((text) => line(indent, span(`│ ${text}`, 'dim')));
};

const addLines = (lines: Line[], node: TreeNode, depth: number, look: TreeLook): void => {
  const indent = '    '.repeat(depth);
  if (node.severity) lines.push(line(indent, span(`[${node.text}]`, faultRole(node.severity))));
  else if (node.generated) lines.push(line(indent, span(`[${node.text}]`, 'dim')));
  else lines.push(line(indent, span(node.bits === undefined ? '' : `${node.bits} = `, 'dim'), node.text));
  lines.push(...sentenceLines(node, depth + 1, look));
  for (const child of node.children ?? []) addLines(lines, child, depth + 1, look);
};

const faultRole = (severity: Fault['severity']): Role =>
  severity === 'error' ? 'bad' : severity === 'comment' || severity === 'chat' ? 'dim' : 'warn';

// ---- nodes -----------------------------------------------------------------------------------------------------------

const frameNode = (f: Frame): TreeNode => {
  const size = (n: number): string => `${count(n, 'byte')}`;
  const children: TreeNode[] = f.comments.map((c) => ({ name: 'frame.comment', text: `Comment: ${cut(visible(c), LONGEST)}` }));
  children.push({ text: `Mark: ${f.mark}, ${MARK_TEXT[f.mark]}` });
  if (!Number.isNaN(f.seconds)) children.push({ name: 'frame.time', text: `Arrival Time: ${arrival(f)}` });
  return {
    name: 'frame',
    text: `Frame ${f.number}: ${size(f.original)} on wire (${f.original * 8} bits), ${size(f.bytes.length)} captured (${f.bytes.length * 8} bits)`,
    offset: 0,
    length: f.bytes.length,
    source: 0,
    children,
  };
};

/** `2013-04-29 14:03:11.914380000 UTC`; seconds since 1970 where no calendar reaches. */
const arrival = (f: Frame): string => {
  const date = new Date(f.seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${secondsText(f.seconds, f.nanos)} s since 1970`;
  return `${date.toISOString().slice(0, -5).replace('T', ' ')}.${String(f.nanos).padStart(9, '0')} UTC`;
};

const layerNode = (d: Dissection, l: Stretch, index: number, words: Words | undefined): TreeNode => {
  const faults = new Set(d.faults.filter((f) => f.stretch === index));
  const children = fieldNodes(l.fields, d.sources, faults, words);
  for (const f of faults) children.push(faultNode(f, words));
  return { name: l.layer.name, text: visible(l.heading), offset: l.offset, length: l.length, source: l.source, children };
};

const fieldNodes = (
  fields: readonly Field[],
  sources: readonly Source[],
  faults: Set<FrameFault>,
  words: Words | undefined,
): TreeNode[] => {
  const nodes: TreeNode[] = [];
  for (const f of fields) {
    if (f.spec.hidden) continue;
    nodes.push(fieldNode(f, sources, faults, words));
  }
  return nodes;
};

const fieldNode = (f: Field, sources: readonly Source[], faults: Set<FrameFault>, words: Words | undefined): TreeNode => {
  const children = fieldNodes(f.children, sources, faults, words);
  for (const fault of faults) {
    if (f.generated || fault.source !== f.source || fault.length === 0 || fault.offset < f.offset || fault.offset >= f.offset + f.length)
      continue;
    children.push(faultNode(fault, words));
    faults.delete(fault);
  }
  const bits = bitText(f, sources);
  return {
    ...(f.name === '' ? {} : { name: f.name }),
    text: cut(visible(fieldText(f)), LONGEST),
    ...(bits === undefined ? {} : { bits }),
    ...(f.generated ? { generated: true } : { offset: f.offset, length: f.length, source: f.source }),
    ...(children.length > 0 ? { children } : {}),
  };
};

const faultNode = (f: FrameFault, words: Words | undefined): TreeNode => ({
  text: `${f.layer} ${f.severity}: ${faultText(f, words)}`,
  severity: f.severity,
  ...(f.length > 0 ? { offset: f.offset, length: f.length, source: f.source } : {}),
});

/** Bits that a field takes of its bytes; undefined where it takes all of them. */
const bitText = (f: Field, sources: readonly Source[]): string | undefined => {
  if (f.bits === 0 || f.generated || f.length > 8) return undefined;
  const bytes = sources[f.source]?.bytes;
  if (bytes === undefined) return undefined;
  let s = '';
  for (let k = 0; k < f.length * 8; k++) {
    if (k > 0 && k % 4 === 0) s += ' ';
    s += k < f.bit || k >= f.bit + f.bits ? '.' : ((bytes[f.offset + (k >> 3)] ?? 0) >> (7 - (k & 7))) & 1;
  }
  return s;
};

const restNode = (rest: NonNullable<Dissection['rest']>, sources: readonly Source[]): TreeNode => {
  const bytes = sources[rest.source]?.bytes.subarray(rest.offset, rest.offset + rest.length) ?? new Uint8Array(0);
  const place = { offset: rest.offset, length: rest.length, source: rest.source };
  const shown = hex(bytes.subarray(0, 32)) + (bytes.length > 32 ? '…' : '');
  return {
    name: 'data',
    text: `Data (${count(rest.length, 'byte')})`,
    ...place,
    children: [
      { name: 'data.data', text: `Data: ${shown}`, ...place },
      { name: 'data.text', text: `Text: ${cut(visibleBytes(bytes.subarray(0, LONGEST)), LONGEST)}`, ...place },
      { name: 'data.len', text: `Length: ${rest.length}`, generated: true },
    ],
  };
};

/** What each mark promises, in every view. */
export const MARK_TEXT: Readonly<Record<Mark, string>> = {
  R: 'real: captured from an interface or read from a file',
  S: 'socket: bytes, times, addresses and order of closing are real; segments, sequence numbers, windows and ACKs are inferred',
  L: 'built: every field as it was asked for; it comes from no wire',
  '?': 'unknown: somebody typed or pasted it',
};

const LONGEST = 1024;
