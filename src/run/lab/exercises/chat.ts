/** A chat between two people with netcat. */
import { atPlace, bothEnd } from '../checks.ts';
import { packetsText, quoted, turnsOf } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';

export const chat: Exercise = {
  name: 'chat',
  title: 'netcat: two people chat',
  from: 'Netzwerkkommunikation in FSST: netcat',
  places: [{ kind: 'relay', name: 'chat', title: 'netcat -l', over: 'tcp' }],
  task: [
    'In one terminal listen: wirecat nc -l {own} (or netcat -v -l {own}). In another one call: wirecat nc 127.0.0.1 {chat.port}; it leads to the first, and its packets are seen here.',
    'Write to each other. Type half a line, too, and wait before you press Enter.',
  ],
  goals: [
    {
      what: 'the caller has said something',
      hint: 'type a line in the terminal that has called, and press Enter',
      check: atPlace('chat', 'nobody has called yet', (talk) => {
        const turn = turnsOf(talk).find((t) => t.side === 0);
        return turn === undefined
          ? notYet('the caller has said nothing yet')
          : done(`${quoted(turn.bytes)} is ${packetsText(turn.packets)}`);
      }),
    },
    {
      what: 'the listener has answered',
      hint: 'type a line in the terminal that listens, and press Enter',
      check: atPlace('chat', 'nobody has called yet', (talk) => {
        const turn = turnsOf(talk).find((t) => t.side === 1);
        return turn === undefined
          ? notYet('the listener has said nothing yet')
          : done(`${quoted(turn.bytes)} is ${packetsText(turn.packets)}`);
      }),
    },
    bothEnd('chat'),
  ],
  questions: [{ ask: 'When does a packet go: with each key, or with Enter? What does your terminal do until then?' }],
};
