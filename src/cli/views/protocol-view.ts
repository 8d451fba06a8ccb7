/** A protocol explained: what it is for, a packet that shows it with the bit-ruler, and a sentence for each of its fields. */

import { type Bytes, fromHex } from '../../core/bytes.ts';
import type { Words } from '../../core/words.ts';
import { latin1Bytes } from '../../protocols/shared/text.ts';
import { buildFrame } from '../../run/building.ts';
import { FrameLoop } from '../../run/frames.ts';
import { folded } from '../../view/fold.ts';
import { declaredRuler, type Ruler, rulerLines, rulersOf } from '../../view/ruler.ts';
import { frameSentence } from '../../view/sentence.ts';
import { jsonText, type Line, line, span } from '../../view/text.ts';
import { type TreeNode, treeLines, treeOf } from '../../view/tree.ts';
import { specsOf } from '../../wire/names.ts';
import type { Example } from '../../wire/sentence.ts';
import type { Layer } from '../../wire/types.ts';
import type { Output } from '../command/output.ts';
import { putLines } from '../terminal/paint.ts';

interface Shown {
  readonly about: string | undefined;
  readonly sentence: string | undefined;
  readonly rulers: readonly Ruler[];
  readonly nodes: readonly TreeNode[];
}

export const showProtocol = (out: Output, layer: Layer, words: Words, json: boolean): void => {
  const shown = exampleOf(layer, words) ?? declaredOf(layer, words);
  if (json) out.line(jsonText({ protocol: layer.name, title: layer.title, spec: layer.spec, ...shown }));
  else putLines(out, linesOf(layer, shown, words, out.columns));
};

/** From the example that the declaration names; the innermost layer of that name. */
const exampleOf = (layer: Layer, words: Words): Shown | undefined => {
  const example = layer.sentences?.example;
  if (example === undefined) return undefined;
  const frame = buildFrame(example.words.split(' '), payloadOf(example));
  const { d } = new FrameLoop({ verify: true, showSecrets: true }).one(frame);
  const nodes = treeOf(d, words).filter(({ name }) => name === layer.name);
  const rulers = rulersOf(d).filter(({ title }) => title.startsWith(`${layer.title},`));
  return { about: words.protocol(layer.name), sentence: frameSentence(d, words), rulers: rulers.slice(0, 1), nodes: nodes.slice(0, 1) };
};

const payloadOf = ({ data = '', hex = '' }: Example): Bytes => (hex === '' ? latin1Bytes(data) : (fromHex(hex) ?? new Uint8Array(0)));

const declaredOf = (layer: Layer, words: Words): Shown => ({
  about: words.protocol(layer.name),
  sentence: undefined,
  rulers: layer.slots.length === 0 ? [] : [declaredRuler(layer)],
  nodes: [{ name: layer.name, text: `${layer.title} (${layer.spec})`, children: fieldNodes(layer, words) }],
});

/** Every field that has a sentence. */
const fieldNodes = (layer: Layer, words: Words): readonly TreeNode[] =>
  [...specsOf(layer)].flatMap(([key, spec]) => {
    const name = spec.as ?? `${layer.name}.${key}`;
    const sentence = words.field(name);
    return sentence === undefined ? [] : [{ name, text: `${spec.title} (${name})`, sentence }];
  });

const linesOf = (layer: Layer, { about, sentence, rulers, nodes }: Shown, words: Words, columns: number): readonly Line[] => {
  const said = (key: string): Line => [span(words.text({ area: 'explain', key, slots: {} }), 'dim')];
  const text = (whole: string): readonly Line[] =>
    folded(whole, columns, 0)
      .split('\n')
      .map((part) => line(part));
  const withRuler = rulers.flatMap((ruler): readonly Line[] => [...rulerLines(ruler, { columns }), []]);
  return [
    line(span(`${layer.title} (${layer.spec})`, 'title')),
    ...(about === undefined ? [] : text(about)),
    [],
    ...(sentence === undefined ? [] : [said('example'), ...text(sentence), []]),
    ...withRuler,
    // What the protocol is for stands above.
    ...treeLines(
      nodes.map(({ sentence: _, ...node }) => node),
      { sentences: columns },
    ),
  ];
};
