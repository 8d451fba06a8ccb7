/** Files copied with netcat: one, and many through tar and gzip. */
import { isTar, unpackedStart } from '../../../io/files/tar-header.ts';
import { atPlace } from '../checks.ts';
import { type Evidence, endOf, lengthOf, resetOf, saidBy, type Talk, talksAt } from '../evidence.ts';
import { done, type Exercise, firstDone, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('copy');
const text = labText('copy');

const files = (seen: Evidence): readonly Talk[] => talksAt(seen, 'copy').filter((t) => lengthOf(t, 0) > 0);

export const copy: Exercise = {
  name: 'copy',
  title: text('title'),
  from: text('from'),
  places: [{ kind: 'relay', name: 'copy', title: sayPlace('copy'), over: 'tcp' }],
  task: [text('one'), text('many')],
  goals: [
    {
      what: text('sent'),
      hint: text('sentHint'),
      check: atPlace('copy', say('nothing'), (talk) => {
        const [bytes, end, reset] = [lengthOf(talk, 0), endOf(talk, 0), resetOf(talk)];
        if (bytes === 0) return notYet(say('nothing'));
        if (end === undefined && reset !== undefined)
          return notYet(labSayer('checks')('cut', { packet: String(reset.number), tag: talk.tag }));
        return end === undefined ? notYet(say('noEnd', { bytes })) : done(say('whole', { bytes, packet: String(end.number) }));
      }),
    },
    {
      what: text('packed'),
      hint: text('packedHint'),
      check: (seen) =>
        firstDone(
          files(seen).map((talk) => {
            const unpacked = unpackedStart(saidBy(talk, 0));
            if (unpacked === undefined) return notYet(say('notPacked'));
            if (!isTar(unpacked)) return notYet(say('notTar', { tag: talk.tag }));
            if (endOf(talk, 0) === undefined) return notYet(say('begun'));
            return done(say('gzip', { tag: talk.tag, bytes: lengthOf(talk, 0) }));
          }),
          say('nothing'),
        ),
    },
  ],
  questions: [
    {
      ask: text('size'),
      check: (answer, seen) => {
        const sizes = files(seen).map((t) => lengthOf(t, 0));
        if (sizes.length === 0) return notYet(say('nothing'));
        return sizes.includes(Number(answer.replace(/[^\d]/g, ''))) ? done(labSayer('lab')('right')) : notYet(say('count'));
      },
    },
    { ask: text('learn') },
  ],
};
