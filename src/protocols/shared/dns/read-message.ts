/** Reads a message into plain data. Strict: what is no message of RFC 1035 and its successors is a fault, as a server has to answer it. */
import type { Bytes } from '../../../core/bytes.ts';
import { MessageReader } from './cursor.ts';
import { HEADER } from './header.ts';
import {
  type Dialect,
  type DnsRecord,
  type Edns,
  FLAGS,
  HIGH,
  INTERNET,
  OPT_TYPE,
  type Question,
  type ReadMessage,
  type WholeMessage,
} from './message.ts';
import { OPT, recordType } from './records.ts';
import { STATEFUL } from './stateful.ts';
import { Opcode, typeName } from './types.ts';

/** Reads b[o, end), which is one message and nothing else. */
export const readMessage = (b: Bytes, o = 0, end = b.length, { multicast = false }: Dialect = {}): ReadMessage => {
  const r = new MessageReader(b, o, end);
  const message = readWhole(r, multicast);
  if (r.wrong === undefined && r.left > 0) r.fail(`${r.left} bytes behind the message`);
  if (r.wrong === undefined) return { kind: 'message', message };
  return { kind: 'fault', ...r.wrong, id: end - o >= HEADER ? message.id : undefined };
};

/** The two records that are no records: one of EDNS, at most. */
interface Extension {
  readonly edns: Edns;
  readonly rcode: number;
}

const readWhole = (r: MessageReader, multicast: boolean): WholeMessage => {
  const id = r.number(2);
  const flags = r.number(2);
  const [asked, answered, ruled, added] = [r.number(2), r.number(2), r.number(2), r.number(2)];
  const opcode = (flags >> 11) & 15;
  const head = { id, ...marksOf(flags), opcode, rcode: flags & 15 };
  const none = { questions: [], answers: [], authorities: [], additionals: [] };
  if (opcode === Opcode.stateful) return { ...head, ...none, stateful: STATEFUL.read(r) };
  const questions = repeat(r, asked ?? 0, () => readQuestion(r, multicast));
  const extensions: Extension[] = [];
  const [answers, authorities, additionals] = [answered, ruled, added].map((count) => readRecords(r, count ?? 0, multicast, extensions));
  const [extension, second] = extensions;
  if (second !== undefined) r.fail('two OPT records (RFC 6891 §6.1.1)');
  const sections = { questions, answers: answers ?? [], authorities: authorities ?? [], additionals: additionals ?? [] };
  if (extension === undefined) return { ...head, ...sections };
  return { ...head, ...sections, rcode: (extension.rcode << 4) | head.rcode, edns: extension.edns };
};

type Marks = { -readonly [K in keyof typeof FLAGS]?: boolean };
const marksOf = (flags: number): Marks => {
  const marks: Marks = {};
  for (const [key, bit] of MARKS) if (flags & bit) marks[key] = true;
  return marks;
};
const MARKS = Object.entries(FLAGS) as readonly (readonly [keyof typeof FLAGS, number])[];

const repeat = <T>(r: MessageReader, count: number, read: () => T): readonly T[] => {
  const all: T[] = [];
  while (all.length < count && r.wrong === undefined) all.push(read());
  return all;
};

const readQuestion = (r: MessageReader, multicast: boolean): Question => {
  const name = r.name();
  const type = typeName(r.number(2));
  const number = r.number(2);
  return { name, type, ...classOf(number, multicast), ...(multicast && number & HIGH ? { unicast: true } : {}) };
};

const classOf = (number: number, multicast: boolean): { readonly class?: number } => {
  const own = multicast ? number & ~HIGH : number;
  return own === INTERNET ? {} : { class: own };
};

const readRecords = (r: MessageReader, count: number, multicast: boolean, extensions: Extension[]): readonly DnsRecord[] => {
  const records: DnsRecord[] = [];
  repeat(r, count, () => {
    const name = r.name();
    const type = r.number(2);
    if (type === OPT_TYPE) extensions.push(readExtension(r, name));
    else records.push(readRecord(r, name, type, multicast));
  });
  return records;
};

const readRecord = (r: MessageReader, name: string, type: number, multicast: boolean): DnsRecord => {
  const number = r.number(2);
  const head = { name, type: typeName(type), ...classOf(number, multicast), ttl: r.number(4) };
  const flush = multicast && number & HIGH ? { flush: true } : {};
  const length = r.number(2);
  const known = length === 0 ? undefined : recordType(type);
  return r.within(length, () => {
    const data = known === undefined ? { bytes: r.bytes(r.left) } : { data: known.shape.read(r) };
    if (r.left > 0) r.fail(`${r.left} bytes more than a record ${head.type} can have`);
    return { ...head, ...flush, ...data } as DnsRecord;
  });
};

const DNSSEC = 0x8000;

/** RFC 6891 §6.1.2: class and time to live say other things, and the name is the root. */
const readExtension = (r: MessageReader, name: string): Extension => {
  if (name !== '.') r.fail('an OPT record whose name is not the root');
  const size = r.number(2);
  const rcode = r.number(1);
  const version = r.number(1);
  const flags = r.number(2);
  const { options } = r.within(r.number(2), () => OPT.shape.read(r));
  return {
    rcode,
    edns: { size, ...(version > 0 && { version }), ...(flags & DNSSEC ? { dnssec: true } : {}), ...(options.length > 0 && { options }) },
  };
};
