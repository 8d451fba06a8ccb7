/** Exercise 92: an echo over UDP. */
import { asksPacket, atPlace, isEchoed, turnsAt } from '../checks.ts';
import { echoesOf, quoted, talksAt } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';

export const ex92: Exercise = {
  name: 'ex92',
  title: 'an echo over UDP, server and client',
  from: 'Python network programming, week 9: ex92S and ex92C',
  places: [
    { kind: 'serve', name: 'echo', title: 'server: echo', service: 'echo', over: 'udp' },
    { kind: 'relay', name: 'yours', title: 'server: yours', over: 'udp' },
  ],
  task: [
    'First the client. An echo server of ours waits for datagrams on {echo}: send it two with your own client (sendto, recvfrom), or with wirecat udp:{echo}.',
    'Then the server. Write one that binds port {own} of this machine and sends each datagram back to where it came from (without one: wirecat serve echo udp:127.0.0.1:{own}). Your client reaches it through {yours}, where its packets are seen.',
  ],
  goals: [
    isEchoed('echo', 'a datagram has come back unchanged', 'in another terminal: wirecat udp:{echo}, then type a line'),
    {
      what: 'two datagrams, each with its own answer',
      hint: 'send a second one',
      check: atPlace('echo', 'no datagram yet', (talk) => {
        const [a, b] = echoesOf(talk).echoes;
        if (a === undefined || b === undefined) return notYet('one at most so far');
        return done(
          `${quoted(a.sent.bytes)} and ${quoted(b.sent.bytes)}: packets ${[...a.sent.packets, ...a.packets, ...b.sent.packets, ...b.packets].join(', ')}`,
        );
      }),
    },
    isEchoed(
      'yours',
      'your own server answers as an echo',
      'start your server on port {own}, then: wirecat udp:{yours}. It makes the calls socket, bind, and then recvfrom and sendto for ever; wirecat step lets you try them',
    ),
  ],
  questions: [
    asksPacket('Which packet carries your first message?', (seen) => turnsAt(seen, 'echo', 0)[0]?.packets ?? []),
    {
      ask: 'How many packets went before it, to open a connection?',
      check: (answer, seen) => {
        if (talksAt(seen, 'echo').length === 0) return notYet('there is nothing to look at yet');
        return /^\s*(0|none|no|keine?s?|null)\b/i.test(answer)
          ? done('right: UDP opens nothing, the message is the first packet')
          : notYet('look at the ladder: what stands above the message?');
      },
    },
    { ask: 'What would your client do if the datagram, or its answer, were lost?' },
  ],
};
