/** The three packets that open a connection, and what stands in them. */
import type { Said } from '../../../core/words.ts';
import { bothEnd, isConnected } from '../checks.ts';
import { endOf, handshakeOf, resetOf, type Talk, talksAt } from '../evidence.ts';
import { done, type Exercise, notYet, type Question } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('handshake');
const text = labText('handshake');

/** `allowed` may be named, too. */
const asksFlags = (
  ask: Said,
  packet: (talk: Talk) => number | undefined,
  flags: readonly string[],
  allowed: readonly string[] = [],
): Question => ({
  ask,
  check: (answer, seen) => {
    if (!talksAt(seen, 'echo').some((talk) => packet(talk) !== undefined)) return notYet(say('notSeen'));
    const said: readonly string[] = answer.toUpperCase().match(/\b(SYN|ACK|FIN|RST|PSH|URG)\b/g) ?? [];
    if (said.length === 0) return notYet(say('letters'));
    if (flags.some((f) => !said.includes(f))) return notYet(say('missing'));
    const extra = said.find((f) => !flags.includes(f) && !allowed.includes(f));
    return extra === undefined ? done(labSayer('lab')('right')) : notYet(say('extra', { flag: extra }));
  },
});

export const handshake: Exercise = {
  name: 'handshake',
  title: text('title'),
  from: text('from'),
  places: [
    { kind: 'serve', name: 'echo', title: sayPlace('echo'), service: 'echo', over: 'tcp' },
    { kind: 'relay', name: 'nobody', title: sayPlace('nobody'), over: 'tcp', to: 'nobody' },
  ],
  task: [text('open'), text('refused')],
  goals: [
    isConnected('echo', text('connectHint')),
    bothEnd('echo'),
    {
      what: text('cut'),
      hint: text('cutHint'),
      check: (seen) => {
        const reset = talksAt(seen, 'nobody')
          .map((talk) => resetOf(talk, 1))
          .find((p) => p !== undefined);
        return reset === undefined ? notYet(say('notTried')) : done(say('reset', { packet: String(reset.number) }));
      },
    },
  ],
  questions: [
    asksFlags(text('first'), (talk) => handshakeOf(talk)?.[0], ['SYN']),
    asksFlags(text('second'), (talk) => handshakeOf(talk)?.[1], ['SYN', 'ACK']),
    asksFlags(text('end'), (talk) => endOf(talk, 0)?.number, ['FIN'], ['ACK']),
    { ask: text('why') },
  ],
};
