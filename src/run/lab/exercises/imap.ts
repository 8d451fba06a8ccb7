/** IMAP by hand: the five commands of the lecture. */
import { fromUtf8 } from '../../../core/bytes.ts';
import { atPlace } from '../checks.ts';
import { packetsText, type Talk, type Turn, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Goal, notYet } from '../exercise.ts';

interface Exchange {
  readonly tag: string;
  readonly words: string;
  readonly sent: Turn;
  /** `OK`, `NO`, `BAD`; undefined while there is no reply. */
  readonly status: string | undefined;
  readonly text: string;
  readonly reply: Turn | undefined;
}

/** Each command with the reply that has its tag. */
const exchangesOf = (talk: Talk): readonly Exchange[] => {
  const turns = turnsOf(talk);
  return turns.flatMap((sent, k) => {
    if (sent.side !== 0) return [];
    return fromUtf8(sent.bytes)
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, tag, words] = /^(\S+) +(\S.*)$/.exec(line.trim()) ?? [];
        if (tag === undefined || words === undefined) return [];
        const reply = turns.slice(k).find((t) => t.side === 1 && fromUtf8(t.bytes).includes(`${tag} `));
        const said = reply && new RegExp(`^${escaped(tag)} (OK|NO|BAD) ?(.*)$`, 'm').exec(fromUtf8(reply.bytes));
        return [{ tag, words, sent, status: said?.[1], text: said?.[2]?.trim() ?? '', reply }];
      });
  });
};

const escaped = (text: string): string => text.replace(/[^\w]/g, '\\$&');

const command = (what: string, pattern: RegExp, hint: string): Goal => ({
  what,
  hint,
  check: atPlace('imap', 'nobody has connected yet', (talk) => {
    const tried = exchangesOf(talk).filter((e) => pattern.test(e.words));
    const right = tried.find((e) => e.status === 'OK' && e.reply !== undefined);
    if (right?.reply !== undefined)
      return done(`${right.tag} ${verbOf(right)} is ${packetsText(right.sent.packets)}, its OK ${packetsText(right.reply.packets)}`);
    const wrong = tried.at(-1);
    if (wrong === undefined) return notYet('this command was not seen yet');
    return notYet(
      wrong.status === undefined ? `${wrong.tag} has no reply yet` : `${wrong.tag} was answered with ${wrong.status}: ${wrong.text}`,
    );
  }),
});

/** Passwords are not repeated. */
const verbOf = ({ words }: Exchange): string => words.split(' ')[0]?.toUpperCase() ?? '';

export const imap: Exercise = {
  name: 'imap',
  title: 'reading mail by hand: IMAP',
  from: 'Python network programming, week 9: telnet to an IMAP server',
  places: [{ kind: 'serve', name: 'imap', title: 'server: imap', service: 'imap', over: 'tcp' }],
  task: [
    'A mail server of ours listens on {imap}; its user is guest with the password guest, and three messages wait in INBOX.',
    'Connect with wirecat crlf:{imap} (or telnet) and read the first message with the five commands of the lecture, each with a tag of its own: LOGIN, LIST, EXAMINE, FETCH, LOGOUT.',
  ],
  goals: [
    command('logged in', /^login /i, 'wirecat crlf:{imap}, then: a1 LOGIN guest guest'),
    command('the mailboxes were listed', /^list /i, 'a2 LIST "" "*"'),
    command('INBOX was opened for reading', /^examine +"?inbox/i, 'a3 EXAMINE INBOX'),
    command(
      'the first message was read',
      /^fetch +1 +\(?(body(\.peek)?\[\]|rfc822)/i,
      'a4 FETCH 1 BODY[], without a space before the brackets: the slide has one, and is answered with BAD',
    ),
    command('logged out', /^logout/i, 'a5 LOGOUT'),
  ],
  questions: [
    { ask: 'What is the tag before each command good for?' },
    { ask: 'Who else could read the password on its way, and what would prevent it?' },
  ],
};
