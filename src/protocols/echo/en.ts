/** What Echo says, in English. */

export const en = {
  request: '{sender} sends {receiver} {count|byte|bytes} and expects the same back: {text}',
  response: '{sender} sends back what {receiver} had sent, {count|byte|bytes}: {text}',
  'about.echo': 'Whatever one sends to this service comes back: the simplest test of a connection.',
  'echo.request': 'It goes to the server.',
  'echo.response': 'It comes back from the server.',
  'echo.data': 'The bytes that are sent back as they are.',
} as const;
