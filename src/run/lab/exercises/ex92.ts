/** Exercise 92: an echo over UDP. */
import { asksPacket, isEchoed, turnsAt } from '../checks.ts';
import { echoesOf, talksAt, textOf } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('ex92');
const text = labText('ex92');

export const ex92: Exercise = {
  name: 'ex92',
  title: text('title'),
  from: text('from'),
  places: [
    { kind: 'serve', name: 'echo', title: sayPlace('echo'), service: 'echo', over: 'udp' },
    { kind: 'relay', name: 'yours', title: sayPlace('yours'), over: 'udp' },
  ],
  task: [text('client'), text('server')],
  goals: [
    isEchoed('echo', text('echoed'), text('echoedHint')),
    {
      what: text('two'),
      hint: text('twoHint'),
      check: (seen) => {
        const talks = talksAt(seen, 'echo');
        if (talks.length === 0) return notYet(say('noDatagram'));
        const echoes = talks.flatMap((talk) => echoesOf(talk).echoes);
        const [a, b] = echoes;
        if (a === undefined || b === undefined) return notYet(say('one', { count: echoes.length }));
        const numbers = [...a.sent.packets, ...a.packets, ...b.sent.packets, ...b.packets].map(String);
        return done(say('twoFound', { first: textOf(a.sent.bytes), second: textOf(b.sent.bytes), numbers }));
      },
    },
    isEchoed('yours', text('yours'), text('yoursHint')),
  ],
  questions: [
    asksPacket(text('message'), (seen) => turnsAt(seen, 'echo', 0)[0]?.packets ?? []),
    {
      ask: text('before'),
      check: (answer, seen) => {
        if (talksAt(seen, 'echo').length === 0) return notYet(labSayer('lab')('nothingYet'));
        return /^\W*(?:(?:0(?![.,x]\w)|zero|none|nothing|null|(?:gar )?kein(?:e[rsnm]?|s)?|nichts|no packets?)\b|no\W*$)/i.test(answer)
          ? done(say('none'))
          : notYet(say('look'));
      },
    },
    { ask: text('lost') },
  ],
};
