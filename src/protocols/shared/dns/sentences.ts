/** What is asked and answered about names, in plain words; for DNS, mDNS and LLMNR. */
import { ip6Text } from '../../../core/address.ts';
import { type Said, sayer } from '../../../core/words.ts';
import type { Reading, Sentences, Speaking, Who } from '../../../wire/sentence.ts';
import type { en } from './en.ts';
import { Opcode, RCODES, shownType } from './types.ts';

const say = sayer<typeof en>('dns');

/** Records that are told each. */
const MOST = 4;

/** `toAll`: whoever has a name answers. */
export const dnsSentences = (toAll: boolean): Sentences => ({
  ...(!toAll && {
    example: {
      words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=192.0.2.53 udp.srcport=49152 udp.dstport=53',
      data: '\u0012\u0034\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0003www\u0007example\u0003com\u0000\u0000\u0001\u0000\u0001',
    },
  }),
  says: (at) => {
    const sides = { sender: at.sender, receiver: at.receiver };
    const opcode = at.number('dns.flags.opcode');
    const isReply = at.number('dns.flags.response') === 1;
    if (opcode === Opcode.update) return isReply ? say('updated', sides) : say('update', { ...sides, name: at.text('dns.qry.name') });
    if (opcode === NOTIFY)
      return isReply ? say('notified', { sender: sides.sender }) : say('notify', { ...sides, name: at.text('dns.qry.name') });
    if (opcode === Opcode.stateful) return say('stateful', sides);
    if (isReply) return reply(at, sides, toAll);
    return query(at, sides, toAll);
  },
  adds: (at) => (at.number('dns.flags.response') === 1 && at.number('dns.flags.truncated') === 1 ? say('truncated') : undefined),
});
const NOTIFY = 4;

interface Sides {
  readonly sender: Who;
  readonly receiver: Who;
}

// ---- questions -------------------------------------------------------------------------------------------------------

const query = (at: Speaking, sides: Sides, toAll: boolean): Said => {
  const names = at.texts('dns.qry.name');
  const types = at.values('dns.qry.type').map(Number);
  if (names.length === 0) return say(at.number('dns.count.queries') === 0 && at.bytes.length >= HEADER ? 'empty' : 'cut', sides);
  const asked = names.slice(0, MOST).map((name, k) => questionOf(name, types[k] ?? 0));
  const question = names.length > MOST ? [...asked, say('aMore', { count: names.length - MOST })] : asked;
  if (toAll && isGroup(at.target) && types.every((type) => type === ANY) && at.number('dns.count.auth_rr') > 0) return probe(names, sides);
  if (toAll && isGroup(at.target)) return say('queryAll', { sender: sides.sender, question });
  return at.number('dns.retransmission') === 1 ? say('again', { ...sides, question }) : say('query', { ...sides, question });
};

const HEADER = 12;

/** RFC 6762 §8.1: who asks for all of a name and says at once what would belong to it wants the name. */
const probe = (names: readonly string[], { sender }: Sides): Said => {
  const own = [...new Set(names)].filter((name) => addressIn(name) === name);
  return say('probe', { sender, names: (own.length > 0 ? own : names.map(addressIn)).slice(0, MOST) });
};

const questionOf = (name: string, type: number): Said => {
  if (type === PTR && name.startsWith('_')) return say('qService', { name });
  const key = QUESTIONS[type];
  const shown = type === PTR || type === ANY ? shownName(addressIn(name)) : shownName(name);
  return key === undefined ? say('qOther', { name: shown, type: shownType(type) }) : say(key, { name: shown });
};
const [PTR, ANY] = [12, 255];
const QUESTIONS: Readonly<
  Record<number, 'qA' | 'qNS' | 'qCNAME' | 'qSOA' | 'qPTR' | 'qMX' | 'qTXT' | 'qAAAA' | 'qSRV' | 'qHTTPS' | 'qAXFR' | 'qANY'>
> = {
  1: 'qA',
  2: 'qNS',
  5: 'qCNAME',
  6: 'qSOA',
  [PTR]: 'qPTR',
  15: 'qMX',
  16: 'qTXT',
  28: 'qAAAA',
  33: 'qSRV',
  65: 'qHTTPS',
  252: 'qAXFR',
  [ANY]: 'qANY',
};

/** `4.3.2.1.in-addr.arpa` is the address 1.2.3.4, and so with the 32 digits of IPv6. */
const addressIn = (name: string): string => {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/i.exec(name);
  if (found !== null) return found.slice(1).reverse().join('.');
  const six = /^((?:[0-9a-f]\.){32})ip6\.arpa$/i.exec(name)?.[1]?.replaceAll('.', '');
  return six === undefined
    ? name
    : ip6Text(
        Uint8Array.from({ length: 16 }, (_, k) => byteAt(six, 31 - 2 * k)),
        0,
      );
};

/** The digits stand in reverse order. */
const byteAt = (digits: string, at: number): number => Number.parseInt(`${digits[at]}${digits[at - 1]}`, 16);

const isGroup = (address: string): boolean => address.startsWith('ff') || /^2(2[4-9]|3\d)\./.test(address);

// ---- answers -----------------------------------------------------------------------------------------------------------

const reply = (at: Speaking, sides: Sides, toAll: boolean): Said => {
  const records = recordsOf(at);
  const code = codeOf(at, records);
  const name = shownName(at.text('dns.qry.name'));
  if (code === 3) return say('noName', { ...sides, name });
  if (code !== 0) return failure(code, sides);
  const answers = records.slice(0, at.number('dns.count.answers'));
  if (answers.length === 0) return withoutAnswer(at, sides, name, records);
  // Signatures of several keys say the same.
  const told = [...new Map(answers.slice(0, MOST).map((r) => [JSON.stringify(recordSaid(r)), recordSaid(r)])).values()];
  if (answers.length > MOST) told.push(say('aMore', { count: answers.length - MOST }));
  return toAll && isGroup(at.target) ? say('tells', { sender: sides.sender, answer: told }) : say('answer', { ...sides, answer: told });
};

/** EDNS has its higher digits. */
const codeOf = (at: Speaking, records: readonly Reading[]): number =>
  ((records.find((r) => r.has(HIGHER_CODE))?.number(HIGHER_CODE) ?? 0) << 4) | at.number('dns.flags.rcode');
const HIGHER_CODE = 'dns.resp.ext_rcode';

const failure = (code: number, sides: Sides): Said => {
  if (code === 1) return say('format', sides);
  if (code === 2) return say('failed', { ...sides, code: 'SERVFAIL' });
  if (code === 4) return say('notDone', sides);
  return code === 5 ? say('refused', sides) : say('error', { ...sides, code: RCODES[code] ?? String(code) });
};

const withoutAnswer = (at: Speaking, sides: Sides, name: Name, records: readonly Reading[]): Said => {
  const authority = records.slice(0, at.number('dns.count.auth_rr'));
  const servers = authority.filter((r) => r.number('dns.resp.type') === 2);
  if (servers.length > 0 && at.number('dns.flags.authoritative') === 0)
    return say('referral', {
      ...sides,
      name: shownName(servers[0]?.text('dns.resp.name') ?? ''),
      servers: servers.slice(0, MOST).map((r) => r.text('dns.ns')),
    });
  if (at.number('dns.flags.truncated') === 1) return say('noRoom', { ...sides, name });
  return say('noData', { ...sides, name, type: shownType(at.number('dns.qry.type')) });
};

/** Of all sections, in their order. */
const recordsOf = (at: Speaking): readonly Reading[] =>
  at
    .parts()
    .filter(({ name }) => name === '')
    .flatMap((section) => section.parts())
    .filter((entry) => entry.has('dns.resp.type'));

const recordSaid = (r: Reading): Said => {
  const type = r.number('dns.resp.type');
  const plain = r.text('dns.resp.name');
  const name = shownName(plain);
  const [key, field] = RECORDS[type] ?? [];
  const value = field === undefined ? '' : r.text(field);
  if (type === 33 && value !== '') return say('aSRV', { name: plain === '' ? serviceName(r) : name, value, port: r.text('dns.srv.port') });
  if (type === PTR && plain.startsWith('_') && value !== '') return say('aService', { name, value });
  if (type === RRSIG) return say('aSigned', { name, type: r.named('dns.rrsig.type_covered') ?? r.text('dns.rrsig.type_covered') });
  if (key === undefined || value === '') return say('aOther', { name, type: shownType(type) });
  return say(key, { name: type === PTR ? addressIn(plain) : name, value });
};
const RRSIG = 46;

type Name = string | Said;
const shownName = (name: string): Name => (name === '<Root>' ? say('root') : name);

const serviceName = (r: Reading): string => [r.text('dns.srv.service'), r.text('dns.srv.proto'), r.text('dns.srv.name')].join('.');

const RECORDS: Readonly<Record<number, readonly ['aA' | 'aNS' | 'aCNAME' | 'aSOA' | 'aPTR' | 'aMX' | 'aTXT', string]>> = {
  1: ['aA', 'dns.a'],
  2: ['aNS', 'dns.ns'],
  5: ['aCNAME', 'dns.cname'],
  6: ['aSOA', 'dns.soa.mname'],
  [PTR]: ['aPTR', 'dns.ptr.domain_name'],
  15: ['aMX', 'dns.mx.mail_exchange'],
  16: ['aTXT', 'dns.txt'],
  28: ['aA', 'dns.aaaa'],
  33: ['aA', 'dns.srv.target'],
};
