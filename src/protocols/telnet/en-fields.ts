/** What Telnet's fields says, in English. */

export const en = {
  'telnet.cmd': "A command between the two programs: WILL offers, DO asks, WON'T and DON'T refuse.",
  'telnet.subcmd': 'Which ability it is about.',
  'telnet.string_subopt.value': 'The value as text, such as the kind of terminal.',
  'telnet.naws_subopt.width': 'Columns of the window.',
  'telnet.naws_subopt.height': 'Rows of the window.',
  'telnet.rfc_subopt.cmd': 'How to stop and go on with the output.',
  'telnet.auth.cmd': 'A step of the login.',
  'telnet.auth.type': 'A way to log in.',
  'telnet.auth.name': 'The name of the login.',
  'telnet.enc.cmd': 'A step towards encryption.',
  'telnet.option_data': 'A value of the ability.',
  'telnet.data': 'What was typed or shown.',
} as const;
