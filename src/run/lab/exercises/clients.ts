/** Many clients of one server: at once, and one after the other. */
import { echoesOf, endOf, handshakeOf, isOver, packetsText, type Talk, talksAt, turnsOf } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';

/** Two conversations that were open at the same time. */
const overlapping = (talks: readonly Talk[]): readonly [Talk, Talk] | undefined => {
  for (const [k, a] of talks.entries())
    for (const b of talks.slice(k + 1)) {
      const began = b.seen[0]?.number ?? 0;
      const ended = isOver(a) ? (endOf(a, 0) ?? a.seen.at(-1))?.number : undefined;
      if (ended === undefined || ended > began) return [a, b];
    }
  return undefined;
};

export const clients: Exercise = {
  name: 'clients',
  title: 'many clients',
  from: 'Netzwerkkommunikation in FSST: threads and processes; Inter process communication 2',
  places: [
    { kind: 'serve', name: 'echo', title: 'server: echo', service: 'echo', over: 'tcp' },
    { kind: 'serve', name: 'one', title: 'server: one at a time', service: 'echo', over: 'tcp', concurrency: 'sequential' },
  ],
  task: [
    'The server on {echo} talks with all its clients at once. Connect two (wirecat {echo} in two terminals), and write a line in each.',
    'The server on {one} talks with one client after the other, as the first program of the lecture does. Connect two there, too: what does the second one get, and when?',
  ],
  goals: [
    {
      what: 'two clients at once, each with its own answers',
      hint: 'wirecat {echo} in two terminals, and a line in each',
      check: (seen) => {
        const answered = talksAt(seen, 'echo').filter((t) => echoesOf(t).echoes.length > 0);
        const pair = overlapping(answered);
        if (pair === undefined) return notYet(`${answered.length} with an answer so far, and not two at the same time`);
        return done(`${pair[0].tag} from ${pair[0].client} and ${pair[1].tag} from ${pair[1].client}: their ports tell them apart`);
      },
    },
    {
      what: 'a client was connected and had to wait',
      hint: 'wirecat {one} in two terminals, a line in each; then end the first one',
      check: (seen) => {
        for (const talk of talksAt(seen, 'one')) {
          const open = handshakeOf(talk);
          const [first, answer] = [turnsOf(talk).find((t) => t.side === 0), turnsOf(talk).find((t) => t.side === 1)];
          if (open === undefined || answer === undefined) continue;
          const before = talksAt(seen, 'one').find((t) => t !== talk && isOver(t) && (endOf(t, 0)?.number ?? 0) > open[1]);
          const ended = before && endOf(before, 0)?.number;
          if (before !== undefined && ended !== undefined && (answer.packets[0] ?? 0) > ended)
            return done(
              `${talk.tag} was open from packet ${open[1]} on${first === undefined ? '' : `, said its line in ${packetsText(first.packets)}`}, and was answered in packet ${answer.packets[0]}, when ${before.tag} had ended`,
            );
        }
        return notYet('not seen yet');
      },
    },
  ],
  questions: [{ ask: 'The second client was connected although nobody served it. Where did it wait, and where did its line wait?' }],
};
