/** What MSP says, in English. */

export const en = {
  message: '{sender} sends {receiver} a message for a screen: {text}.',
  delivered: '{sender} has shown the message.',
  refused: '{sender} has not shown the message.',
  'about.msp': 'With this service one sends a short message to the screen of another.',
  'msp.version': 'B as RFC 1312 has it, A as RFC 1159 had it.',
  'msp.recipient': 'Whose screen it is for; nothing: whoever is there.',
  'msp.recip_term': 'On which terminal; nothing: the one in use, *: all.',
  'msp.message': 'What is shown.',
  'msp.sender': 'Who says so.',
  'msp.sender_term': 'The terminal of the sender.',
  'msp.cookie': 'The same in a message that is sent again, so that it is shown once.',
  'msp.signature': 'Proves who sent it, where somebody agreed on how.',
  'msp.delivered': 'Whether it was shown: + or -.',
  'msp.answer': 'Why it was not.',
  'msp.request_in': 'The packet with the message.',
  'msp.response_time': 'How long the answer took.',
} as const;
