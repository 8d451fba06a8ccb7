/** What IMAP's fields says, in English. */

export const en = {
  'imap.isrequest': 'It comes from the client.',
  'imap.line': 'A line of the conversation.',
  'imap.request': 'A command of the client.',
  'imap.request_tag': 'The mark of the command: its answer bears the same.',
  'imap.request.command': 'What the client wants: LOGIN, SELECT opens, FETCH reads, LOGOUT leaves.',
  'imap.request.command.uid': 'Letters are named by numbers that stay the same.',
  'imap.request.folder': 'The mailbox it is about.',
  'imap.request.username': 'The name of the login.',
  'imap.request.password': 'The password of the login.',
  'imap.request.credentials': 'A part of the login.',
  'imap.response': 'An answer of the server.',
  'imap.response_tag': "The mark of the command that is answered; a star: news of the server's own.",
  'imap.response.status': 'How it went: OK worked, NO did not, BAD was not understood.',
  'imap.response.command': 'What the answer tells.',
  'imap.tag': 'The mark of command or answer.',
  'imap.command': 'The command or what is told.',
  'imap.response_to': 'The packet with the command.',
  'imap.time': 'How long the answer took.',
} as const;
