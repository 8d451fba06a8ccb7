/** What the two sides of HTTP/2 tell each other, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import type { en } from './en.ts';
import { Type } from './frame.ts';
import { ERRORS } from './names.ts';

const say = sayer<typeof en>('http2');

export const sentences: Sentences = {
  says: (at) => {
    if (at.has('http2.magic')) return say('magic', sides(at));
    const tell = BY_TYPE[at.number('http2.type')];
    return tell === undefined ? say('unknown', sides(at)) : tell(at);
  },
  adds: (at) => {
    const isLast = at.number('http2.flags.end_stream') === 1 && !at.has('http2.headers.method');
    return isLast ? say('end', { sender: at.sender, stream: streamOf(at) }) : undefined;
  },
};

const sides = (at: Speaking): Pick<Speaking, 'sender' | 'receiver'> => ({ sender: at.sender, receiver: at.receiver });
const streamOf = (at: Speaking): string => at.text('http2.streamid');

const request = (at: Speaking): Said => {
  const target = at.text('http2.request.full_uri') || at.text('http2.headers.path') || at.text('http2.headers.authority');
  const slots = { ...sides(at), target, stream: streamOf(at) };
  const method = at.text('http2.headers.method');
  if (method === 'GET') return say('get', slots);
  return method === 'POST' ? say('post', slots) : say('method', { ...slots, method });
};

const headers = (at: Speaking): Said => {
  if (at.has('http2.headers.method')) return request(at);
  const code = at.text('http2.headers.status');
  if (code !== '') return say(meaningOf(Number(code)), { sender: at.sender, code, stream: streamOf(at) });
  return say('more', { ...sides(at), stream: streamOf(at) });
};

const meaningOf = (code: number): 's1xx' | 's2xx' | 's3xx' | 's404' | 's4xx' | 's5xx' => {
  if (code === 404) return 's404';
  if (code < 200) return 's1xx';
  if (code < 300) return 's2xx';
  return code < 400 ? 's3xx' : code < 500 ? 's4xx' : 's5xx';
};

const data = (at: Speaking): Said => {
  const count = at.number('http2.length') - (at.has('http2.padding') ? 1 + at.number('http2.padding') : 0);
  return say('data', { ...sides(at), count: Math.max(0, count), stream: streamOf(at) });
};

const errorName = (at: Speaking, field: string): string => ERRORS[at.number(field)] ?? at.text(field);

const goAway = (at: Speaking): Said => {
  const slots = { sender: at.sender, last: at.text('http2.goaway.last_stream_id') };
  if (at.number('http2.goaway.error') === 0 && slots.last === '0') return say('goAwayNone', slots);
  return at.number('http2.goaway.error') === 0
    ? say('goAway', slots)
    : say('goAwayError', { ...slots, error: errorName(at, 'http2.goaway.error') });
};

const window = (at: Speaking): Said => {
  const slots = { ...sides(at), count: at.number('http2.window_update.window_size_increment') };
  return at.number('http2.streamid') === 0 ? say('windowAll', slots) : say('window', { ...slots, stream: streamOf(at) });
};

const BY_TYPE: Readonly<Record<number, (at: Speaking) => Said>> = {
  [Type.data]: data,
  [Type.headers]: headers,
  [Type.continuation]: headers,
  [Type.priority]: (at) => say('priority', { ...sides(at), stream: streamOf(at) }),
  [Type.rstStream]: (at) => say('reset', { sender: at.sender, stream: streamOf(at), error: errorName(at, 'http2.rst_stream.error') }),
  [Type.settings]: (at) => (at.number('http2.flags.ack.settings') ? say('settingsTaken', sides(at)) : say('settings', sides(at))),
  [Type.pushPromise]: (at) => say('push', { ...sides(at), target: at.text('http2.request.full_uri') || at.text('http2.headers.path') }),
  [Type.ping]: (at) => (at.number('http2.flags.ack.ping') ? say('pong', { sender: at.sender }) : say('ping', sides(at))),
  [Type.goAway]: goAway,
  [Type.windowUpdate]: window,
  [Type.altSvc]: (at) => say('altSvc', { sender: at.sender, where: at.text('http2.altsvc.field_value') }),
  [Type.origin]: (at) => say('origin', { sender: at.sender }),
  [Type.priorityUpdate]: (at) => say('priority', { ...sides(at), stream: at.text('http2.priority_update_stream_id') }),
};
