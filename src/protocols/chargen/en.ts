/** What chargen says, in English. */

export const en = {
  request: '{sender} sends {receiver} {count|byte|bytes}; the service does not look at what comes.',
  response: '{sender} sends {receiver} {count|character|characters} of its endless pattern.',
  'about.chargen': 'This service sends characters without end: it shows what happens when a reader is slower than a sender.',
  'chargen.data': 'The characters: 72 in a line, each line begins one further on.',
  'chargen.response': 'It comes from the server.',
} as const;
