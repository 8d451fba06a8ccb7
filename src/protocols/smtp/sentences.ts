/** How a letter is handed over, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { isOneOf, spokenText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('smtp');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=25 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: 'MAIL FROM:<ada@example.org>\r\n',
  },
  says: (at) => {
    const { sender } = at;
    if (at.has('smtp.response.code')) return reply(at);
    if (at.has('smtp.req.command')) return command(at, at.text('smtp.req.command').toUpperCase());
    if (at.has('smtp.message') || at.has('smtp.eom')) {
      const count = at.values('smtp.message').length;
      return say(at.has('smtp.eom') ? 'content' : 'part', { sender, count });
    }
    if (at.has('smtp.auth.username') || at.has('smtp.auth.password') || at.has('smtp.auth.username_password'))
      return say('credentials', { sender });
    return say('line', { sender, receiver: at.receiver, text: spokenText(at.text('smtp.response')) });
  },
};

const command = (at: Speaking, name: string): Said => {
  const { sender } = at;
  const arg = spokenText(at.text('smtp.req.parameter').replace(/^(FROM|TO): ?(<[^>]*>).*/i, '$2'));
  if (isOneOf(BARE, name)) return say(name, { sender });
  return isOneOf(WITH, name) ? say(name, { sender, arg }) : say('command', { sender, name });
};
const BARE = ['DATA', 'RSET', 'QUIT', 'NOOP', 'HELP', 'STARTTLS', 'AUTH'] as const;
const WITH = ['HELO', 'EHLO', 'MAIL', 'RCPT', 'BDAT', 'VRFY', 'EXPN'] as const;

const reply = (at: Speaking): Said => {
  const { sender } = at;
  const code = at.number('smtp.response.code');
  const text = spokenText(at.texts('smtp.rsp.parameter').at(-1) ?? '') || at.named('smtp.response.code') || String(code);
  if (code === 250 && at.values('smtp.rsp.parameter').length > 1)
    return say('r250list', { sender, text: at.texts('smtp.rsp.parameter').slice(1).map(spokenText).join(', ') });
  const key = `r${code}`;
  if (isOneOf(OWN, key)) return say(key, { sender });
  if (isOneOf(WITH_TEXT, key)) return say(key, { sender, text });
  const hundred = `r${Math.floor(code / 100)}`;
  return say(isOneOf(HUNDREDS, hundred) ? hundred : 'r5', { sender, text, code: String(code) });
};
const OWN = ['r221', 'r235', 'r334', 'r354', 'r535'] as const;
const WITH_TEXT = ['r220', 'r250', 'r421', 'r550'] as const;
const HUNDREDS = ['r2', 'r3', 'r4', 'r5'] as const;
