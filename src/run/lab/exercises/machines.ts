/** Exercise 9-2: two machines, and the packets that carry the message. */
import { splitHostPort } from '../../../core/address.ts';
import { asksPackets, atPlace, isEchoed, turnsAt } from '../checks.ts';
import { talksAt } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('machines');
const text = labText('machines');

const ONCE = /\b(once|one|1|einmal|eines?)\b/i;
const TWICE = /\b(twice|two|both|2|zweimal|zwei|beides?)\b/i;

export const machines: Exercise = {
  name: 'machines',
  title: text('title'),
  from: text('from'),
  places: [{ kind: 'serve', name: 'echo', title: sayPlace('echo'), service: 'echo', over: 'tcp' }],
  task: [text('start'), text('see')],
  goals: [
    {
      what: text('away'),
      hint: text('awayHint'),
      check: atPlace('echo', labSayer('checks')('noClient'), ({ client, server }) => {
        const [there, here] = [splitHostPort(client).host, splitHostPort(server).host];
        if (there === here || there.startsWith('127.') || there === '::1') return notYet(say('here', { client }));
        return done(say('there', { client, server }));
      }),
    },
    isEchoed('echo', text('echoed'), text('echoedHint')),
  ],
  questions: [
    asksPackets(text('messages'), (seen) => turnsAt(seen, 'echo', 0).flatMap((t) => t.packets)),
    asksPackets(text('echoes'), (seen) => turnsAt(seen, 'echo', 1).flatMap((t) => t.packets)),
    {
      ask: text('twice'),
      check: (answer, seen) => {
        if (talksAt(seen, 'echo').length === 0) return notYet(labSayer('lab')('nothingYet'));
        return ONCE.test(answer) && !TWICE.test(answer) ? done(say('once')) : notYet(say('count'));
      },
    },
  ],
};
