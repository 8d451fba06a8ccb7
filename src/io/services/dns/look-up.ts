/** What zones say to a question (RFC 1034 §4.3.2, RFC 2308, RFC 4592, RFC 6672, RFC 8482). */
import type { DnsRecord, Question } from '../../../protocols/shared/dns/message.ts';
import { keyOf, parentOf, type Sets, type Zone, type Zones } from './zone.ts';

export interface Answer {
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  readonly additionals: readonly DnsRecord[];
}

export const Rcode = { ok: 0, format: 1, failure: 2, noName: 3, notImplemented: 4, refused: 5, badVersion: 16 } as const;

/** CNAMEs and DNAMEs that are followed. */
const MOST_STEPS = 16;

/** Undefined: no zone is about the name. `whole`: ANY means all that is there. */
export const lookUp = (zones: Zones, question: Question, whole: boolean): Answer | undefined => {
  const answers: DnsRecord[] = [];
  let { name } = question;
  for (let step = 0; step < MOST_STEPS; step++) {
    const zone = zones.over(keyOf(name));
    if (zone === undefined) return step === 0 ? undefined : { ...NOTHING, answers };
    const found = findIn(zone, name, question.type);
    if (found.kind === 'referral') return referral(zone, zones, found.records, answers);
    if (found.kind === 'none') return negative(zone, found.rcode, answers);
    if (found.kind === 'records') {
      answers.push(...(question.type === 'ANY' && !whole ? found.records.slice(0, 1) : found.records));
      return { ...NOTHING, answers, additionals: addressesOf(zones, answers) };
    }
    // A circle is told as far as it goes round once.
    const isKnown = answers.some((r) => r.type === 'CNAME' && keyOf(r.name) === keyOf(name));
    if (isKnown) return { ...NOTHING, answers };
    answers.push(...found.records);
    name = found.to;
  }
  return { ...NOTHING, answers };
};

const NOTHING: Answer = { rcode: Rcode.ok, authoritative: true, answers: [], authorities: [], additionals: [] };

type Found =
  | { readonly kind: 'records'; readonly records: readonly DnsRecord[] }
  | { readonly kind: 'alias'; readonly records: readonly DnsRecord[]; readonly to: string }
  | { readonly kind: 'referral'; readonly records: readonly DnsRecord[] }
  | { readonly kind: 'none'; readonly rcode: number };

const findIn = (zone: Zone, name: string, type: string): Found => {
  const key = keyOf(name);
  const cut = cutAbove(zone, key, type);
  if (cut !== undefined) return cut;
  const sets = zone.at(key);
  if (sets !== undefined) return findAt(sets, name, type);
  const redirected = redirect(zone, name);
  if (redirected !== undefined) return redirected;
  const wild = wildcard(zone, key);
  if (wild === undefined) return { kind: 'none', rcode: Rcode.noName };
  return findAt(wild, name, type);
};

/** Records of the name itself; those of a wildcard get the name that was asked for, others keep the case they are in. */
const findAt = (sets: Sets, name: string, type: string): Found => {
  const named = (records: readonly DnsRecord[]): readonly DnsRecord[] => records.map((record) => ({ ...record, name }));
  if (type === 'ANY') {
    const all = [...sets.values()].flat();
    return all.length > 0 ? { kind: 'records', records: named(all) } : { kind: 'none', rcode: Rcode.ok };
  }
  const [alias] = sets.get('CNAME') ?? [];
  const records = sets.get(type);
  if (records !== undefined) return { kind: 'records', records: named(records) };
  if (alias?.type === 'CNAME' && 'data' in alias) return { kind: 'alias', records: named([alias]), to: alias.data.name };
  return { kind: 'none', rcode: Rcode.ok };
};

/** A part of the zone that others answer for; its DS records are still ours (RFC 4035 §3.1.4.1). */
const cutAbove = (zone: Zone, key: string, type: string): Found | undefined => {
  const origin = keyOf(zone.origin);
  let cut: readonly DnsRecord[] | undefined;
  for (let at: string | undefined = key; at !== undefined && at !== origin; at = parentOf(at)) {
    const ns = zone.at(at)?.get('NS');
    if (ns !== undefined && !(at === key && type === 'DS')) cut = ns;
  }
  return cut && { kind: 'referral', records: cut };
};

/** DNAME: a whole part of the tree has another name (RFC 6672). */
const redirect = (zone: Zone, name: string): Found | undefined => {
  const origin = keyOf(zone.origin);
  for (let at = parentOf(keyOf(name)); at !== undefined; at = at === origin ? undefined : parentOf(at)) {
    const [record] = zone.at(at)?.get('DNAME') ?? [];
    if (record?.type !== 'DNAME' || !('data' in record)) continue;
    const kept = name.slice(0, name.length - at.length);
    const to = record.data.name === '.' ? kept.slice(0, -1) : `${kept}${record.data.name}`;
    if (to.length > LONGEST) return { kind: 'records', records: [record] };
    return { kind: 'alias', records: [record, { name, ttl: record.ttl, type: 'CNAME', data: { name: to } }], to };
  }
  return undefined;
};
/** Characters of a name that surely has room on the wire. */
const LONGEST = 250;

/** `*` below the nearest name that is there (RFC 4592 §3.3.1). */
const wildcard = (zone: Zone, key: string): Sets | undefined => {
  const origin = keyOf(zone.origin);
  for (let at = parentOf(key); at !== undefined; at = parentOf(at)) {
    if (zone.at(at) !== undefined) return zone.at(`*.${at}`);
    if (at === origin) return undefined;
  }
  return undefined;
};

const referral = (zone: Zone, zones: Zones, ns: readonly DnsRecord[], answers: readonly DnsRecord[]): Answer => {
  const ds = zone.at(keyOf(ns[0]?.name ?? ''))?.get('DS') ?? [];
  return {
    ...NOTHING,
    authoritative: answers.length > 0,
    answers,
    authorities: [...ns, ...ds],
    additionals: addressesOf(zones, ns),
  };
};

/** The start of the zone says for how long it may be remembered that there is nothing (RFC 2308 §3). */
const negative = ({ soa }: Zone, rcode: number, answers: readonly DnsRecord[]): Answer => {
  if (soa?.type !== 'SOA' || !('data' in soa)) return { ...NOTHING, rcode, answers };
  return { ...NOTHING, rcode, answers, authorities: [{ ...soa, ttl: Math.min(soa.ttl, soa.data.minimum) }] };
};

/** Addresses of the hosts that records name, where a zone has them. */
const addressesOf = (zones: Zones, records: readonly DnsRecord[]): readonly DnsRecord[] => {
  const found = new Map<string, readonly DnsRecord[]>();
  for (const record of records) {
    const key = keyOf(hostOf(record) ?? '.');
    if (key === '.' || found.has(key)) continue;
    const sets = zones.over(key)?.at(key);
    found.set(key, [...(sets?.get('A') ?? []), ...(sets?.get('AAAA') ?? [])]);
  }
  return [...found.values()].flat();
};

const hostOf = (record: DnsRecord): string | undefined => {
  if (!('data' in record)) return undefined;
  if (record.type === 'NS') return record.data.name;
  if (record.type === 'MX') return record.data.exchange;
  if (record.type === 'SRV' || record.type === 'SVCB' || record.type === 'HTTPS') return record.data.target;
  return undefined;
};
