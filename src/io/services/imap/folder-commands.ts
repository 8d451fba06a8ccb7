/** Commands about folders: opening, listing, making, APPEND, and IDLE. */

import { type Arguments, Unexpected } from '../../../protocols/imap/arguments.ts';
import { parseDateTime } from '../../../protocols/imap/dates.ts';
import { withCrLf } from '../../mail/crlf.ts';
import type { Mailbox } from '../../mail/mailbox.ts';
import { canonical, SEPARATOR } from '../../mail/spool.ts';
import type { Act, Acts, Ending, Session } from './act.ts';
import { flagLines, lettersOf } from './flags.ts';
import { FolderView } from './folder-view.ts';
import { idle } from './idle.ts';
import { listFolders } from './list.ts';

const nameIn = (a: Arguments): string => {
  a.space();
  return a.astring('the name of a folder');
};

/** A command that has a name and nothing else. */
const withName = (run: (s: Session, name: string) => Ending | Promise<Ending>): Act => ({
  in: 'inside',
  run: (s, { arguments: a }) => {
    const name = nameIn(a);
    a.end();
    return run(s, name);
  },
});

const open = (readOnly: boolean): Act =>
  withName(async (s, name) => {
    s.select(undefined);
    const mailbox = s.spool.mailbox(name);
    if (mailbox === undefined) return 'NO [NONEXISTENT] There is no such folder; LIST "" "*" names those there are';
    const folder = new FolderView(canonical(name), mailbox, readOnly);
    await folder.open();
    s.select(folder);
    for (const line of flagLines(mailbox, readOnly)) s.talk.say(line);
    s.talk.say(`* ${folder.count} EXISTS`);
    s.talk.say(`* ${folder.recent} RECENT`);
    if (folder.firstUnseen > 0) s.talk.say(`* OK [UNSEEN ${folder.firstUnseen}] The first that was not read`);
    s.talk.say(`* OK [UIDVALIDITY ${mailbox.validity}] UIDs are good as long as this stays`);
    s.talk.say(`* OK [UIDNEXT ${mailbox.next}] The next UID`);
    return readOnly ? 'OK [READ-ONLY] The folder is open to read only' : 'OK [READ-WRITE] The folder is open';
  });

const create = withName((s, name) => {
  s.spool.create(name);
  return 'OK The folder is there';
});

const remove = withName(async (s, name) => {
  if (s.folder?.name === canonical(name)) s.select(undefined);
  await s.spool.delete(name);
  return 'OK The folder is gone';
});

const rename: Act = {
  in: 'inside',
  run: async (s, { arguments: a }) => {
    const from = nameIn(a);
    const to = nameIn(a);
    a.end();
    if (s.folder !== undefined && s.folder.name === canonical(from) && s.folder.name !== 'INBOX') s.select(undefined);
    await s.spool.rename(from, to);
    return 'OK The folder has the new name';
  },
};

const subscribe = (wanted: boolean): Act =>
  withName(async (s, name) => {
    if (wanted && s.spool.mailbox(name) === undefined) return 'NO [NONEXISTENT] There is no such folder';
    await s.spool.subscribe(name, wanted);
    return 'OK Done';
  });

const list = (verb: 'LIST' | 'LSUB'): Act => ({
  in: 'inside',
  run: (s, { arguments: a }) => {
    a.space();
    const reference = a.astring('a name to begin with, or ""');
    a.space();
    const pattern = a.pattern();
    a.end();
    for (const line of listFolders(s.spool, verb, reference, pattern)) s.talk.say(line);
    return 'OK Those are all';
  },
});

const namespace: Act = {
  in: 'inside',
  run: (s, { arguments: a }) => {
    a.end();
    s.talk.say(`* NAMESPACE (("" "${SEPARATOR}")) NIL NIL`);
    return 'OK Done';
  },
};

// ---- STATUS ------------------------------------------------------------------------------------------------------------

const status: Act = {
  in: 'inside',
  run: async (s, { arguments: a }) => {
    const name = nameIn(a);
    a.space();
    const wanted = a.list(() => a.word('what to tell'));
    a.end();
    const mailbox = s.spool.mailbox(name);
    if (mailbox === undefined) return 'NO [NONEXISTENT] There is no such folder';
    await mailbox.refresh();
    const told = wanted.map((word) => `${word} ${statusOf(mailbox, word)}`);
    s.talk.say(`* STATUS "${name.replace(/["\\]/g, '\\$&')}" (${told.join(' ')})`);
    return 'OK Done';
  },
};

const statusOf = (mailbox: Mailbox, word: string): number => {
  const say = STATUS[word];
  if (say === undefined) throw new Unexpected(`there is no ${word} of a folder: MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN`);
  return say(mailbox);
};

const STATUS: Readonly<Record<string, (mailbox: Mailbox) => number>> = {
  MESSAGES: ({ mails }) => mails.length,
  RECENT: ({ mails }) => mails.filter((m) => m.folder === 'new').length,
  UIDNEXT: ({ next }) => next,
  UIDVALIDITY: ({ validity }) => validity,
  UNSEEN: ({ mails }) => mails.filter((m) => !m.flags.includes('S')).length,
};

// ---- APPEND ------------------------------------------------------------------------------------------------------------

const append: Act = {
  in: 'inside',
  run: async (s, { arguments: a }) => {
    const name = nameIn(a);
    a.space();
    const flags = a.isList ? a.list(() => a.flag(), true) : undefined;
    if (flags !== undefined) a.space();
    const date = a.isQuoted ? a.astring('a date') : undefined;
    if (date !== undefined) a.space();
    const mail = a.literal('the message as a literal, {SIZE}');
    a.end();
    const at = date === undefined ? undefined : parseDateTime(date);
    if (date !== undefined && at === undefined) return 'BAD Expected a date such as "17-Jul-1996 02:44:25 -0700"';
    const mailbox = s.spool.mailbox(name);
    if (mailbox === undefined) return 'NO [TRYCREATE] There is no such folder; CREATE makes it';
    await mailbox.refresh();
    const { uid } = await mailbox.append(withCrLf(mail), await lettersOf(flags ?? [], mailbox), at);
    return `OK [APPENDUID ${mailbox.validity} ${uid}] The message is there`;
  },
};

export const folderCommands: Acts = [
  ['SELECT', open(false)],
  ['EXAMINE', open(true)],
  ['CREATE', create],
  ['DELETE', remove],
  ['RENAME', rename],
  ['SUBSCRIBE', subscribe(true)],
  ['UNSUBSCRIBE', subscribe(false)],
  ['LIST', list('LIST')],
  ['LSUB', list('LSUB')],
  ['NAMESPACE', namespace],
  ['STATUS', status],
  ['APPEND', append],
  ['IDLE', idle],
];
