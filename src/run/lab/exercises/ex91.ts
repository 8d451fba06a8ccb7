/** Exercise 91: an echo over TCP. */
import { asksPacket, bothEnd, isConnected, isEchoed, severalEchoes, turnsAt } from '../checks.ts';
import type { Exercise } from '../exercise.ts';

export const ex91: Exercise = {
  name: 'ex91',
  title: 'an echo over TCP, server and client',
  from: 'Python network programming, week 9: ex91S and ex91C',
  places: [
    { kind: 'serve', name: 'echo', title: 'server: echo', service: 'echo', over: 'tcp' },
    { kind: 'relay', name: 'yours', title: 'server: yours', over: 'tcp' },
  ],
  task: [
    'First the client. An echo server of ours is listening on {echo}: connect to it with your own client, or with wirecat {echo}, and send two lines.',
    'Then the server. Write one that listens on port {own} of this machine and sends back what it gets (without one: wirecat serve echo {own}). Your client reaches it through {yours}, where its packets are seen.',
  ],
  goals: [
    isConnected('echo'),
    isEchoed('echo', 'a message has come back unchanged', 'type a line in the client and press Enter'),
    severalEchoes('echo'),
    bothEnd('echo'),
    isEchoed(
      'yours',
      'your own server answers as an echo',
      'start your server on port {own}, then: wirecat {yours}. It makes the calls socket, bind, listen, accept, and then recv and send until recv gives nothing; wirecat step lets you try them',
    ),
  ],
  questions: [
    asksPacket('Which packet carries your first message?', (seen) => turnsAt(seen, 'echo', 0)[0]?.packets ?? []),
    asksPacket('Which packet carries its echo?', (seen) => turnsAt(seen, 'echo', 1)[0]?.packets ?? []),
    { ask: 'Why do packets come before the first message?' },
  ],
};
