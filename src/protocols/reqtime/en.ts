/** What the time request says, in English. */

export const en = {
  request: '{sender} asks {receiver} what time it is there.',
  wrong: '{sender} sends {receiver} {text}; the server answers the word reqtime and no other.',
  answer: '{sender} answers: {text}',
  time: '{sender} answers with its time: {text}',
  'about.reqtime': 'The time server of the lecture: who says reqtime is told what time the server has.',
  'reqtime.request': 'The word that asks for the time.',
  'reqtime.time': 'What time it is at the server.',
  'reqtime.request_in': 'The packet that asked.',
  'reqtime.response_time': 'How long the answer took.',
} as const;
