/** Exercise 9-1: a time server that is asked with the word reqtime. */
import { fromUtf8 } from '../../../core/bytes.ts';
import { atPlace } from '../checks.ts';
import { packetsText, quoted, type Talk, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Finding, notYet } from '../exercise.ts';

const ASKS = /^reqtime\r?\n?$/;

/** A time of day, or a year of ours. */
const SAYS_TIME = /\b([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?\b|\b20\d\d\b/;

/** The answer to `reqtime`, where it is a time. */
const timeFinding = (talk: Talk): Finding => {
  const turns = turnsOf(talk);
  const asked = turns.findIndex((t) => t.side === 0 && ASKS.test(fromUtf8(t.bytes)));
  const question = turns[asked];
  if (question === undefined) {
    const other = turns.find((t) => t.side === 0);
    return notYet(other === undefined ? 'nobody has asked yet' : `${quoted(other.bytes)} was sent, and reqtime is the word`);
  }
  const answer = turns.slice(asked).find((t) => t.side === 1);
  if (answer === undefined) return notYet(`reqtime is ${packetsText(question.packets)}, and no answer has come yet`);
  const text = fromUtf8(answer.bytes);
  if (!SAYS_TIME.test(text)) return notYet(`${packetsText(answer.packets)} answers ${quoted(answer.bytes)}, in which there is no time`);
  return done(`reqtime is ${packetsText(question.packets)}, the time ${packetsText(answer.packets)}: ${quoted(answer.bytes)}`);
};

export const reqtime: Exercise = {
  name: 'reqtime',
  title: 'a time server',
  from: 'Python network programming, week 9: exercise 9-1',
  places: [
    { kind: 'serve', name: 'server', title: 'server: reqtime', service: 'reqtime', over: 'tcp' },
    { kind: 'relay', name: 'yours', title: 'server: yours', over: 'tcp' },
  ],
  task: [
    'A time server of ours listens on {server}. Who sends the word reqtime gets its time; anything else is answered with what to send.',
    'Write a server that does so on port {own} of this machine (without one: wirecat serve reqtime {own}), and a client that asks it through {yours} and shows the time.',
  ],
  goals: [
    {
      what: 'our server was asked and told its time',
      hint: "in another terminal: printf 'reqtime\\n' | wirecat {server}",
      check: atPlace('server', 'nobody has asked yet', timeFinding),
    },
    {
      what: 'something else was answered with what to send',
      hint: "printf 'hello\\n' | wirecat {server}",
      check: atPlace('server', 'only reqtime was sent so far', (talk) => {
        const turns = turnsOf(talk);
        const k = turns.findIndex((t) => t.side === 0 && !ASKS.test(fromUtf8(t.bytes)));
        const answer = k < 0 ? undefined : turns.slice(k).find((t) => t.side === 1);
        if (answer === undefined) return notYet('only reqtime was sent so far');
        return done(`${quoted(turns[k]?.bytes ?? answer.bytes)} was answered with ${quoted(answer.bytes, 60)}`);
      }),
    },
    {
      what: 'your own server tells its time',
      hint: "start it on port {own}, then: printf 'reqtime\\n' | wirecat {yours}",
      check: atPlace('yours', 'your server was not asked yet', timeFinding),
    },
  ],
  questions: [{ ask: 'By how much may the time be wrong when it arrives, and how could the client tell?' }],
};
