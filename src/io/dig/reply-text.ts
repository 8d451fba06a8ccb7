/** A reply of a name server in dig's sections, in records alone, and as JSON. */
import type { DnsMessage, DnsRecord, Question, WholeMessage } from '../../protocols/shared/dns/message.ts';
import { recordText } from '../../protocols/shared/dns/presentation.ts';
import { CLASSES, RCODE_WORDS } from '../../protocols/shared/dns/types.ts';

export interface ShownSections {
  readonly comments: boolean;
  readonly question: boolean;
  readonly answer: boolean;
  readonly authority: boolean;
  readonly additional: boolean;
}

const MARKS = [
  ['qr', 'response'],
  ['aa', 'authoritative'],
  ['tc', 'truncated'],
  ['rd', 'recursionDesired'],
  ['ra', 'recursionAvailable'],
  ['ad', 'authentic'],
  ['cd', 'checkingDisabled'],
] as const;

const OPERATIONS = ['QUERY', 'IQUERY', 'STATUS', 'RESERVED3', 'NOTIFY', 'UPDATE', 'DSO'];

export const statusText = (rcode: number): string => RCODE_WORDS[rcode] ?? `RESERVED${rcode}`;

/** The lines that dig prints of it. */
export const replyLines = (m: WholeMessage, shown: ShownSections): readonly string[] => [
  ...(shown.comments ? headerLines(m) : []),
  ...(shown.question && m.questions.length > 0 ? [...titled('QUESTION', shown), ...m.questions.map(questionLine), ''] : []),
  ...(shown.answer ? sectionLines('ANSWER', m.answers, shown) : []),
  ...(shown.authority ? sectionLines('AUTHORITY', m.authorities, shown) : []),
  ...(shown.additional ? sectionLines('ADDITIONAL', m.additionals, shown) : []),
];

const headerLines = (m: WholeMessage): readonly string[] => {
  const { questions, answers, authorities, additionals, edns, opcode, rcode, id } = m;
  const counts = `QUERY: ${questions.length}, ANSWER: ${answers.length}, AUTHORITY: ${authorities.length}, ADDITIONAL: ${additionals.length + (edns ? 1 : 0)}`;
  return [
    ';; Got answer:',
    `;; ->>HEADER<<- opcode: ${OPERATIONS[opcode] ?? `RESERVED${opcode}`}, status: ${statusText(rcode)}, id: ${id}`,
    `;; flags:${marksOf(m)
      .map((mark) => ` ${mark}`)
      .join('')}; ${counts}`,
    ...(m.recursionDesired && !m.recursionAvailable ? [';; WARNING: recursion requested but not available'] : []),
    '',
    ...(edns
      ? [';; OPT PSEUDOSECTION:', `; EDNS: version: ${edns.version ?? 0}, flags:${edns.dnssec ? ' do' : ''}; udp: ${edns.size}`]
      : []),
  ];
};

const marksOf = (m: DnsMessage): readonly string[] => MARKS.filter(([, key]) => m[key] === true).map(([mark]) => mark);

const titled = (title: string, { comments }: ShownSections): readonly string[] => (comments ? [`;; ${title} SECTION:`] : []);

const sectionLines = (title: string, records: readonly DnsRecord[], shown: ShownSections): readonly string[] =>
  records.length === 0 ? [] : [...titled(title, shown), ...records.map(recordLine), ...(shown.comments ? [''] : [])];

const whole = (name: string): string => (name === '.' ? '.' : `${name}.`);
const classText = (number = 1): string => CLASSES[number] ?? `CLASS${number}`;

/** Columns at 24, 32 and 40, as dig has them. */
const padded = (text: string, to: number): string => {
  const tabs = Math.max(1, Math.ceil((to - text.length) / 8));
  return `${text}${'\t'.repeat(tabs)}`;
};

const questionLine = ({ name, class: own, type }: Question): string => `${padded(`;${whole(name)}`, 32)}${classText(own)}\t${type}`;

export const recordLine = (record: DnsRecord): string =>
  `${padded(whole(record.name), 24)}${record.ttl}\t${classText(record.class)}\t${record.type}\t${recordText(record)}`;

/** What the answers hold, a line each (`+short`). */
export const shortLines = (m: WholeMessage): readonly string[] => m.answers.map(recordText);

export const replyJson = (m: WholeMessage): object => ({
  id: m.id,
  status: statusText(m.rcode),
  flags: marksOf(m),
  ...(m.edns && { edns: { version: m.edns.version ?? 0, size: m.edns.size, dnssec: m.edns.dnssec === true } }),
  question: m.questions.map(({ name, type, class: own }) => ({ name: whole(name), class: classText(own), type })),
  answer: m.answers.map(recordJson),
  authority: m.authorities.map(recordJson),
  additional: m.additionals.map(recordJson),
});

const recordJson = (record: DnsRecord): object => ({
  name: whole(record.name),
  ttl: record.ttl,
  class: classText(record.class),
  type: record.type,
  data: recordText(record),
});
