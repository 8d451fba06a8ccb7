/** What facilities and severities are called (RFC 5424 §6.2.1): Wireshark's words. */
import type { Names } from '../../wire/value.ts';

const FACILITY_WORDS = 'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp logaudit logalert cron'.split(' ');
const LEVEL_WORDS = ['EMERG', 'ALERT', 'CRIT', 'ERR', 'WARNING', 'NOTICE', 'INFO', 'DEBUG'];

/** `AUTH`, `LOCAL4`, `UNKNOWN`. */
export const facilityWord = (n: number): string =>
  n < 16 ? (FACILITY_WORDS[n] ?? '').toUpperCase() : n < 24 ? `LOCAL${n - 16}` : 'UNKNOWN';
export const levelWord = (n: number): string => LEVEL_WORDS[n & 7] ?? '';

export const FACILITIES: Names = Object.fromEntries(
  [
    'kernel messages',
    'random user-level messages',
    'mail system',
    'system daemons',
    'security/authorization messages',
    'messages generated internally by syslogd',
    'line printer subsystem',
    'network news subsystem',
    'UUCP subsystem',
    'clock daemon (BSD, Linux)',
    'security/authorization messages (private)',
    'ftp daemon',
    'ntp subsystem',
    'log audit',
    'log alert',
    'clock daemon (Solaris)',
    ...Array.from({ length: 8 }, () => 'reserved for local use'),
  ].map((text, n) => [n, `${facilityWord(n)} - ${text}`]),
);

export const LEVELS: Names = Object.fromEntries(
  [
    'system is unusable',
    'action must be taken immediately',
    'critical conditions',
    'error conditions',
    'warning conditions',
    'normal but significant condition',
    'informational',
    'debug-level messages',
  ].map((text, n) => [n, `${levelWord(n)} - ${text}`]),
);
