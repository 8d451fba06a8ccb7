/** What ident says, in English. */

export const en = {
  request: '{sender} asks {receiver} whose the connection from its port {here} to port {there} is.',
  user: '{sender} says that the connection is that of {user}.',
  error: '{sender} does not say whose the connection is: {why}.',
  'about.ident': 'With this a server asks the machine of its client which user opened a connection.',
  'ident.server_port': 'The port on the machine that is asked.',
  'ident.client_port': 'The port on the machine that asks.',
  'ident.type': 'USERID where a user is named, ERROR where none is.',
  'ident.system': 'The kind of system, and perhaps the character set of the name.',
  'ident.user': 'The user, as that machine says it; it may say what it likes.',
  'ident.error': 'Why no user is named.',
  'ident.request_in': 'The packet that asked.',
  'ident.response_time': 'How long the answer took.',
} as const;
