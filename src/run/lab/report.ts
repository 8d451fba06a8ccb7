/** Report of an exercise: what was asked for, reached and answered, with ladders, code and the capture, as one HTML file. */
import type { Words } from '../../core/words.ts';
import { type ReportWords, reportHtml } from '../../view/report.ts';
import type { Asked, LabSession } from './lab-session.ts';
import { ladderOf } from './report-ladder.ts';
import { labSayer } from './words.ts';

export interface HandedIn {
  readonly words: Words;
  readonly when: Date;
  /** Name and version. */
  readonly application: string;
  /** The packets, as a pcapng file. */
  readonly capture: Buffer;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** Ladders in a report. */
const MOST_LADDERS = 50;

const sayLab = labSayer('lab');
const sayReport = labSayer('report');

export const labReport = (session: LabSession, { words, when, application, capture, files }: HandedIn): string => {
  const { exercise } = session;
  const goals = session
    .check()
    .map(({ what, finding }) => ({ what: words.text(what), done: finding.done, says: words.text(finding.says) }));
  return reportHtml({
    language: words.language,
    words: reportWords(words, goals.filter((g) => g.done).length, goals.length),
    title: `${exercise.name}: ${words.text(exercise.title)}`,
    from: words.text(exercise.from),
    when: when.toISOString().replace('T', ' ').slice(0, 16),
    task: session.task.map((text) => words.text(text)),
    goals,
    questions: session.questions().map((asked) => questionOf(asked, words)),
    ...record(session, capture, words),
    files,
    application,
  });
};

const reportWords = (words: Words, reached: number, count: number): ReportWords => {
  const say = (key: 'task' | 'goals' | 'questions' | 'packets' | 'code' | 'capture' | 'asText' | 'unanswered'): string =>
    words.text(sayReport(key));
  return {
    task: say('task'),
    goals: say('goals'),
    questions: say('questions'),
    packets: say('packets'),
    code: say('code'),
    capture: say('capture'),
    asText: say('asText'),
    unanswered: say('unanswered'),
    reached: words.text(sayReport('reached', { done: reached, count })),
    done: words.text(sayLab('done')),
    notYet: words.text(sayLab('notYet')),
  };
};

const questionOf = ({ ask, answer, finding }: Asked, words: Words) => {
  const verdict = answer === undefined || finding === undefined ? '' : words.text(finding.says);
  return { ask: words.text(ask), answer, verdict };
};

/** Ladders and the capture itself. */
const record = ({ exercise, talks }: LabSession, capture: Buffer, words: Words) => {
  const more = talks.length - MOST_LADDERS;
  return {
    ladders: talks.slice(0, MOST_LADDERS).map((talk) => ({
      title: words.text(sayReport('ladder', { tag: talk.tag, place: talk.place, client: talk.client })),
      ...ladderOf(talk, words),
    })),
    capture: {
      name: `${exercise.name}.pcapng`,
      base64: capture.toString('base64'),
      says: words.text(sayReport('opens', { bytes: capture.length })),
    },
    notes: more > 0 ? [words.text(sayReport('more', { count: more }))] : [],
  };
};
