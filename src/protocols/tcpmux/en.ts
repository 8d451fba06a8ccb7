/** What TCPMUX says, in English. */

export const en = {
  help: '{sender} asks {receiver} which services there are.',
  service: '{sender} asks {receiver} for the service {service}.',
  accepted: '{sender} has the service; from here on both speak it: {text}.',
  refused: '{sender} has no such service: {text}.',
  listed: '{sender} names a service: {text}.',
  'about.tcpmux': 'Behind one port are many services: the client names the one that it wants.',
  'tcpmux.service': 'The name of the service that is wanted; HELP asks for their names.',
  'tcpmux.positive': 'Whether the service is there: + or -.',
  'tcpmux.reply': 'What the server says to it.',
  'tcpmux.request_in': 'The packet that asked.',
  'tcpmux.response_time': 'How long the answer took.',
} as const;
