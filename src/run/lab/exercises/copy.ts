/** Files copied with netcat: one, and many through tar and gzip. */
import { atPlace } from '../checks.ts';
import type { Evidence } from '../evidence.ts';
import { endOf, lengthOf, saidBy, type Talk, talksAt } from '../evidence.ts';
import { done, type Exercise, firstDone, notYet } from '../exercise.ts';

const isGzip = (talk: Talk): boolean => {
  const bytes = saidBy(talk, 0);
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
};

const files = (seen: Evidence): readonly Talk[] => talksAt(seen, 'copy').filter((t) => lengthOf(t, 0) > 0);

export const copy: Exercise = {
  name: 'copy',
  title: 'netcat: files are copied',
  from: 'Netzwerkkommunikation in FSST: netcat',
  places: [{ kind: 'relay', name: 'copy', title: 'netcat -l > file', over: 'tcp' }],
  task: [
    'Receive: wirecat nc -l {own} > received.file. Send: wirecat nc 127.0.0.1 {copy.port} < send.file. Compare the two (cmp send.file received.file).',
    'Then many files: wirecat nc -l {own} | gunzip | tar xv in one folder, and tar cv * | gzip | wirecat nc 127.0.0.1 {copy.port} in another.',
  ],
  goals: [
    {
      what: 'a file went, and the sender has ended',
      hint: 'start the receiver first, then the sender',
      check: atPlace('copy', 'nothing was sent yet', (talk) => {
        const [bytes, end] = [lengthOf(talk, 0), endOf(talk, 0)];
        if (bytes === 0) return notYet('nothing was sent yet');
        if (end === undefined) return notYet(`${bytes} bytes came, and the sender has not ended: does its netcat need -N?`);
        return done(`${bytes} bytes, and packet ${end.number} says that this is all`);
      }),
    },
    {
      what: 'many files went, packed',
      hint: 'tar cv * | gzip | wirecat nc 127.0.0.1 {copy.port}',
      check: (seen) =>
        firstDone(
          files(seen).map((talk) => {
            if (!isGzip(talk)) return notYet('a file went, but not through gzip');
            return endOf(talk, 0) === undefined
              ? notYet('it has begun')
              : done(`${talk.tag} begins with 1f 8b, which is gzip, and has ${lengthOf(talk, 0)} bytes`);
          }),
          'nothing was sent yet',
        ),
    },
  ],
  questions: [
    {
      ask: 'How many bytes has the file?',
      check: (answer, seen) => {
        const sizes = files(seen).map((t) => lengthOf(t, 0));
        const said = Number(answer.replace(/[^\d]/g, ''));
        if (sizes.length === 0) return notYet('nothing was sent yet');
        return sizes.includes(said) ? done('right') : notYet('count them: wc -c send.file');
      },
    },
    { ask: 'How does the receiver learn that the file is complete?' },
  ],
};
