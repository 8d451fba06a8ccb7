/** Many clients of one server: at once, and one after the other. */
import { type Evidence, echoesOf, endOf, handshakeOf, isOver, resetOf, type Talk, talksAt, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Finding, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('clients');
const text = labText('clients');

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

const waitedFinding = (seen: Evidence): Finding => {
  const talks = talksAt(seen, 'one');
  let left: string | undefined;
  for (const talk of talks) {
    const open = handshakeOf(talk)?.[1];
    const answer = turnsOf(talk).find((t) => t.side === 1)?.packets[0];
    if (open === undefined || answer === undefined) continue;
    if (talk.hasLeft || resetOf(talk) !== undefined) {
      left = talk.tag;
      continue;
    }
    const before = talks.find((t) => t !== talk && isOver(t) && (endOf(t, 0)?.number ?? 0) > open);
    const ended = before && endOf(before, 0)?.number;
    if (before !== undefined && ended !== undefined && answer > ended)
      return done(say('waitedFound', { tag: talk.tag, open: String(open), answer: String(answer), before: before.tag }));
  }
  return notYet(left === undefined ? say('notSeen') : say('gaveUp', { tag: left }));
};

export const clients: Exercise = {
  name: 'clients',
  title: text('title'),
  from: text('from'),
  places: [
    { kind: 'serve', name: 'echo', title: sayPlace('echo'), service: 'echo', over: 'tcp' },
    { kind: 'serve', name: 'one', title: sayPlace('one'), service: 'echo', over: 'tcp', concurrency: 'sequential' },
  ],
  task: [text('atOnce'), text('inTurn')],
  goals: [
    {
      what: text('two'),
      hint: text('twoHint'),
      check: (seen) => {
        const answered = talksAt(seen, 'echo').filter((t) => echoesOf(t).echoes.length > 0);
        const [a, b] = overlapping(answered) ?? [];
        if (a === undefined || b === undefined) return notYet(say('few', { count: answered.length }));
        return done(say('twoFound', { a: a.tag, aClient: a.client, b: b.tag, bClient: b.client }));
      },
    },
    { what: text('waited'), hint: text('waitedHint'), check: waitedFinding },
  ],
  questions: [{ ask: text('where') }],
};
