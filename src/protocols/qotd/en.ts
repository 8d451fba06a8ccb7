/** What qotd says, in English. */

export const en = {
  request: '{sender} sends {receiver} {count|byte|bytes}, to be told something.',
  response: '{sender} tells {receiver} a short text, {count|byte|bytes}.',
  'about.qotd': 'Who connects to this service is told a quotation.',
  'qotd.request': 'What the client sends; the service does not look at it.',
  'qotd.quote': 'A text of at most 512 characters.',
} as const;
