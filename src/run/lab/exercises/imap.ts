/** IMAP by hand: the five commands of the lecture. */
import { fromUtf8 } from '../../../core/bytes.ts';
import { atPlace } from '../checks.ts';
import { packetsOf, type Talk, type Turn, turnsOf } from '../evidence.ts';
import { done, type Exercise, type Goal, notYet } from '../exercise.ts';
import { labSayer, labText, sayPlace } from '../words.ts';

const say = labSayer('imap');
const text = labText('imap');

interface Exchange {
  readonly tag: string;
  readonly words: string;
  readonly sent: Turn;
  /** `OK`, `NO`, `BAD`; undefined while there is no reply. */
  readonly status: string | undefined;
  readonly text: string;
  readonly reply: Turn | undefined;
}

/** Each command with the reply that has its tag; where one tag stands before several, they are answered in their order. */
const exchangesOf = (talk: Talk): readonly Exchange[] => {
  const turns = turnsOf(talk);
  const replies = turns.flatMap((reply, at) =>
    reply.side === 0
      ? []
      : [...fromUtf8(reply.bytes).matchAll(TAGGED)].map(([, tag, status, said = '']) => ({ at, reply, tag, status, said })),
  );
  return turns.flatMap((sent, k) => {
    if (sent.side !== 0) return [];
    return fromUtf8(sent.bytes)
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, tag, words] = /^(\S+) +(\S.*)$/.exec(line.trim()) ?? [];
        if (tag === undefined || words === undefined) return [];
        const answer = replies.findIndex((r) => r.at > k && r.tag === tag);
        const [found] = answer < 0 ? [] : replies.splice(answer, 1);
        return [{ tag, words, sent, status: found?.status, text: found?.said.trim() ?? '', reply: found?.reply }];
      });
  });
};

const TAGGED = /^([^\s*+]\S*) (OK|NO|BAD) ?(.*)$/gm;

/** As the lecture types them. */
const LINES = {
  login: 'a1 LOGIN guest guest',
  list: 'a2 LIST "" "*"',
  examine: 'a3 EXAMINE INBOX',
  fetch: 'a4 FETCH 1 BODY[]',
  logout: 'a5 LOGOUT',
} as const;

const command = (name: keyof typeof LINES, pattern: RegExp): Goal => ({
  what: text(name),
  hint: text(`${name}Hint`),
  check: atPlace('imap', labSayer('checks')('noClient'), (talk) => {
    const tried = exchangesOf(talk).filter((e) => verbOf(e) === name.toUpperCase());
    const right = tried.find((e) => pattern.test(e.words) && e.status === 'OK' && e.reply !== undefined);
    if (right?.reply !== undefined) {
      const [sent, reply] = [packetsOf(right.sent.packets), packetsOf(right.reply.packets)];
      return done(say('right', { tag: right.tag, command: verbOf(right), sent, reply }));
    }
    const wrong = tried.at(-1);
    if (wrong === undefined) return notYet(say('unseen'));
    const { tag, status } = wrong;
    if (status === undefined) return notYet(say('noReply', { tag }));
    const line = LINES[name];
    return notYet(status === 'OK' ? say('another', { tag, line }) : say('refused', { tag, status, text: wrong.text, line }));
  }),
});

/** Passwords are not repeated. */
const verbOf = ({ words }: Exchange): string => words.split(' ')[0]?.toUpperCase() ?? '';

export const imap: Exercise = {
  name: 'imap',
  title: text('title'),
  from: text('from'),
  places: [{ kind: 'serve', name: 'imap', title: sayPlace('imap'), service: 'imap', over: 'tcp' }],
  task: [text('ours'), text('read')],
  goals: [
    command('login', /^login /i),
    command('list', /^list /i),
    command('examine', /^examine +"?inbox/i),
    command('fetch', /^fetch +1 +\(?(body(\.peek)?\[\]|rfc822|body \[)/i),
    command('logout', /^logout/i),
  ],
  questions: [{ ask: text('tag') }, { ask: text('password') }],
};
