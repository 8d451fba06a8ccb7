/** What daytime says, in English. */

export const en = {
  request: '{sender} asks {receiver} for date and time: any bytes do.',
  response: '{sender} tells its date and time: {text}.',
  'about.daytime': 'Who connects to this service is told date and time, as text for people.',
  'daytime.response_request': 'Whether the client asks or the server answers.',
  'daytime.string': 'Date and time, in a form that the server chooses.',
} as const;
