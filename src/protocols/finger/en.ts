/** What finger says, in English. */

export const en = {
  all: '{sender} asks {receiver} who is there.',
  one: '{sender} asks {receiver} about {name}.',
  response: '{sender} answers with text about who is there, and closes.',
  'about.finger': 'This service tells who uses a machine, or something about one of them.',
  'finger.query': 'A name, or nothing for all; /W in front asks for more.',
  'finger.response': 'What is told, as text for people.',
  'finger.response_to': 'The packet that asked.',
  'finger.response_time': 'How long the answer took.',
  'finger.nocrlf': 'The end of the line is missing.',
} as const;
