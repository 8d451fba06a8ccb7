/** What mail messages says, in English. */

export const en = {
  'about.imf': 'A letter: its head says from whom, to whom and what about; behind a blank line is the text.',
  'imf.from': 'Who wrote it.',
  'imf.to': 'For whom it is.',
  'imf.subject': 'What it is about.',
  'imf.date': 'When it was written.',
  'imf.message_id': 'A name that no other letter has.',
  'imf.content.type': 'What kind of content it is.',
  'imf.content.transfer_encoding': 'How the content is written in letters.',
  'imf.mime_version': 'Always 1.0: there may be more than plain text.',
  'imf.message_text': 'The text of the mail.',
} as const;
