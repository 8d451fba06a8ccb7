/** What discard says, in English. */

export const en = {
  request: '{sender} sends {receiver} {count|byte|bytes}; the service throws away whatever comes.',
  response: '{sender} sends {count|byte|bytes}: a service that throws away answers nothing.',
  'about.discard': 'Whatever one sends to this service is thrown away: the simplest test of how fast one can send.',
  'discard.request': 'What is thrown away.',
  'discard.response': 'What came from the server, which should say nothing.',
} as const;
