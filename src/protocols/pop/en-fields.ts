/** What POP3's fields says, in English. */

export const en = {
  'pop.request': 'A command of the client.',
  'pop.request.command': 'What the client wants: USER, PASS, LIST, RETR fetches, DELE marks for deletion, QUIT.',
  'pop.request.parameter': 'What the command is about.',
  'pop.request.data': 'A part of the login.',
  'pop.response': 'An answer of the server.',
  'pop.response.indicator': '+OK worked, -ERR did not.',
  'pop.response.description': 'The same in words.',
  'pop.response.data': 'A line of what was asked for.',
  'pop.request_in': 'The packet with the command.',
  'pop.response_time': 'How long the answer took.',
} as const;
