/** What ICMPv6 reports, asks and announces, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { quotedIn } from '../shared/quoted.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('icmpv6');

export const sentences: Sentences = {
  example: {
    words: 'eth/ipv6/icmpv6 ipv6.src=2001:db8::1 ipv6.dst=2001:db8::2 icmpv6.type=128',
    data: '\0\x01\0\x02ping',
  },
  says: (at) => {
    const { source, target } = at;
    const type = at.number('icmpv6.type');
    if (at.bytes.length < SHORTEST) return say('cut', { source, target });
    if (type === 128 || type === 129) return ping(at, type, { source, target, seq: String(at.number('icmpv6.echo.sequence_number')) });
    if (type < 128) return report(at, type, { source, target });
    if (type >= 133 && type <= 137) return neighbours(at, type);
    if ((type >= 130 && type <= 132) || type === 143) return groups(at, type);
    return other(at, { source, target });
  },
};

/** Of the messages that are told: type, code, checksum and what belongs to the type. */
const ping = (at: Speaking, type: number, slots: { readonly source: string; readonly target: string; readonly seq: string }): Said => {
  if (type === 128) return say('echo', slots);
  return at.has('icmpv6.resptime')
    ? say('echoReplyAfter', { ...slots, time: Math.round(at.number('icmpv6.resptime') * 1000) / 1000 })
    : say('echoReply', slots);
};

const SHORTEST = 8;

// ---- errors ----------------------------------------------------------------------------------------------------------

const report = (at: Speaking, type: number, sides: { readonly source: string; readonly target: string }): Said => {
  const packet = packetOf(at);
  if (type === 1) return say('unreachable', { ...sides, packet, reason: reasonOf(at.number('icmpv6.code')) });
  if (type === 2) return say('tooBig', { ...sides, packet, mtu: at.number('icmpv6.mtu') });
  if (type === 3) return say(at.number('icmpv6.code') === 1 ? 'pieces' : 'expired', { ...sides, packet });
  if (type === 4)
    return say(PROBLEMS[at.number('icmpv6.code')] ?? 'problem', { ...sides, packet, pointer: String(at.number('icmpv6.pointer')) });
  return other(at, sides);
};

const PROBLEMS: Readonly<Record<number, 'noHeader' | 'noOption' | 'noChain'>> = { 1: 'noHeader', 2: 'noOption', 3: 'noChain' };

const other = (at: Speaking, sides: { readonly source: string; readonly target: string }): Said => {
  const name = at.named('icmpv6.type');
  return name === undefined ? say('other', { ...sides, type: String(at.number('icmpv6.type')) }) : say('otherNamed', { ...sides, name });
};

const packetOf = (at: Speaking): Said => {
  const { kind, host, from, to } = quotedIn(at);
  if (kind === 'tcp' || kind === 'udp') return from === '' ? say('any', { host }) : say(kind, { host, from, to });
  return kind === 'anything' ? say('anything') : say(kind, { host });
};

const reasonOf = (code: number): Said => {
  const known = REASONS[code];
  return known === undefined ? say('reason', { code: String(code) }) : say(known);
};
const REASONS = ['noRoute', 'forbidden', 'scope', 'noHost', 'noPort', 'policy', 'rejected', 'badRoute'] as const;

// ---- neighbours and routers --------------------------------------------------------------------------------------------

const neighbours = (at: Speaking, type: number): Said => {
  const { source, target } = at;
  if (type === 133) return say('routers', { source });
  if (type === 134) return router(at, source);
  if (type === 135) return solicitation(at, source, target);
  if (type === 136) return advertisement(at, source, target);
  return say('redirect', {
    source,
    target,
    address: at.text('icmpv6.rd.na.destination_address'),
    gateway: at.text('icmpv6.nd.rd.target_address'),
  });
};

const router = (at: Speaking, source: string): Said => {
  const seconds = at.number('icmpv6.nd.ra.router_lifetime');
  if (seconds === 0) return say('notRouter', { source });
  const prefix = at.text('icmpv6.opt.prefix');
  return prefix === ''
    ? say('router', { source, seconds })
    : say('routerPrefix', { source, seconds, prefix: `${prefix}/${at.number('icmpv6.opt.prefix.length')}` });
};

const solicitation = (at: Speaking, source: string, target: string): Said => {
  const address = at.text('icmpv6.nd.ns.target_address');
  if (source === '::') return say('free', { address });
  if (target === address) return say('stillThere', { source, target });
  return target.startsWith('ff') ? say('who', { source, address }) : say('whoStill', { source, target, address });
};

const advertisement = (at: Speaking, source: string, target: string): Said => {
  const address = at.text('icmpv6.nd.na.target_address');
  if (at.number('icmpv6.nd.na.flag.s') === 0) return say('hereAll', { source, address });
  const mac = at.text('icmpv6.opt.target_linkaddr');
  return mac === '' ? say('hereNoMac', { source, target, address }) : say('here', { source, target, address, mac });
};

// ---- groups ------------------------------------------------------------------------------------------------------------

/** Records that are told each. */
const MOST = 4;

/** Sources that are named say which senders are wanted; to exclude none is to want all (RFC 3810 §5.2.12). */
const recordsOf = (at: Speaking): readonly Said[] => {
  const all = at.texts('icmpv6.mldr.mar.multicast_address');
  const kinds = at.values('icmpv6.mldr.mar.record_type').map(Number);
  const counts = at.values('icmpv6.mldr.mar.nb_sources').map(Number);
  const told = all.slice(0, MOST).map((group, k) => {
    const [kind = 0, count = 0] = [kinds[k], counts[k]];
    if (kind === 2 || kind === 4) return count === 0 ? say('joins', { group }) : say('allBut', { group, count });
    if ((kind === 1 || kind === 3) && count === 0) return say('leaves', { group });
    return kind === 6 ? say('blocks', { group, count }) : say('wants', { group, count });
  });
  return all.length > MOST ? [...told, say('more', { count: all.length - MOST })] : told;
};

/** Of a report about one group and all its senders. */
const onlyRecordOf = (at: Speaking): 'report' | 'done' | undefined => {
  if (at.texts('icmpv6.mldr.mar.multicast_address').length !== 1 || at.number('icmpv6.mldr.mar.nb_sources') !== 0) return undefined;
  const kind = at.number('icmpv6.mldr.mar.record_type');
  return kind === 2 || kind === 4 ? 'report' : kind === 1 || kind === 3 ? 'done' : undefined;
};

const groups = (at: Speaking, type: number): Said => {
  const { source } = at;
  if (type === 143) {
    const told = recordsOf(at);
    const only = source === '::' ? undefined : onlyRecordOf(at);
    if (only !== undefined) return say(only, { source, group: at.text('icmpv6.mldr.mar.multicast_address') });
    return source === '::' ? say('reportNew', { groups: told }) : say('reportMany', { source, groups: told });
  }
  const group = at.text('icmpv6.mld.multicast_address');
  if (type === 130) return group === '::' ? say('query', { source }) : say('queryGroup', { source, group });
  return say(type === 131 ? 'report' : 'done', { source, group });
};
