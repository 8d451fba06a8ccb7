/** What is reported to a log, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import { quotedText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('syslog');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=192.0.2.2 udp.srcport=514 udp.dstport=514',
    data: "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
  },
  says: (at) => {
    const sides = { sender: at.sender, receiver: at.receiver };
    const text = quotedText(at.text('syslog.text') || at.text('syslog.msg'));
    if (!at.has('syslog.level')) return say('plain', { ...sides, text });
    const level = say(LEVELS[at.number('syslog.level') & 7] ?? 'level7');
    const program = at.text('syslog.appname') || at.text('syslog.program');
    return program === '' || program === '-' ? say('line', { ...sides, level, text }) : say('lineFrom', { ...sides, level, program, text });
  },
};

const LEVELS = ['level0', 'level1', 'level2', 'level3', 'level4', 'level5', 'level6', 'level7'] as const;
