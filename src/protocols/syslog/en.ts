/** What syslog says, in English. */

export const en = {
  line: '{sender} reports to the log of {receiver:gen} ({level}): {text}',
  lineFrom: '{sender} reports to the log of {receiver:gen} ({level}), from the program {program}: {text}',
  plain: '{sender} sends the log of {receiver:gen} a line: {text}',
  'about.syslog': 'Syslog carries what programs report to the log of another machine.',
  'syslog.facility': 'Which part of the system reports: mail, kernel, login.',
  'syslog.level': 'How grave it is: 0 emergency, 7 for debugging only.',
  'syslog.msg': 'What is reported.',
  'syslog.hostname': 'The machine that reports.',
  'syslog.appname': 'The program that reports.',
  'syslog.procid': 'Its process.',
  'syslog.version': '1: the form of RFC 5424.',
  'syslog.timestamp': 'When it happened.',
  'syslog.timestamp_rfc3164': 'When it happened, without a year.',
  'syslog.program': 'Which program says it.',
  'syslog.process': 'The number of its process.',
  'syslog.msgid': 'The kind of message, in words of the program.',
  'syslog.structured_data': 'Details for programs that read it.',
  'syslog.text': 'What it says.',
  'syslog.length': 'Bytes of the line.',
} as const;
