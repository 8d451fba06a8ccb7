/** Exercise 9-1: a time server that is asked with the word reqtime. */
import { fromUtf8 } from '../../../core/bytes.ts';
import { atPlace } from '../checks.ts';
import { packetsOf, type Talk, type Turn, textOf, timeOf, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Finding, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('reqtime');
const text = labText('reqtime');

const ASKS = /^reqtime\r?\n?$/;

/** Times of day, and seconds since 1970. */
const TIMES = /(?<!\d)(?:([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?(?: ?([ap])\.?m\b\.?)?|(\d{10}))(?!\d)/gi;
/** `+01:00` behind a time. */
const ZONE = /(?<=\d ?)[+-]\d\d:?\d\d\b/g;
/** A clock shown without its seconds, and one that is a little wrong. */
const NEAR_MINUTES = 2;
const HALF_DAY = 12 * 60;
const YEARS = /(?<!\d)(?:19|20)\d\d(?!\d)/g;

/** A year in it, where there is one, is the one of then. */
const hasYearOf = (text: string, then: Date): boolean => {
  const years = [...text.matchAll(YEARS)].map(([year]) => Number(year));
  return years.length === 0 || years.includes(then.getFullYear()) || years.includes(then.getUTCFullYear());
};

const MONTHS = ['jan', 'feb', 'm[aä]r', 'apr', 'ma[iy]', 'jun', 'jul', 'aug', 'sep', 'o[ck]t', 'nov', 'de[cz]'];
/** 2026-11-30, 30.11., 11/30/26, Nov 30, 30. November: which month and day each may mean. */
const DATES: readonly { readonly form: RegExp; readonly read: (found: readonly string[]) => readonly string[] }[] = [
  { form: /\b\d{4}-(\d\d)-(\d\d)\b/g, read: ([m = '', d = '']) => [monthAndDay(m, d)] },
  { form: /\b(\d{1,2})\.(\d{1,2})\./g, read: ([d = '', m = '']) => [monthAndDay(m, d)] },
  { form: /\b(\d{1,2})\/(\d{1,2})\b/g, read: ([a = '', b = '']) => [monthAndDay(a, b), monthAndDay(b, a)] },
  ...MONTHS.flatMap((month, k) => [
    {
      form: new RegExp(`\\b${month}[a-zä]*\\.? +(\\d{1,2})\\b(?!:)`, 'gi'),
      read: ([d = '']: readonly string[]) => [monthAndDay(k + 1, d)],
    },
    { form: new RegExp(`\\b(\\d{1,2})\\.? +${month}`, 'gi'), read: ([d = '']: readonly string[]) => [monthAndDay(k + 1, d)] },
  ]),
];
const monthAndDay = (month: string | number, day: string | number): string => `${Number(month)}-${Number(day)}`;

/** A day in it, where there is one, is the one of then, here or in UTC. */
const hasDayOf = (text: string, then: Date): boolean => {
  const days = DATES.flatMap(({ form, read }) => [...text.matchAll(form)].map(([, ...found]) => read(found)));
  const right = [monthAndDay(then.getMonth() + 1, then.getDate()), monthAndDay(then.getUTCMonth() + 1, then.getUTCDate())];
  return days.length === 0 || days.some((meant) => meant.some((day) => right.includes(day)));
};

interface ToldTime {
  /** Whether it is the time of then, here or in UTC, of a clock with 12 or 24 hours. */
  readonly isRight: boolean;
}

const timesIn = (text: string, then: Date): readonly ToldTime[] =>
  [...text.replace(ZONE, '').matchAll(TIMES)].map(([, hours, minutes, half, seconds]) => {
    if (seconds !== undefined) return { isRight: Math.abs(Number(seconds) * 1000 - then.getTime()) <= NEAR_MINUTES * 60_000 };
    const told = Number(hours) * 60 + Number(minutes);
    const of12 = half === undefined ? told : (told % HALF_DAY) + (half.toLowerCase() === 'p' ? HALF_DAY : 0);
    const day = half === undefined ? HALF_DAY : 2 * HALF_DAY;
    const clocks = [then.getHours() * 60 + then.getMinutes(), then.getUTCHours() * 60 + then.getUTCMinutes()];
    return { isRight: clocks.some((clock) => apart(clock, of12, day) <= NEAR_MINUTES) };
  });

/** Minutes between two times on a clock that begins again after `day`. */
const apart = (a: number, b: number, day: number): number => {
  const minutes = Math.abs(a - b) % day;
  return Math.min(minutes, day - minutes);
};

/** The answer to `reqtime`, where it is a time. */
const timeFinding = (talk: Talk): Finding => {
  const turns = turnsOf(talk);
  const at = turns.findIndex((t) => t.side === 0 && ASKS.test(fromUtf8(t.bytes)));
  const question = turns[at];
  if (question === undefined) {
    const other = turns.find((t) => t.side === 0);
    return notYet(other === undefined ? say('notAsked') : say('otherWord', { text: textOf(other.bytes) }));
  }
  const asked = packetsOf(question.packets);
  const reply = turns.slice(at).find((t) => t.side === 1);
  if (reply === undefined) return notYet(say('noAnswer', { asked }));
  const told = { answer: packetsOf(reply.packets), text: textOf(reply.bytes) };
  const then = new Date(timeOf(talk, reply.packets) * 1000);
  const times = timesIn(fromUtf8(reply.bytes), then);
  if (times.length === 0) return notYet(say('noTime', told));
  if (times.every(({ isRight }) => isRight) && hasYearOf(told.text, then) && hasDayOf(told.text, then))
    return done(say('time', { ...told, asked }));
  return notYet(say('otherTime', { ...told, now: `${localDate(then)} ${then.toTimeString().slice(0, 5)}` }));
};

/** Something else than the word that asks, and its answer. */
const otherWord = (talk: Talk): { readonly sent: Turn | undefined; readonly answer: Turn | undefined } => {
  const turns = turnsOf(talk);
  const at = turns.findIndex((t) => t.side === 0 && !ASKS.test(fromUtf8(t.bytes)));
  return { sent: turns[at], answer: at < 0 ? undefined : turns.slice(at).find((t) => t.side === 1) };
};

const localDate = (d: Date): string =>
  [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

export const reqtime: Exercise = {
  name: 'reqtime',
  title: text('title'),
  from: text('from'),
  places: [
    { kind: 'serve', name: 'server', title: sayPlace('reqtime'), service: 'reqtime', over: 'tcp' },
    { kind: 'relay', name: 'yours', title: sayPlace('yours'), over: 'tcp' },
  ],
  task: [text('ours'), text('own')],
  goals: [
    { what: text('told'), hint: text('toldHint'), check: atPlace('server', say('notAsked'), timeFinding) },
    {
      what: text('other'),
      hint: text('otherHint'),
      check: atPlace('server', say('onlyReqtime'), (talk) => {
        const { sent, answer } = otherWord(talk);
        if (sent === undefined || answer === undefined) return notYet(say('onlyReqtime'));
        return done(say('answered', { text: textOf(sent.bytes), answer: textOf(answer.bytes, 60) }));
      }),
    },
    { what: text('yours'), hint: text('yoursHint'), check: atPlace('yours', say('notAsked'), timeFinding) },
    {
      what: text('yoursOther'),
      hint: text('yoursOtherHint'),
      check: atPlace('yours', say('yoursOnly'), (talk) => {
        const { sent, answer } = otherWord(talk);
        if (sent === undefined || answer === undefined) return notYet(say('yoursOnly'));
        const told = { text: textOf(sent.bytes), answer: textOf(answer.bytes, 60) };
        const isTime = timesIn(fromUtf8(answer.bytes), new Date(timeOf(talk, answer.packets) * 1000)).some(({ isRight }) => isRight);
        return isTime ? notYet(say('toldAnyway', told)) : done(say('answered', told));
      }),
    },
  ],
  questions: [{ ask: text('wrong') }],
};
