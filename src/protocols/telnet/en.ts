/** What Telnet says, in English. */

export const en = {
  data: '{sender} sends text: {text}',
  silent: '{sender} sends control characters only.',
  agrees: '{sender} negotiates with {receiver} how to work together: {steps}.',
  both: '{sender} negotiates with {receiver} how to work together: {steps}; and sends text: {text}',
  will: '"I will do {option}"',
  wont: '"I will not do {option}"',
  do: '"please do {option}"',
  dont: '"please do not do {option}"',
  detail: 'a detail of {option}',
  size: '"my window has {width} columns and {height} rows"',
  is: '{option} is "{value}"',
  other: 'the command {name}',
  'about.telnet': 'Telnet is a keyboard and a screen over the network; what is typed goes unencrypted.',
} as const;
