/** What CHAP says, in English. */

export const en = {
  asks: 'One end of the line, {name}, sends a random number: who knows the secret can work out the answer.',
  answers: 'One end of the line, {name}, shows that it knows the secret, without saying it.',
  yes: 'One end of the line is satisfied: who answered may come in.',
  no: 'One end of the line is not satisfied with the answer.',
  'about.chap':
    'One end of a PPP link shows that it knows a secret: it works out an answer to a random number. The secret itself is never sent.',
  'chap.code': 'What the message is.',
  'chap.identifier': 'An answer has the number of its question.',
  'chap.length': 'Bytes of the message.',
  'chap.value_size': 'Bytes of the number.',
  'chap.value': 'The random number, or the answer to it.',
  'chap.name': 'Who sends it.',
  'chap.message': 'A text for people.',
} as const;
