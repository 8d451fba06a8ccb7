/** Names of a reply as the tree that they are: the root on top, a label a level, and at each name its records. */
import type { DnsRecord, WholeMessage } from '../../protocols/shared/dns/message.ts';
import { recordText } from '../../protocols/shared/dns/presentation.ts';

interface Label {
  readonly below: Map<string, Label>;
  readonly records: string[];
}

export const treeOfReply = (m: WholeMessage): readonly string[] => {
  const root: Label = { below: new Map(), records: [] };
  for (const { name } of m.questions) at(root, name);
  for (const record of [...m.answers, ...m.authorities, ...m.additionals]) at(root, record.name).records.push(recordWords(record));
  return ['.', ...linesBelow(root, '')];
};

const recordWords = (record: DnsRecord): string => `${record.type} ${recordText(record)}`;

const at = (root: Label, name: string): Label => {
  let place = root;
  for (const label of labelsOf(name).reverse()) {
    const next = place.below.get(label) ?? { below: new Map(), records: [] };
    place.below.set(label, next);
    place = next;
  }
  return place;
};

/** A dot with a backslash before it belongs to its label. */
const labelsOf = (name: string): string[] => name.match(/(?:\\.|[^.\\])+/g) ?? [];

const linesBelow = ({ below }: Label, indent: string): readonly string[] =>
  [...below].flatMap(([label, own], k) => {
    const isLast = k === below.size - 1;
    const inner = `${indent}${isLast ? '   ' : '│  '}`;
    const [first = '', ...others] = own.records;
    const head = `${indent}${isLast ? '└─' : '├─'} ${label}`;
    const gap = ' '.repeat(label.length + 2);
    return [
      `${head}${first === '' ? '' : `  ${first}`}`,
      ...others.map((record) => `${inner}${own.below.size > 0 ? '│'.padEnd(gap.length) : gap}${record}`),
      ...linesBelow(own, inner),
    ];
  });
