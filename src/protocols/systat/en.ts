/** What systat says, in English. */

export const en = {
  request: '{sender} asks {receiver} who is active: any bytes do.',
  response: '{sender} tells who is active, {count|byte|bytes} of text.',
  'about.systat': 'Who connects to this service is told who uses the machine, a line each.',
  'systat.request': 'What the client sends; the service does not look at it.',
  'systat.users': 'Who is there, a line each.',
} as const;
