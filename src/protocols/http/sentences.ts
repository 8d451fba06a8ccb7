/** What is asked of a web server and what it answers, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import { CUT } from '../../wire/row.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { spokenText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';
import { type HttpMessage, Mark } from './message.ts';

const say = sayer<typeof en>('http');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=80 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: 'GET /index.html HTTP/1.1\r\nHost: www.example.com\r\nAccept: text/html\r\n\r\n',
  },
  says: (at) => {
    if (at.has('http.request.method')) return request(at);
    if (at.has('http.response.code')) return reply(at);
    return say('more', { sender: at.sender, receiver: at.receiver, count: at.bytes.length });
  },
  adds: (at) => {
    const isRequest = at.has('http.request.method');
    const upgrade = isRequest && at.has('http.upgrade') ? say('upgrade', { protocol: at.text('http.upgrade') }) : undefined;
    const content = at.has('http.response.code') ? contentOf(at) : undefined;
    const conditions = isRequest ? conditionsOf(at) : [];
    const isProxied = isRequest && /^https?:\/\//i.test(at.text('http.request.uri'));
    return [upgrade, isProxied ? say('addProxy') : undefined, ...conditions, content, packedOf(at), cutOf(at)].filter(
      (said) => said !== undefined,
    );
  },
};

const request = (at: Speaking): Said => {
  const method = at.text('http.request.method');
  const target = at.text('http.request.full_uri') || at.text('http.request.uri');
  const sides = { sender: at.sender, receiver: at.receiver };
  const key = METHODS[method];
  if (key !== undefined) return say(key, { ...sides, target });
  if (method === 'TRACE') return say('trace', sides);
  if (method === 'POST' && lengthOf(at) === 0) return say('postNone', { ...sides, target });
  if (method === 'POST' || method === 'PUT') return say(method === 'POST' ? 'post' : 'put', { ...sides, target, count: lengthOf(at) });
  return say('method', { ...sides, method, target });
};

const METHODS: Readonly<Record<string, 'get' | 'head' | 'patch' | 'delete' | 'options' | 'connect'>> = {
  GET: 'get',
  HEAD: 'head',
  PATCH: 'patch',
  DELETE: 'delete',
  OPTIONS: 'options',
  CONNECT: 'connect',
};

/** What beside its target says what a request wants. */
const conditionsOf = (at: Speaking): readonly (Said | undefined)[] => {
  const lines = at.texts('http.request.line');
  const headerOf = (name: string): string => {
    const line = lines.find((text) => text.toLowerCase().startsWith(`${name}:`)) ?? '';
    return spokenText(
      line
        .slice(name.length + 1)
        .replace(/\\r\\n$/, '')
        .trim(),
    );
  };
  const range = headerOf('range');
  const isConditional = headerOf('if-modified-since') !== '' || headerOf('if-none-match') !== '';
  // A value that is hidden is asterisks alone; that it was unpacked says that it is Basic.
  const scheme = at.has('http.authbasic') ? 'Basic' : (headerOf('authorization').split(' ')[0] ?? '').replace(/^\*+$/, '…');
  const isOpen = scheme.toLowerCase() === 'basic' && at.below('tls') === undefined;
  return [
    range === '' ? undefined : say('addRange', { range }),
    isConditional ? say('addIf') : undefined,
    scheme === '' ? undefined : say(isOpen ? 'addPassword' : 'addProof', { scheme }),
  ];
};

const reply = (at: Speaking): Said => {
  const code = at.text('http.response.code');
  const target = at.text('http.response_for.uri');
  const slots = { sender: at.sender, code, meaning: meaningOf(at) };
  return target === '' ? say('reply', slots) : say('replyFor', { ...slots, target });
};

/** A code of a hundred that is not told on its own means what all of that hundred mean. */
const meaningOf = (at: Speaking): Said => {
  const code = at.number('http.response.code');
  const phrase = at.text('http.response.phrase') || at.text('http.response.code.desc');
  if (code === 101) return say('s101', { protocol: at.text('http.upgrade') || phrase });
  const location = at.text('http.location');
  const moved = MOVED[code];
  if (moved !== undefined && location !== '') return say(moved, { location });
  if (code === 200) return say(okOf(at));
  const known = `s${code}` as (typeof PLAIN)[number];
  if (PLAIN.includes(known)) return say(known);
  return say(HUNDREDS[Math.floor(code / 100)] ?? 'sxxx', { phrase });
};

const okOf = (at: Speaking): 's200' | 's200Alone' | 's200Through' => {
  const message = at.message as HttpMessage | undefined;
  if (message === undefined) return 's200';
  if (AUTHORITY.test(at.text('http.response_for.uri'))) return 's200Through';
  const mayFollow = marked(message, Mark.toEnd | Mark.goesOn | Mark.cutBody);
  return marked(message, Mark.noBody) || (message.body === 0 && !mayFollow) ? 's200Alone' : 's200';
};

/** What only CONNECT asks for (RFC 9112 §3.2.3). */
const AUTHORITY = /^[^/]+:\d+$/;

const marked = ({ marks }: HttpMessage, mark: number): boolean => (marks & mark) !== 0;

const MOVED: Readonly<Record<number, 's301' | 's302' | 's303'>> = { 301: 's301', 302: 's302', 303: 's303', 307: 's302', 308: 's301' };
const HUNDREDS = ['sxxx', 's1xx', 's2xx', 's3xx', 's4xx', 's5xx'] as const;
const PLAIN = [
  's100',
  's103',
  's201',
  's202',
  's204',
  's206',
  's304',
  's400',
  's401',
  's403',
  's404',
  's405',
  's406',
  's407',
  's408',
  's409',
  's410',
  's411',
  's412',
  's413',
  's414',
  's415',
  's416',
  's417',
  's426',
  's429',
  's500',
  's501',
  's502',
  's503',
  's504',
] as const;

const contentOf = (at: Speaking): Said | undefined => {
  const count = lengthOf(at);
  const type = at.text('http.content_type').split(';')[0]?.trim() ?? '';
  if (count === 0) return undefined;
  const message = at.message as HttpMessage | undefined;
  if (message !== undefined && marked(message, Mark.noBody)) return say('wouldBring', { count });
  return type === '' ? say('bringsPlain', { count }) : say('brings', { count, type });
};

const packedOf = (at: Speaking): Said | undefined => {
  const message = at.message as HttpMessage | undefined;
  const coding = at.text('http.content_encoding');
  if (message === undefined || coding === '' || coding === 'identity' || message.body === 0) return undefined;
  return at.value('http.file_data') === undefined || marked(message, Mark.cutBody | Mark.goesOn)
    ? undefined
    : say('packed', { coding, count: message.body });
};

/** The connection ended inside the content. */
const cutOf = (at: Speaking): Said | undefined => {
  const message = at.message as HttpMessage | undefined;
  if (message === undefined || !marked(message, Mark.cutBody) || at.info?.endsWith(CUT)) return undefined;
  const count = at.number('http.content_length') || at.number('http.content_length_header');
  return count === 0 ? say('cutSomewhere') : say('cut', { came: message.body, count });
};

/** Bytes of the content, unpacked where that was done. */
const lengthOf = (at: Speaking): number => {
  // As text it ends at a NUL.
  const [content] = at.above();
  if (content !== undefined) return content.bytes.length;
  const data = at.value('http.file_data');
  if (data instanceof Uint8Array || typeof data === 'string') return data.length;
  return at.number('http.content_length') || at.number('http.content_length_header');
};
