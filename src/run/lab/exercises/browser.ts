/** Write your own browser: a request made by hand, and its reply. */
import { fromLatin1 } from '../../../core/latin1.ts';
import { atPlace } from '../checks.ts';
import { endOf, packetsOf, type Talk, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Finding, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('browser');
const text = labText('browser');

const REQUEST = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS) (\S+) HTTP\/1\.[01]\r\n/;

const requestOf = (talk: Talk) => {
  const sent = turnsOf(talk).find((t) => t.side === 0);
  return sent && { sent, text: fromLatin1(sent.bytes) };
};

/** Each reply with its status; one connection may carry several. */
const repliesOf = (talk: Talk) =>
  turnsOf(talk)
    .filter((t) => t.side === 1)
    .map((reply) => ({ reply, status: /^HTTP\/1\.[01] (\d{3})/.exec(fromLatin1(reply.bytes))?.[1] }));

/** The page, else whatever was answered. */
const replyOf = (talk: Talk) => repliesOf(talk).find(({ status }) => status === '200') ?? repliesOf(talk)[0];

/** Whether the body is there as long as the header says. */
const bodyFinding = (talk: Talk): Finding => {
  const reply = replyOf(talk);
  if (reply?.status !== '200') return notYet(say('no200'));
  const whole = fromLatin1(reply.reply.bytes);
  const head = whole.indexOf('\r\n\r\n');
  if (head < 0) return notYet(say('noHead'));
  const length = /^content-length: *(\d+)/im.exec(whole.slice(0, head))?.[1];
  const came = whole.length - head - 4;
  if (length !== undefined) {
    const bytes = Number(length);
    return came >= bytes ? done(say('counted', { bytes })) : notYet(say('short', { bytes, came }));
  }
  if (came === 0) return notYet(say('noBody'));
  const isOver = endOf(talk, 1) !== undefined || whole.endsWith('0\r\n\r\n');
  return isOver ? done(say('toTheEnd', { bytes: came })) : notYet(say('noEnd'));
};

const requestFinding = (talk: Talk): Finding => {
  const request = requestOf(talk);
  if (request === undefined) return notYet(say('nothing'));
  const { text: asked, sent } = request;
  const packets = packetsOf(sent.packets);
  if (!asked.includes('\r\n')) return notYet(say('lineEnds', { packets }));
  const [, method, path = ''] = REQUEST.exec(asked) ?? [];
  if (method === undefined) return notYet(say('firstLine', { packets }));
  if (!/\r\nhost: *\S/i.test(asked)) return notYet(say('host', { packets }));
  return asked.includes('\r\n\r\n') ? done(say('asked', { method, path, packets })) : notYet(say('emptyLine', { packets }));
};

const okFinding = (talk: Talk): Finding => {
  const reply = replyOf(talk);
  if (reply?.status === undefined) return notYet(say('noReply'));
  if (reply.status !== '200') return notYet(say('other', { packets: packetsOf(reply.reply.packets), status: reply.status }));
  return done(say('begins', { packet: String(reply.reply.packets[0]) }));
};

const missingFinding = (talk: Talk): Finding => {
  const replies = repliesOf(talk);
  const reply = replies.find(({ status }) => status === '404');
  if (reply !== undefined) return done(say('notFound', { packet: String(reply.reply.packets[0]) }));
  const last = replies.at(-1);
  if (last?.status === undefined || last.status === '200') return notYet(say('no404'));
  return notYet(say('other', { packets: packetsOf(last.reply.packets), status: last.status }));
};

export const browser: Exercise = {
  name: 'browser',
  title: text('title'),
  from: text('from'),
  places: [{ kind: 'serve', name: 'web', title: sayPlace('http'), service: 'http', over: 'tcp' }],
  task: [text('ask'), text('read')],
  goals: [
    { what: text('request'), hint: text('requestHint'), check: atPlace('web', say('notAsked'), requestFinding) },
    { what: text('ok'), hint: text('okHint'), check: atPlace('web', say('noReply'), okFinding) },
    {
      what: text('whole'),
      hint: text('wholeHint'),
      check: atPlace('web', say('noReply'), bodyFinding),
    },
    { what: text('missing'), hint: text('missingHint'), check: atPlace('web', say('no404'), missingFinding) },
  ],
  questions: [{ ask: text('where') }, { ask: text('closes') }],
};
