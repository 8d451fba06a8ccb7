/** Commands about messages: FETCH, STORE, SEARCH, COPY, MOVE, EXPUNGE, and the ways to leave a folder. */
import { setImmediate as turn } from 'node:timers/promises';
import { type Arguments, type NumberSet, Unexpected } from '../../../protocols/imap/arguments.ts';
import { fetchItems } from '../../../protocols/imap/fetch-items.ts';
import { parseSearch } from '../../../protocols/imap/search-keys.ts';
import { AT_ONCE, type Mail } from '../../mail/mailbox.ts';
import type { Act, Acts, Ending, Session } from './act.ts';
import type { ImapCommand } from './command.ts';
import { fetchMails } from './fetch.ts';
import { flagLines, lettersOf } from './flags.ts';
import type { FolderView, Seen } from './folder-view.ts';
import { searchMails } from './search.ts';

/** A command in a folder. */
const inFolder = (run: (s: Session, folder: FolderView, command: ImapCommand) => Ending | Promise<Ending>, keepsNumbers = false): Act => ({
  in: 'folder',
  keepsNumbers,
  run: (s, command) => (s.folder === undefined ? 'BAD No folder is open' : run(s, s.folder, command)),
});

/** The messages that a set names; by their numbers, all of them have to be there. */
const chosen = (folder: FolderView, a: Arguments, isUid: boolean): readonly Seen[] => {
  a.space();
  const set: NumberSet = a.set();
  if (!isUid && folder.exceeds(set)) throw new Unexpected(`there are only ${folder.count} messages`);
  return folder.chosen(set, isUid);
};

const fetch = inFolder(async (s, folder, { arguments: a, isUid }) => {
  const mails = chosen(folder, a, isUid);
  a.space();
  const items = fetchItems(a);
  a.end();
  const missing = await fetchMails(s.talk, folder, mails, isUid ? [{ kind: 'UID' }, ...items.filter((i) => i.kind !== 'UID')] : items);
  return missing ? 'NO Some of them are gone' : 'OK That is all';
}, true);

const store = inFolder(async (s, folder, { arguments: a, isUid }) => {
  const mails = chosen(folder, a, isUid);
  a.space();
  const sign = a.take('+') ? '+' : a.take('-') ? '-' : '';
  const name = a.word('FLAGS');
  if (name !== 'FLAGS' && name !== 'FLAGS.SILENT') throw new Unexpected(`expected FLAGS, got ${name}`);
  a.space();
  const flags = a.isList ? a.list(() => a.flag(), true) : flagsUntilEnd(a);
  a.end();
  if (folder.readOnly) return 'NO [READ-ONLY] The folder is open to read only';
  const { mailbox } = folder;
  const known = mailbox.keywords.length;
  const letters = await lettersOf(flags, mailbox);
  if (mailbox.keywords.length > known) for (const line of flagLines(mailbox, false)) s.talk.say(line);
  for (const [i, { number, mail }] of mails.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await turn();
    await mailbox.setFlags(mail, combined(mail.flags, letters, sign));
    folder.tell(mail);
    if (name === 'FLAGS' && !mail.gone) s.talk.say(`* ${number} FETCH (${isUid ? `UID ${mail.uid} ` : ''}FLAGS (${folder.flagsOf(mail)}))`);
  }
  return mails.some(({ mail }) => mail.gone) ? 'NO Some of them are gone' : 'OK Done';
}, true);

const flagsUntilEnd = (a: Arguments): readonly string[] => {
  const flags = [a.flag()];
  while (a.hasMore) {
    a.space();
    flags.push(a.flag());
  }
  return flags;
};

const combined = (old: string, given: string, sign: string): string => {
  if (sign === '') return given;
  return sign === '+' ? old + given : [...old].filter((letter) => !given.includes(letter)).join('');
};

const search = inFolder(async (s, folder, { arguments: a, isUid }) => {
  a.space();
  const { charset, key } = parseSearch(a);
  a.end();
  if (charset !== undefined && !/^(utf-8|us-ascii)$/i.test(charset))
    return 'NO [BADCHARSET (US-ASCII UTF-8)] That character set is not known';
  const found = await searchMails(folder, key);
  s.talk.say(`* SEARCH${found.map(({ number, mail }) => ` ${isUid ? mail.uid : number}`).join('')}`);
  return 'OK That is all';
}, true);

// ---- COPY and MOVE -----------------------------------------------------------------------------------------------------

const copyOrMove = (moves: boolean): Act =>
  inFolder(async (s, folder, { arguments: a, isUid }) => {
    const mails = chosen(folder, a, isUid);
    a.space();
    const name = a.astring('the name of a folder');
    a.end();
    if (moves && folder.readOnly) return 'NO [READ-ONLY] The folder is open to read only';
    const to = s.spool.mailbox(name);
    if (to === undefined) return 'NO [TRYCREATE] There is no such folder; CREATE makes it';
    await to.refresh();
    const copies: { readonly from: Mail; readonly to: Mail }[] = [];
    for (const { mail } of mails) if (!mail.gone) copies.push({ from: mail, to: await folder.mailbox.copy(mail, to) });
    const code = copies.length === 0 ? '' : `[COPYUID ${to.validity} ${uids(copies.map((c) => c.from))} ${uids(copies.map((c) => c.to))}] `;
    if (!moves) return `OK ${code}They are there too`;
    if (code !== '') s.talk.say(`* OK ${code}They are there`);
    await folder.mailbox.remove(copies.map((c) => c.from));
    return 'OK They are there, and not here any more';
  });

/** `1:3,7`. */
const uids = (mails: readonly Mail[]): string => {
  const ranges: [number, number][] = [];
  for (const { uid } of mails) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === uid - 1) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');
};

// ---- for good ----------------------------------------------------------------------------------------------------------

const expunged = async (folder: FolderView, among: readonly Seen[]): Promise<void> =>
  folder.mailbox.remove(among.map(({ mail }) => mail).filter((m) => m.flags.includes('T')));

const expunge = inFolder(async (_, folder, { arguments: a, isUid }) => {
  const among = isUid ? chosen(folder, a, true) : folder.all();
  a.end();
  if (folder.readOnly) return 'NO [READ-ONLY] The folder is open to read only';
  await expunged(folder, among);
  return 'OK They are gone';
});

const leave = (expunges: boolean): Act =>
  inFolder(async (s, folder, { arguments: a }) => {
    a.end();
    if (expunges && !folder.readOnly) await expunged(folder, folder.all());
    s.select(undefined);
    return 'OK The folder is closed';
  });

const check = inFolder((_s, _folder, { arguments: a }) => {
  a.end();
  return 'OK Everything is on the disk';
});

export const mailCommands: Acts = [
  ['FETCH', fetch],
  ['UID FETCH', fetch],
  ['STORE', store],
  ['UID STORE', store],
  ['SEARCH', search],
  ['UID SEARCH', search],
  ['COPY', copyOrMove(false)],
  ['UID COPY', copyOrMove(false)],
  ['MOVE', copyOrMove(true)],
  ['UID MOVE', copyOrMove(true)],
  ['EXPUNGE', expunge],
  ['UID EXPUNGE', expunge],
  ['CHECK', check],
  ['CLOSE', leave(true)],
  ['UNSELECT', leave(false)],
];
