/** What a mail program asks of a mailbox and what it is told, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { closed, isOneOf, spokenText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';
import { type ImapMessage, Kind } from './talk.ts';

const say = sayer<typeof en>('imap');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=143 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: 'a3 EXAMINE INBOX\r\n',
  },
  says: (at) => {
    const { sender } = at;
    const kind = (at.message as ImapMessage | undefined)?.kind;
    if (kind === Kind.credentials) return say('credentials', { sender });
    if (kind === Kind.literal || kind === Kind.rest) return say('literal', { sender, count: at.bytes.length });
    return at.has('imap.request') || at.number('imap.isrequest') === 1 ? command(at) : response(at);
  },
};

const command = (at: Speaking): Said => {
  const { sender } = at;
  const name = at.text('imap.request.command').toUpperCase();
  const tag = at.text('imap.request_tag');
  const folder = at.text('imap.request.folder') || 'INBOX';
  const line = closed(at.text('imap.line'));
  if (name === 'LOGIN')
    return say(at.below('tls') === undefined ? 'LOGIN' : 'LOGINHidden', { sender, tag, user: at.text('imap.request.username') || '?' });
  if (isOneOf(PLAIN, name)) return say(name, { sender, tag });
  if (isOneOf(FOLDERS, name)) return say(name, { sender, tag, folder });
  if (isOneOf(LINES, name)) return say(name, { sender, line });
  return name === '' ? say('tells', { sender, text: line }) : say('command', { sender, name, tag: tag || '-' });
};
const PLAIN = ['AUTHENTICATE', 'LIST', 'EXPUNGE', 'CLOSE', 'CAPABILITY', 'NOOP', 'IDLE', 'STARTTLS', 'LOGOUT'] as const;
const FOLDERS = ['SELECT', 'EXAMINE', 'APPEND', 'STATUS', 'CREATE', 'DELETE'] as const;
const LINES = ['FETCH', 'SEARCH', 'STORE', 'COPY'] as const;

const response = (at: Speaking): Said => {
  const { sender } = at;
  const line = at.text('imap.line');
  const tag = at.text('imap.response_tag');
  const status = at.text('imap.response.status').toUpperCase();
  if (line.startsWith('+')) return say('more', { sender });
  const text = closed(line.replace(/^\S+ +(OK|NO|BAD|BYE|PREAUTH) */i, ''));
  if (tag !== '' && tag !== '*' && status !== '')
    return say(status === 'OK' ? 'done' : status === 'NO' ? 'no' : 'bad', { sender, tag, text });
  return untagged(sender, line.replace(/^\* /, ''), text);
};

const untagged = (sender: Speaking['sender'], line: string, text: string): Said => {
  const [first = '', second = ''] = line.toUpperCase().split(/\s+/);
  const rest = closed(line.slice(first.length).trim());
  if (second === 'EXISTS') return say('exists', { sender, count: Number(first) });
  if (second === 'RECENT') return say('recent', { sender, count: Number(first) });
  if (second === 'FETCH') return say('letter', { sender, number: first });
  if (second === 'EXPUNGE') return say('gone', { sender, number: first });
  if (first === 'LIST' || first === 'LSUB') return say('mailbox', { sender, name: spokenText(MAILBOX.exec(line)?.[1] ?? rest) });
  if (first === 'FLAGS') return say('marks', { sender, text: rest });
  if (first === 'STATUS') return say('status', { sender, text: rest });
  if (first === 'CAPABILITY') return say('can', { sender, text: rest });
  if (first === 'SEARCH') return say('found', { sender, text: rest || '-' });
  if (first === 'BYE') return say('bye', { sender, text });
  const code = first === 'OK' ? CODE.exec(line) : null;
  if (code !== null) return codeSaid(sender, code[1]?.toUpperCase() ?? '', code[2] ?? '', line);
  if (first === 'PREAUTH' || (first === 'OK' && !/\[(?!CAPABILITY)/i.test(line))) return say('greeting', { sender, text });
  return tells(sender, line);
};

/** Flags, the mark between the levels of names, and the name. */
const MAILBOX = /^\S+ \([^)]*\) \S+ (.+)$/;
/** What stands in brackets before the text of an OK. */
const CODE = /^OK \[(PERMANENTFLAGS|UNSEEN|UIDVALIDITY|UIDNEXT) ([^\]]*)\]/i;

const codeSaid = (sender: Speaking['sender'], code: string, value: string, line: string): Said => {
  if (code === 'PERMANENTFLAGS') return say('marksStay', { sender, text: closed(value) });
  if (code === 'UNSEEN') return say('unseen', { sender, number: value });
  if (code === 'UIDVALIDITY') return say('uids', { sender, number: value });
  return code === 'UIDNEXT' ? say('uidNext', { sender, number: value }) : tells(sender, line);
};

const tells = (sender: Speaking['sender'], line: string): Said => say('tells', { sender, text: `${spokenText(line)}.` });
