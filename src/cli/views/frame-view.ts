/** One frame on the terminal: what it does in plain words, tree, bytes, bit-rulers, checksums in steps; or all of it as one JSON object. */

import { nearName } from '../../analysis/filter/names.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import { protocols } from '../../protocols/registry.ts';
import { checksumLines, checksumsOf } from '../../view/checksum.ts';
import { folded } from '../../view/fold.ts';
import { frameHex, hexData } from '../../view/hex.ts';
import { layerLines, layersOf } from '../../view/layers.ts';
import { rulerData, rulerLines, wireRulersOf } from '../../view/ruler.ts';
import { frameSentence } from '../../view/sentence.ts';
import { jsonText, type Line, line, span } from '../../view/text.ts';
import { findNode, treeLines, treeOf } from '../../view/tree.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Output } from '../command/output.ts';
import { paint } from '../terminal/paint.ts';

export interface FrameParts {
  readonly rulers: boolean;
  readonly checksums: boolean;
  readonly words: Words;
  /** Under each field what it is there for. */
  readonly sentences: boolean;
  /** How each layer wraps the one above it. */
  readonly layers: boolean;
  /** The field whose bytes are marked in the hex dump. */
  readonly select?: string | undefined;
}

export const showFrame = (out: Output, d: Dissection, parts: FrameParts): void => out.write(frameText(out, d, parts));

/** All of it as text for an output. */
export const frameText = (out: Output, d: Dissection, parts: FrameParts): string => {
  const { columns } = out;
  const tree = treeOf(d, parts.words, parts.sentences);
  const selected = parts.select === undefined ? undefined : placeOf(tree, parts.select);
  const brackets = !out.style.on;
  const lines = [
    ...sentenceLines(d, parts.words, columns),
    ...(parts.layers ? [[], ...layerLines(layersOf(d), parts.words)] : []),
    [],
    ...treeLines(tree, { sentences: columns }),
    [],
    ...frameHex(d, { brackets, ...(selected && { selected }) }),
  ];
  if (parts.rulers) for (const ruler of wireRulersOf(d)) lines.push([], ...rulerLines(ruler, { columns }));
  if (parts.checksums) lines.push(...checksumBlock(d, parts.words));
  return lines.map((l) => `${paint(l, out.style)}\n`).join('');
};

const sentenceLines = (d: Dissection, words: Words, columns: number): readonly Line[] =>
  folded(frameSentence(d, words), columns, 0)
    .split('\n')
    .map((text) => line(text));

/** All of it in one line of JSON. */
export const frameJsonText = (d: Dissection, words: Words): string =>
  jsonText({
    frame: d.frame.number,
    mark: d.frame.mark,
    sentence: frameSentence(d, words),
    wrapped: layersOf(d),
    tree: treeOf(d, words),
    ...hexData(d),
    rulers: rulerData(d),
    checksums: checksumsOf(d),
  });

const checksumBlock = (d: Dissection, words: Words): readonly Line[] => {
  const works = checksumsOf(d, undefined, words);
  if (works.length === 0) return [[], line(span(words.text({ area: 'checksum', key: 'none', slots: {} }), 'dim'))];
  return works.flatMap((work) => [[], ...checksumLines(work, words)]);
};

const placeOf = (tree: ReturnType<typeof treeOf>, name: string): { source: number; offset: number; length: number } => {
  const node = findNode(tree, name.toLowerCase());
  if (node !== undefined) {
    const { source = 0, offset, length } = node;
    if (offset !== undefined && length !== undefined) return { source, offset, length };
    throw new UsageError('--select', sayWrong('fieldInBytes'), name, sayWrong('workedOut'));
  }
  const near = nearName(protocols, name);
  if (protocols.named(name) === undefined)
    throw new UsageError('--select', near === undefined ? sayWrong('fieldListed') : sayWrong('words', { words: near }), name);
  throw new UsageError('--select', sayWrong('fieldOfFrame'), name, sayWrong('inAnother'));
};
