/** What SMTP's fields says, in English. */

export const en = {
  'smtp.req': 'It comes from the client.',
  'smtp.rsp': 'It comes from the server.',
  'smtp.command_line': 'A command of the client.',
  'smtp.req.command': 'What the client wants: EHLO greets, MAIL names the sender, RCPT a receiver, DATA begins the letter.',
  'smtp.req.parameter': 'What the command is about.',
  'smtp.response': 'An answer of the server.',
  'smtp.response.code': 'How it went: 2xx worked, 3xx go on, 4xx later, 5xx no.',
  'smtp.rsp.parameter': 'The same in words.',
  'smtp.auth.username': 'The name of the login.',
  'smtp.auth.password': 'The password of the login.',
  'smtp.auth.username_password': 'Name and password of the login.',
  'smtp.message': 'A line of the letter.',
  'smtp.eom': 'A line with a dot alone: the end of the letter.',
  'smtp.request_in': 'The packet with the command.',
  'smtp.response_time': 'How long the answer took.',
} as const;
