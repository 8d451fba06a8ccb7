/** What mail messages says, in English. */

export const en = {
  'about.imf': 'A letter: its head says from whom, to whom and what about; behind a blank line is the text.',
  'imf.from': 'Who wrote it.',
  'imf.to': 'For whom it is.',
  'imf.subject': 'What it is about.',
  'imf.date': 'When it was written.',
  'imf.message_id': 'A name that no other letter has.',
} as const;
