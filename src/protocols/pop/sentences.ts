/** How mail is fetched, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { isOneOf, spokenText } from '../shared/spoken-text.ts';
import type { en } from './en.ts';
import type { PopMessage } from './talk.ts';

const say = sayer<typeof en>('pop');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=110 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: 'RETR 1\r\n',
  },
  says: (at) => {
    const { sender } = at;
    if (at.has('pop.request.data')) return say('credentials', { sender });
    if (at.has('pop.response.data')) return say('data', { sender, count: at.values('pop.response.data').length });
    const name = at.text('pop.request.command').toUpperCase();
    if (name !== '') return command(at, name);
    if (at.has('pop.response.indicator')) return reply(at);
    return say('line', { sender, receiver: at.receiver, text: spokenText(at.text('pop.response') || at.text('pop.request')) });
  },
};

const command = (at: Speaking, name: string): Said => {
  const { sender } = at;
  const arg = spokenText(at.text('pop.request.parameter'));
  if (name === 'PASS' && at.below('tls') !== undefined) return say('PASSHidden', { sender });
  if (isOneOf(BARE, name)) return say(name, { sender });
  return isOneOf(WITH, name) ? say(name, { sender, arg }) : say('command', { sender, name });
};
const BARE = ['PASS', 'APOP', 'STAT', 'LIST', 'RSET', 'UIDL', 'NOOP', 'CAPA', 'STLS', 'AUTH', 'QUIT'] as const;
const WITH = ['USER', 'RETR', 'TOP', 'DELE'] as const;

const reply = (at: Speaking): Said => {
  const { sender } = at;
  const text = spokenText(at.text('pop.response.description'));
  const counted = countedReply(at, text);
  if (counted !== undefined) return counted;
  const indicator = at.text('pop.response.indicator');
  if (indicator === '+') return say('more', { sender });
  if ((at.message as PopMessage | undefined)?.first && isFromBegin(at))
    return text === '' ? say('readyBare', { sender }) : say('ready', { sender, text });
  if (indicator.toUpperCase() === '+OK') return text === '' ? say('okBare', { sender }) : say('ok', { sender, text });
  return text === '' ? say('errBare', { sender }) : say('err', { sender, text });
};

/** The handshake was seen. */
const isFromBegin = (at: Speaking): boolean => ((at.below('tcp')?.fact('completeness') ?? 0) & 3) === 3;

/** A reply that is two numbers, or a number and a name: what they are hangs on the command. */
const countedReply = (at: Speaking, text: string): Said | undefined => {
  const [, number = '', value = ''] = /^(\d+) (\S+)$/.exec(text) ?? [];
  const verb = (at.message as PopMessage | undefined)?.verb;
  const { sender } = at;
  if (verb === undefined || number === '') return undefined;
  if (verb !== 'UIDL' && !/^\d+$/.test(value)) return undefined;
  if (verb === 'STAT') return say('stat', { sender, count: Number(number), bytes: Number(value) });
  return verb === 'LIST' ? say('size', { sender, number, bytes: Number(value) }) : say('lasting', { sender, number, name: value });
};
