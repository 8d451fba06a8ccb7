/** What Telnet says, in English. */

export const en = {
  data: '{sender} sends text: {text}',
  silent: '{sender} sends control characters only.',
  agrees: '{sender} {steps}; so both work out how they speak.',
  both: '{sender} {steps}; so both work out how they speak. With it comes text: {text}',
  will: 'offers {options}',
  wont: 'does without {options}',
  do: 'asks the other side for {options}',
  dont: 'wants the other side to do without {options}',
  option: '"{option}"',
  detail: 'asks for a detail of {option}, or tells one',
  size: 'tells the size of its window: {width} columns, {height} rows',
  is: 'tells that its {option} is "{value}"',
  other: 'sends the command "{name}"',
  'about.telnet': 'Telnet is a keyboard and a screen over the network; what is typed goes unencrypted.',
} as const;
