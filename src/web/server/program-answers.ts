/** Program answers: what pages ask that no capture knows: drafts of what is being written, mail, exercises, the step console. */

import type { Words } from '../../core/words.ts';
import { inboxRows, mailText } from '../../io/mail/inbox.ts';
import { draftOf, LONGEST_DRAFT } from '../../run/workbench/draft.ts';
import { faultText } from '../../view/fault-text.ts';
import type { ProgramAnswers } from '../answers/answering.ts';
import { fromBase64 } from '../messages/base64.ts';
import type { Answer } from '../messages/messages.ts';
import type { Desktop } from './desktop.ts';
import { interfacesAnswer } from './interfaces-answer.ts';
import { exercisesAnswer, lessonAnswer } from './lesson-answer.ts';

export const programAnswers = (desktop: Desktop, words: Words): ProgramAnswers => ({
  draft: ({ endpoint, bytes }) => draftAnswer(desktop.workbench.endpoints.at(endpoint)?.address ?? '', bytes, words),
  mails: () => inboxRows(),
  mail: ({ uid }) => mailText(uid),
  exercises: () => exercisesAnswer(words),
  interfaces: () => interfacesAnswer(words),
  lesson: () => lessonAnswer(desktop.classroom.lesson, words),
  steps: ({ from }) => desktop.classroom.stepsFrom(from),
});

const draftAnswer = (address: string, text: string, words: Words): Answer<'draft'> => {
  const bytes = fromBase64(text);
  if (bytes === undefined || bytes.length > LONGEST_DRAFT) return { protocol: '', parts: [], faults: [] };
  const { protocol, parts, faults } = draftOf(bytes, Number(/:(\d+)$/.exec(address)?.[1] ?? 0));
  return { protocol, parts, faults: faults.map((fault) => ({ ...fault, text: faultText(fault, words) })) };
};
