/** The three packets that open a connection, and what stands in them. */
import { bothEnd, isConnected } from '../checks.ts';
import { endOf, handshakeOf, resetOf, type Talk, talksAt } from '../evidence.ts';
import { done, type Exercise, notYet, type Question } from '../exercise.ts';

export const handshake: Exercise = {
  name: 'handshake',
  title: 'how a connection is opened, refused and ended',
  from: 'Inter process communication 2: TCP; Network programming: the echo session',
  places: [
    { kind: 'serve', name: 'echo', title: 'server: echo', service: 'echo', over: 'tcp' },
    { kind: 'relay', name: 'nobody', title: 'nobody behind it', over: 'tcp' },
  ],
  task: [
    'A server listens on {echo}. Connect to it, say nothing, and end: wirecat {echo}, then Ctrl-D. Look at the packets.',
    'Behind {nobody} nobody listens. Connect there, too, and see how that ends.',
  ],
  goals: [
    isConnected('echo'),
    bothEnd('echo'),
    {
      what: 'a connection was cut',
      hint: 'in another terminal: wirecat {nobody}',
      check: (seen) => {
        const reset = talksAt(seen, 'nobody')
          .map(resetOf)
          .find((p) => p !== undefined);
        return reset === undefined
          ? notYet('nobody has tried it yet')
          : done(`packet ${reset.number} is a RST: there is nobody to talk to, and no FIN is waited for`);
      },
    },
  ],
  questions: [
    asksFlags('Which flags has the first packet?', (talk) => handshakeOf(talk)?.[0], ['SYN']),
    asksFlags('Which flags has the second?', (talk) => handshakeOf(talk)?.[1], ['SYN', 'ACK']),
    asksFlags('Which flag ends a direction?', (talk) => endOf(talk, 0)?.number, ['FIN'], ['ACK']),
    { ask: 'Why are three packets needed to open a connection, and not two?' },
  ],
};

function asksFlags(
  ask: string,
  packet: (talk: Talk) => number | undefined,
  flags: readonly string[],
  allowed: readonly string[] = [],
): Question {
  return {
    ask,
    check: (answer, seen) => {
      if (!talksAt(seen, 'echo').some((talk) => packet(talk) !== undefined)) return notYet('it was not seen yet');
      const said: readonly string[] = answer.toUpperCase().match(/\b(SYN|ACK|FIN|RST|PSH|URG)\b/g) ?? [];
      const missing = flags.find((f) => !said.includes(f));
      const extra = said.find((f) => !flags.includes(f) && !allowed.includes(f));
      if (missing !== undefined)
        return notYet(said.length === 0 ? 'flags have names of three letters' : 'one is missing, or it is another');
      return extra === undefined ? done('right') : notYet(`${extra} is not in it`);
    },
  };
}
