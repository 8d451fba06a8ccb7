/** A client of HTTP by hand: sends the request, tells what comes, follows redirects with their cookies, hands the content of the last reply on. */

import { IoError } from '../../core/fault.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { sayTrouble } from '../../core/said.ts';
import { grouped } from '../../core/text.ts';
import { type Cookie, cookieField, parseSetCookie, withCookie } from '../../protocols/http/cookies.ts';
import { fieldValues, firstValue, type ReplyHead } from '../../protocols/http/head.ts';
import { protocols } from '../../protocols/registry.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { OpenChannel } from '../base/channel.ts';
import { lingeringClose } from '../channels/lingering-close.ts';
import { type GetPlace, methodOf, type RequestWords, redirected, redirectOf, requestBytes } from './client-request.ts';
import { codingsOf, decode } from './decode.ts';
import { exchange, type Reply, type ReplyEvents } from './exchange.ts';

/** What is asked for, and how. */
export interface GetPlan {
  readonly place: GetPlace;
  readonly words: RequestWords;
  readonly follow: boolean;
  /** Content is given as it came: packed where it was. */
  readonly packed: boolean;
}

/** What a client needs of the one who runs it. */
export interface GetFaces {
  /** Name and version, `wirecat 1.2.3`. */
  readonly application: string;
  say(text: string): void;
  /** Opens the address of a place. */
  connect(address: string): Promise<OpenChannel>;
  /** A request before it goes out: the user may change it. */
  readonly edit?: (request: Uint8Array) => Promise<Uint8Array>;
}

/** What is known of content before it comes. */
export interface Content {
  readonly type: string;
  readonly url: string;
}
/** Takes the content of the last reply. */
export type TakeContent = (content: Content, pieces: AsyncIterable<Uint8Array>) => Promise<void>;

const MOST_REDIRECTS = 10;

/** The status of the last reply. */
export const getByHand = async (plan: GetPlan, faces: GetFaces, take: TakeContent, signal: AbortSignal): Promise<number> => {
  const session: Session = { plan, take, faces, signal, cookies: [] };
  let [place, words] = [plan.place, plan.words];
  for (let hops = 0; ; hops++) {
    const next = await hop(session, place, words, hops < MOST_REDIRECTS);
    if (typeof next === 'number') return next;
    [place, words] = [next.place, next.words];
  }
};

interface Session {
  readonly plan: GetPlan;
  readonly take: TakeContent;
  readonly faces: GetFaces;
  readonly signal: AbortSignal;
  cookies: readonly Cookie[];
}
interface Hop {
  readonly place: GetPlace;
  readonly words: RequestWords;
}

/** One request and its reply: where it leads to, or the status. */
const hop = async (s: Session, place: GetPlace, words: RequestWords, mayGoOn: boolean): Promise<Hop | number> => {
  const cookies = cookieField(s.cookies, cookiePlace(place));
  const made = requestBytes(place, words, cookies, s.faces.application.replace(' ', '/'));
  const request = (await s.faces.edit?.(made)) ?? made;
  sayLints(s.faces, request);
  const channel = await s.faces.connect(place.address);
  try {
    sayHead(s.faces, '>', headText(request));
    const method = /^[^ \r\n]*/.exec(fromLatin1(request, 0, Math.min(40, request.length)))?.[0] ?? methodOf(words);
    const reply = await exchange(channel, request, method, replyEvents(s.faces), s.signal);
    sayReply(s.faces, reply.head);
    keepCookies(s, place, reply.head);
    const next = s.plan.follow ? nextHop(s.faces, place, words, reply.head, mayGoOn) : undefined;
    if (next !== undefined) return next;
    await s.take({ type: firstValue(reply.head, 'content-type') ?? '', url: place.url }, contentOf(s, reply, channel.remote));
    return reply.head.status;
  } finally {
    await lingeringClose(channel, { time: 1000, bytes: 1 << 20 });
  }
};

const cookiePlace = ({ name, target, scheme }: GetPlace) => ({
  host: name,
  path: target.replace(/\?.*$/s, ''),
  secure: scheme === 'https',
});

const keepCookies = (s: Session, place: GetPlace, head: ReplyHead): void => {
  for (const text of fieldValues(head, 'set-cookie')) {
    const cookie = parseSetCookie(text, cookiePlace(place), Date.now());
    if (cookie !== undefined) s.cookies = withCookie(s.cookies, cookie);
    else s.faces.say(`this cookie is not for ${place.name}, and not kept: ${text}`);
  }
};

/** Undefined where the reply is the last. */
const nextHop = (faces: GetFaces, from: GetPlace, words: RequestWords, head: ReplyHead, mayGoOn: boolean): Hop | undefined => {
  const location = firstValue(head, 'location');
  if (![301, 302, 303, 307, 308].includes(head.status) || location === undefined) return undefined;
  const place = redirectOf(from, location);
  if (place === undefined) faces.say(`the redirect is not followed: ${location} is no URL of http or https`);
  else if (!mayGoOn) throw new IoError(from.url, 'ELOOP', sayTrouble('redirects', { most: MOST_REDIRECTS }));
  if (place === undefined) return undefined;
  faces.say(`redirected to ${place.url}`);
  const same = place.address === from.address;
  return { place, words: redirected(words, head.status, same) };
};

const contentOf = (s: Session, reply: Reply, place: string): AsyncIterable<Uint8Array> => {
  const value = fieldValues(reply.head, 'content-encoding').join(',');
  const codings = s.plan.packed ? [] : codingsOf(value);
  if (codings === undefined) s.faces.say(`content in ${value}, which is not undone here`);
  else if (codings.length > 0 && reply.framing.kind !== 'none') s.faces.say(`content in ${codings.join(', ')}, undone`);
  return decode(reply.body, codings ?? [], place);
};

// ---- what is told ----------------------------------------------------------------------------------------------------

const replyEvents = (faces: GetFaces): ReplyEvents => {
  let told = 0;
  return {
    onNews: (head) => sayReply(faces, head),
    onChunk: (size, extensions) => {
      told++;
      if (told <= MOST_CHUNKS) faces.say(size === 0 ? '< last chunk' : `< chunk of ${grouped(size)} bytes${extensions}`);
      else if (size === 0) faces.say(`< last chunk, behind ${grouped(told - 1)}`);
    },
    onTrailer: (line) => faces.say(`< ${line}`),
  };
};
const MOST_CHUNKS = 20;

const sayReply = (faces: GetFaces, head: ReplyHead): void =>
  sayHead(faces, '<', [
    `${head.version} ${head.status} ${head.reason}`.trimEnd(),
    ...head.fields.map(({ name, value }) => `${name}: ${value}`),
  ]);

const sayHead = (faces: GetFaces, mark: string, lines: readonly string[]): void => {
  for (const line of lines) faces.say(`${mark} ${SECRET.test(line) ? line.replace(/:.*$/, ': ****') : line}`);
};
const SECRET = /^(?:proxy-)?authorization:/i;

const headText = (request: Uint8Array): readonly string[] => {
  const text = fromLatin1(request, 0, Math.min(request.length, 65_536));
  const end = /\r?\n\r?\n/.exec(text);
  return text.slice(0, end?.index ?? text.length).split(/\r?\n/);
};

/** What a server will not like about the request, found by the same dissector that shows it. */
const sayLints = (faces: GetFaces, bytes: Uint8Array): void => {
  const frame = { number: 1, mark: 'S', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
  const d = dissectAs(protocols, 'http', frame);
  if (d.layers[0]?.fields.length === 0) faces.say('the request is no HTTP: a request line, headers, an empty line');
  for (const { text, severity } of d.faults) if (severity !== 'note' || /host/i.test(text)) faces.say(`the request: ${text}`);
};
