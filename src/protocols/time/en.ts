/** What the time protocol says, in English. */

export const en = {
  request: '{sender} asks {receiver} for the time: any bytes do.',
  response: '{sender} tells its time: {text}.',
  short: '{sender} answers with fewer than the four bytes of a time.',
  'about.time': 'Who connects to this service is told the seconds since 1900, in four bytes: a time for machines.',
  'time.response': 'Whether the client asks or the server answers.',
  'time.time': 'Seconds since the beginning of 1900; in February 2036 they begin anew.',
} as const;
