/** What qotd says, in English. */

export const en = {
  request: '{sender} asks {receiver} for a quotation, with {count|byte|bytes}; any do.',
  response: '{sender} tells {receiver} a quotation, {count|byte|bytes} of text.',
  'about.qotd': 'Who connects to this service is told a quotation.',
  'qotd.request': 'What the client sends; the service does not look at it.',
  'qotd.quote': 'A text of at most 512 characters.',
} as const;
