/** Exercise 9-2: two machines, and the packets that carry the message. */
import { splitHostPort } from '../../../core/address.ts';
import { asksPacket, atPlace, isEchoed, turnsAt } from '../checks.ts';
import { talksAt } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';

export const machines: Exercise = {
  name: 'machines',
  title: 'two machines, and the packets that carry the message',
  from: 'Python network programming, week 9: exercise 9-2',
  places: [{ kind: 'serve', name: 'echo', title: 'server: echo', service: 'echo', over: 'tcp' }],
  task: [
    'One machine runs this exercise so that others reach it: wirecat lab machines --public. On the other one type wirecat {echo}, and send two lines.',
    'Say which packets carry what was typed. With an analyzer on both machines (wirecat capture any "tcp port {echo.port}") see what each of them sees.',
  ],
  goals: [
    {
      what: 'the client is on another machine',
      hint: 'start the exercise with --public, and type the client on the other machine: wirecat {echo}',
      check: atPlace('echo', 'nobody has connected yet', ({ client, server }) => {
        const [there, here] = [splitHostPort(client).host, splitHostPort(server).host];
        if (there === here || there.startsWith('127.') || there === '::1')
          return notYet(`the client ${client} is on this machine: its packets never left it`);
        return done(`${client} is another machine than ${server}`);
      }),
    },
    isEchoed('echo', 'a message has come back unchanged', 'type a line in the client and press Enter'),
  ],
  questions: [
    asksPacket('Which packets carry the messages of the client?', (seen) => turnsAt(seen, 'echo', 0).flatMap((t) => t.packets)),
    asksPacket('Which packets carry the echoes?', (seen) => turnsAt(seen, 'echo', 1).flatMap((t) => t.packets)),
    {
      ask: 'Does an analyzer on the client’s machine see each of these once or twice? And on one machine alone, on its loopback?',
      check: (answer, seen) => {
        if (talksAt(seen, 'echo').length === 0) return notYet('there is nothing to look at yet');
        return /\b(once|one|1|einmal|einzeln)\b/i.test(answer)
          ? done('once each: what leaves a network card is seen there once, also on loopback, where each packet is captured as it is sent')
          : notYet('count the lines with the same sequence number and the same direction');
      },
    },
  ],
};
