/** Exercise 9-1: a time server that is asked with the word reqtime. */
import { fromUtf8 } from '../../../core/bytes.ts';
import { atPlace } from '../checks.ts';
import { packetsOf, type Talk, textOf, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Finding, labSayer, labText, notYet } from '../exercise.ts';

const say = labSayer('reqtime');
const text = labText('reqtime');

const ASKS = /^reqtime\r?\n?$/;

/** A time of day, or a year of ours. */
const SAYS_TIME = /\b([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?\b|\b20\d\d\b/;

/** The answer to `reqtime`, where it is a time. */
const timeFinding = (talk: Talk): Finding => {
  const turns = turnsOf(talk);
  const at = turns.findIndex((t) => t.side === 0 && ASKS.test(fromUtf8(t.bytes)));
  const question = turns[at];
  if (question === undefined) {
    const other = turns.find((t) => t.side === 0);
    return notYet(other === undefined ? say('notAsked') : say('otherWord', { text: textOf(other.bytes) }));
  }
  const asked = packetsOf(question.packets);
  const reply = turns.slice(at).find((t) => t.side === 1);
  if (reply === undefined) return notYet(say('noAnswer', { asked }));
  const told = { answer: packetsOf(reply.packets), text: textOf(reply.bytes) };
  return SAYS_TIME.test(fromUtf8(reply.bytes)) ? done(say('time', { ...told, asked })) : notYet(say('noTime', told));
};

export const reqtime: Exercise = {
  name: 'reqtime',
  title: text('title'),
  from: text('from'),
  places: [
    { kind: 'serve', name: 'server', title: 'server: reqtime', service: 'reqtime', over: 'tcp' },
    { kind: 'relay', name: 'yours', title: 'server: yours', over: 'tcp' },
  ],
  task: [text('ours'), text('own')],
  goals: [
    { what: text('told'), hint: text('toldHint'), check: atPlace('server', say('notAsked'), timeFinding) },
    {
      what: text('other'),
      hint: text('otherHint'),
      check: atPlace('server', say('onlyReqtime'), (talk) => {
        const turns = turnsOf(talk);
        const at = turns.findIndex((t) => t.side === 0 && !ASKS.test(fromUtf8(t.bytes)));
        const [sent, answer] = [turns[at], at < 0 ? undefined : turns.slice(at).find((t) => t.side === 1)];
        if (sent === undefined || answer === undefined) return notYet(say('onlyReqtime'));
        return done(say('answered', { text: textOf(sent.bytes), answer: textOf(answer.bytes, 60) }));
      }),
    },
    { what: text('yours'), hint: text('yoursHint'), check: atPlace('yours', say('notAsked'), timeFinding) },
  ],
  questions: [{ ask: text('wrong') }],
};
