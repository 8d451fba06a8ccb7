/**
 * Address: the text of an endpoint and of the overlays that lie on it, parsed, printed, opened.
 *
 * `tcp:host:80`, `tls:tcp:host:443?sni=x`, `ws:tls:host:443`, `rate:100k:tcp:host:80`, `tcp://host:80`; bare `host:port`, `:port` and
 * `port` are TCP, `-` is stdio. The overlay written first lies on top.
 */

import { IoError, quote, UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayTrouble, sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { AcceptQueue } from '../accept/accept-queue.ts';
import { passing } from '../accept/passing.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { withDeadline } from '../base/deadline.ts';
import type { AcceptOptions, EndpointType, Listener, OpenOptions, OverlayType } from '../base/endpoint.ts';
import { abortReason, ioError } from '../base/errors.ts';
import { checkOptions, formatOptions, NO_OPTIONS, type Options, parseOptions, splitOptions } from '../base/options.ts';
import type { Tap } from '../base/tap.ts';
import { TryAgain } from '../base/try-again.ts';
import { endpoints } from '../endpoints/index.ts';
import { overlays } from '../overlays/index.ts';
import { type SocatAddress, socatAddress } from './socat.ts';

/** Data only. `at` and `options` are what their types parsed. */
export interface Address {
  readonly endpoint: EndpointType;
  readonly at: unknown;
  /** Outermost first. */
  readonly overlays: readonly Overlaid[];
}

export interface Overlaid {
  readonly type: OverlayType;
  readonly options: unknown;
}

/** The kinds to choose from; the registries, unless a test brings its own. */
export interface Kinds {
  readonly endpoints: readonly EndpointType[];
  readonly overlays: readonly OverlayType[];
}

const KINDS: Kinds = { endpoints, overlays };

/** Throws a UsageError that says where and what to write instead. */
export const parseAddress = (text: string, kinds: Kinds = KINDS): Address => {
  const layers: { type: OverlayType; words: readonly string[]; options: Options }[] = [];
  let rest = text;
  for (;;) {
    const head = overlayHead(rest, kinds);
    if (head === undefined) break;
    if (head.url !== undefined) {
      rest = head.url;
      continue;
    }
    const { words, after } = takeWords(head.after, head.type, text);
    layers.push({ type: head.type, words, options: head.options === '' ? NO_OPTIONS : parseOptions(head.options, text) });
    rest = after;
  }
  const { endpoint, at, unclaimed } = parseEndpoint(
    rest,
    layers.map((l) => l.type),
    text,
    kinds,
  );
  const wrong = endpoint.framing === 'datagram' ? layers.find(({ type }) => type.onStreamOnly === true) : undefined;
  if (wrong !== undefined) throw new UsageError(text, sayWrong('streamBelow', { scheme: wrong.type.scheme }), `${endpoint.scheme}:`);
  const done = layers.map(({ type, words, options }) => {
    const all = claim(type, options, unclaimed);
    checkOptions(all, type.options, text);
    return { type, options: type.parse(words, all, text) };
  });
  return { endpoint, at, overlays: done };
};

/** The address as text; parsing it gives the same address. */
export const printAddress = (address: Address): string =>
  address.overlays.map((o) => o.type.print(o.options)).join('') + printBottom(address);

/** A path that starts with two slashes gets two more: those after a scheme count for nothing (`tcp://host:80`). */
const printBottom = (address: Address): string => address.endpoint.print(address.at).replace(/^([a-z0-9-]+:)(?=\/\/)/, '$1//');

/** The same place, where nothing that lies on it verifies who is there. */
export const insecureAddress = (address: Address): Address => ({
  ...address,
  overlays: address.overlays.map((o) => (o.type.insecure === undefined ? o : { ...o, options: o.type.insecure(o.options) })),
});

export const canAccept = (address: Address): boolean => address.endpoint.accept !== undefined;

/** How often a place is opened anew because an overlay has asked for it. */
const MOST_TRIES = 3;

/** Opens the endpoint and lays the overlays on it, from below. */
export const openAddress = async (address: Address, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  for (let tries = 1; ; tries++) {
    const channel = await address.endpoint.open(address.at, options, signal).catch(withSpoken(address));
    if (options.wire !== undefined) channel.ledger.watch(options.wire, channel.facts);
    try {
      if (address.overlays.length === 0) return channel;
      const limit = handshakeLimit(printAddress(address), options.handshakeTimeout);
      return await withDeadline(limit.ms, limit.late, signal, (limited) => wrapAll(address, channel, 'initiator', limited));
    } catch (cause) {
      if (!(cause instanceof TryAgain)) throw cause;
      if (tries === MOST_TRIES)
        throw new IoError(printAddress(address), 'EAGAIN', `not let in after ${MOST_TRIES} tries: ${cause.message} (EAGAIN)`);
    }
  }
};

/** A refusal, with what a listener there would have to speak. */
const withSpoken =
  ({ overlays: on }: Address) =>
  (cause: unknown): never => {
    const behind = on.findLastIndex(({ type }) => type.peer === 'proxy');
    const over = on.slice(behind + 1).flatMap(({ type }) => (type.peer === 'same' ? [`${type.scheme}:`] : []));
    if (over.length === 0 || !(cause instanceof IoError) || cause.at?.by !== 'system') throw cause;
    const { place, code, message, said, at } = cause;
    throw new IoError(place, code, said ?? message.slice(place.length + 2), cause.cause, { ...at, over: over.join('') });
  };

/** Listens; each channel comes out when its overlays have done their handshakes, which go on side by side. */
export const acceptAddress = async (address: Address, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  const { endpoint, at } = address;
  if (endpoint.accept === undefined)
    throw new UsageError(printAddress(address), sayWrong('canListen'), `${endpoint.scheme}:`, sayWrong('openOnly'));
  for (const { type, options: own } of address.overlays) await type.ready?.(own, printAddress(address));
  const accepted = await endpoint.accept(at, options, signal);
  const below = options.wire === undefined ? accepted : watched(accepted, options.wire);
  return address.overlays.length === 0 ? below : wrapListener(address, below, options, signal);
};

const HANDSHAKE_TIMEOUT = 10_000;

const handshakeLimit = (place: string, ms = HANDSHAKE_TIMEOUT): { readonly ms: number; readonly late: () => IoError } => ({
  ms,
  late: () => new IoError(place, 'ETIMEDOUT', sayTrouble('tookLonger', { seconds: ms / 1000 })),
});

/** Those who come are watched as they are taken. */
const watched = (listener: Listener, tap: Tap): Listener =>
  passing(listener, ({ ledger, facts }) => {
    ledger.watch(tap, facts);
    return true;
  });

const wrapListener = (address: Address, below: Listener, options: AcceptOptions, signal: AbortSignal): Listener => {
  const queue = new AcceptQueue(below.addresses, () => below.close());
  const receive = async (channel: OpenChannel): Promise<void> => {
    const place = `${address.overlays[0]?.type.scheme}:${channel.remote}`;
    const limit = handshakeLimit(place, options.handshakeTimeout);
    try {
      queue.push(await withDeadline(limit.ms, limit.late, signal, (limited) => wrapAll(address, channel, 'acceptor', limited)));
    } catch (cause) {
      options.onTrouble?.(ioError(place, 'a handshake', cause));
    }
  };
  const pass = async (): Promise<void> => {
    for await (const channel of below) void receive(channel);
    await queue.close();
  };
  pass().catch((cause: unknown) => options.onTrouble?.(ioError(printAddress(address), 'to listen', cause)));
  return queue;
};

const wrapAll = async (
  address: Address,
  bottom: OpenChannel,
  role: 'initiator' | 'acceptor',
  signal: AbortSignal,
): Promise<OpenChannel> => {
  let channel = bottom;
  // Whatever an overlay waits for, it fails when its time is up.
  const forget = listenForAbort(signal, () => bottom.abort(abortReason(signal)));
  try {
    for (const { type, options } of [...address.overlays].reverse()) {
      channel = await type.wrap(channel, role, options, signal);
      channel.ledger.liesOn(bottom.ledger);
    }
    return channel;
  } catch (cause) {
    bottom.abort(cause instanceof Error ? cause : new Error(String(cause)));
    throw cause;
  } finally {
    forget();
  }
};

interface OverlayHead {
  readonly type: OverlayType;
  readonly options: string;
  readonly after: string;
  /** Set where it was a URL: the address it stands for. */
  readonly url?: string;
}

const overlayHead = (text: string, kinds: Kinds): OverlayHead | undefined => {
  const match = /^([a-z][a-z0-9-]*)(?:\?([^:]*))?:/.exec(text);
  const type = kinds.overlays.find((o) => o.scheme === match?.[1]);
  if (match === null || type === undefined) return undefined;
  const after = text.slice(match[0].length);
  const head = { type, options: match[2] ?? '', after };
  return after.startsWith('//') && type.fromUrl !== undefined ? { ...head, url: type.fromUrl(after.slice(2)) } : head;
};

/** The overlay's own words; a colon inside brackets does not part words. */
const takeWords = (text: string, type: OverlayType, place: string): { readonly words: readonly string[]; readonly after: string } => {
  const words: string[] = [];
  let after = text;
  while (words.length < type.words) {
    const word = /^((?:\[[^\]]*\]|[^:[])*):/.exec(after);
    if (word === null)
      throw new UsageError(place, sayWrong('asIn', { scheme: type.scheme, example: type.example }), text, sayWrong('partMissing'));
    words.push(word[1] ?? '');
    after = after.slice(word[0].length);
  }
  return { words, after: after.replace(/^\/\//, '') };
};

interface ParsedEndpoint {
  readonly endpoint: EndpointType;
  readonly at: unknown;
  /** Options at the end that the endpoint does not know and an overlay does. */
  readonly unclaimed: Options;
}

const parseEndpoint = (text: string, over: readonly OverlayType[], place: string, kinds: Kinds): ParsedEndpoint => {
  const { endpoint, rest } = endpointOf(text, place, kinds);
  const known = endpoint.options;
  if (known === undefined) return { endpoint, at: endpoint.parse(rest), unclaimed: NO_OPTIONS };
  const { head, options } = splitOptions(rest, place);
  const isOwn = (name: string): boolean => known.some((k) => k.name === name) || !over.some((o) => o.options.some((k) => k.name === name));
  const own = new Map([...options].filter(([name]) => isOwn(name)));
  const unclaimed = new Map([...options].filter(([name]) => !isOwn(name)));
  checkOptions(own, [...known, ...over.flatMap((o) => o.options)], place);
  return { endpoint, at: endpoint.parse(head + formatOptions(own)), unclaimed };
};

/** What an address in the spelling of socat stands for; undefined for one that is taken as it is. */
export const foreignAddress = (text: string): SocatAddress | undefined =>
  overlayHead(text, KINDS) === undefined ? foreignIn(text, KINDS) : undefined;

/** One of our own schemes is ours, unless options stand behind commas and it cannot be meant so. */
const foreignIn = (text: string, kinds: Kinds): SocatAddress | undefined => {
  const own = kinds.endpoints.find(({ scheme }) => scheme === text.replace(/:.*/s, ''));
  return own === undefined || (text.includes(',') && !takes(own, text.slice(own.scheme.length + 1))) ? socatAddress(text) : undefined;
};

const takes = (endpoint: EndpointType, rest: string): boolean => {
  try {
    endpoint.parse(rest);
    return true;
  } catch {
    return false;
  }
};

const endpointOf = (text: string, place: string, kinds: Kinds): { readonly endpoint: EndpointType; readonly rest: string } => {
  const colon = text.indexOf(':');
  const word = colon < 0 ? text : text.slice(0, colon);
  const foreign = foreignIn(text, kinds);
  if (foreign !== undefined) {
    const over = place.endsWith(text) ? place.slice(0, place.length - text.length) : '';
    throw UsageError.of(place, sayWrong('socatForm'), sayWrong('type', { line: foreign.line ?? `${over}${foreign.address}` }));
  }
  const named = kinds.endpoints.find((e) => e.scheme === word);
  if (named !== undefined) return { endpoint: named, rest: text.slice(word.length + 1).replace(/^\/\//, '') };
  const bare = bareScheme(text);
  const endpoint = kinds.endpoints.find((e) => e.scheme === bare?.scheme);
  if (bare !== undefined && endpoint !== undefined) return { endpoint, rest: bare.rest };
  throw wrongAddress(text, word, place, kinds);
};

/** What an address without a scheme stands for. */
const bareScheme = (text: string): { readonly scheme: string; readonly rest: string } | undefined => {
  if (text === '-') return { scheme: 'stdio', rest: '' };
  if (/^\d+(\?|$)/.test(text)) return { scheme: 'tcp', rest: `:${text}` };
  return /^(\[[^\]]*\]|[^\s:/]*):[\w-]+(\?.*)?$/.test(text) ? { scheme: 'tcp', rest: text } : undefined;
};

/** What is wrong with it, and what to write instead. `place` is all that was typed, `text` what lies below its overlays. */
const wrongAddress = (text: string, word: string, place: string, kinds: Kinds): UsageError => {
  const over = place.endsWith(text) ? place.slice(0, place.length - text.length) : '';
  const say = (sentence: Said, next: Said): UsageError => UsageError.of(place === '' ? 'address' : place, sentence, next);
  if (text.trim() === '' || text === ':') return say(sayWrong('addressMissing'), sayWrong('wouldDo', { example: `${over}localhost:80` }));
  if (/^[./~]/.test(text)) return say(sayWrong('isPath'), sayWrong('pathTypes', { path: text }));
  if (/^[0-9a-f]*:[0-9a-f:]+$/i.test(text)) return say(sayWrong('inBrackets'), sayWrong('type', { line: `${over}[${text}]:80` }));
  if (!text.includes(':'))
    return say(sayWrong('portMissing'), sayWrong('type', { line: `${over}${text.replace(/\?.*/s, '')}:${over === '' ? 80 : 443}` }));
  const schemes = [...kinds.endpoints, ...kinds.overlays];
  const small = text.replace(word, word.toLowerCase());
  if (small !== text && schemes.some(({ scheme }) => small.startsWith(`${scheme}:`)))
    return say(sayWrong('noScheme', { scheme: quote(`${word}:`) }), sayWrong('type', { line: `${over}${small}` }));
  const near = nearest(
    word,
    schemes.map((k) => k.scheme).filter((scheme) => !scheme.startsWith(`${word}-`)),
  );
  const example = schemes.find((k) => k.scheme === near)?.example;
  return say(
    sayWrong('noScheme', { scheme: quote(`${word}:`) }),
    example === undefined ? sayWrong('listsEndpoints') : sayWrong('wouldBe', { example }),
  );
};

const claim = (type: OverlayType, own: Options, unclaimed: Options): Options =>
  new Map([...[...unclaimed].filter(([name]) => type.options.some((k) => k.name === name)), ...own]);
