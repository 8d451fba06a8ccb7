/** A chat between two people with netcat. */
import { atPlace, bothEnd } from '../checks.ts';
import { echoesOf, packetsOf, type Talk, textOf, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Goal, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('chat');
const text = labText('chat');

const hasSpoken = (side: 0 | 1, silent: 'callerSilent' | 'listenerSilent'): Goal['check'] =>
  atPlace('chat', say('noCall'), (talk) => {
    const turn = turnsOf(talk).find((t) => t.side === side);
    if (turn === undefined) return notYet(say(silent));
    const said = { text: textOf(turn.bytes), packets: packetsOf(turn.packets) };
    return side === 1 && isEcho(talk) ? notYet(say('echo', said)) : done(say('said', said));
  });

/** Who says again what the other has said is a program, and nobody to chat with. */
const isEcho = (talk: Talk): boolean => echoesOf(talk).echoes.length > 0 && echoesOf(talk).wrong === undefined;

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
