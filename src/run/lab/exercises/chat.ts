/** A chat between two people with netcat. */
import { atPlace, bothEnd } from '../checks.ts';
import { packetsOf, textOf, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Goal, labSayer, labText, notYet, sayPlace } from '../exercise.ts';

const say = labSayer('chat');
const text = labText('chat');

const hasSpoken = (side: 0 | 1, silent: 'callerSilent' | 'listenerSilent'): Goal['check'] =>
  atPlace('chat', say('noCall'), (talk) => {
    const turn = turnsOf(talk).find((t) => t.side === side);
    return turn === undefined ? notYet(say(silent)) : done(say('said', { text: textOf(turn.bytes), packets: packetsOf(turn.packets) }));
  });

export const chat: Exercise = {
  name: 'chat',
  title: text('title'),
  from: text('from'),
  places: [{ kind: 'relay', name: 'chat', title: sayPlace('chat'), over: 'tcp' }],
  task: [text('call'), text('write')],
  goals: [
    { what: text('caller'), hint: text('callerHint'), check: hasSpoken(0, 'callerSilent') },
    { what: text('listener'), hint: text('listenerHint'), check: hasSpoken(1, 'listenerSilent') },
    bothEnd('chat'),
  ],
  questions: [{ ask: text('when') }],
};
