/** What IRC's fields says, in English. */

export const en = {
  'irc.request': 'A line from the client.',
  'irc.request.prefix': 'From whom it is.',
  'irc.request.command': 'What the client wants: NICK, JOIN enters, PRIVMSG says.',
  'irc.request.command_parameter': 'To whom or where.',
  'irc.request.trailer': 'The text.',
  'irc.response': 'A line from the server.',
  'irc.response.prefix': 'From whom it is: a person or the server.',
  'irc.response.command': 'What happened, as a word or a number.',
  'irc.response.num_command': 'The number of the answer: from 400 on errors.',
  'irc.response.command_parameter': 'To whom or where.',
  'irc.response.trailer': 'The text.',
  'irc.ctcp': 'A message from program to program.',
} as const;
