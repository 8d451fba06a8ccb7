/** Exercise 91: an echo over TCP. */
import { asksPacket, bothEnd, isConnected, isEchoed, severalEchoes, turnsAt } from '../checks.ts';
import type { Exercise } from '../exercise.ts';
import { labText, sayPlace } from '../words.ts';

const text = labText('ex91');

export const ex91: Exercise = {
  name: 'ex91',
  title: text('title'),
  from: text('from'),
  places: [
    { kind: 'serve', name: 'echo', title: sayPlace('echo'), service: 'echo', over: 'tcp' },
    { kind: 'relay', name: 'yours', title: sayPlace('yours'), over: 'tcp' },
  ],
  task: [text('client'), text('server')],
  goals: [
    isConnected('echo', text('connectHint')),
    isEchoed('echo', text('echoed'), text('echoedHint')),
    severalEchoes('echo'),
    bothEnd('echo'),
    isEchoed('yours', text('yours'), text('yoursHint')),
  ],
  questions: [
    asksPacket(text('message'), (seen) => turnsAt(seen, 'echo', 0)[0]?.packets ?? []),
    asksPacket(text('echo'), (seen) => turnsAt(seen, 'echo', 1)[0]?.packets ?? []),
    { ask: text('before') },
  ],
};
