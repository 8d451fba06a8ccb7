/** What a message of SOCKS says in plain words. */
import { joinHostPort } from '../../core/address.ts';
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { quoted } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('socks');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=1080 tcp.flags=0x018',
    data: '\u0004\u0001\u0000\u0050\u0000\u0000\u0000\u0001\u0000www.example\u0000',
  },
  says: (at) => {
    const { sender, receiver } = at;
    if (at.has('socks.command')) return request(at);
    if (at.has('socks.results')) return reply(at);
    if (at.has('socks.auth_method_count')) return say('methods', { sender, receiver });
    if (at.has('socks.auth_accepted_method')) return choice(at);
    if (at.has('socks.auth_status')) return at.number('socks.auth_status') === 0 ? say('welcome', { sender }) : say('wrong', { sender });
    return at.has('socks.username') ? say('login', { sender, user: quoted(at.text('socks.username')) }) : undefined;
  },
};

const request = (at: Speaking): Said => {
  const { sender, receiver } = at;
  const command = at.number('socks.command');
  if (command === 3) return say('udp', { sender, receiver });
  return command === 1 || command === 2
    ? say(command === 1 ? 'connect' : 'bind', { sender, receiver, target: targetOf(at) })
    : say('other', { sender, receiver });
};

const targetOf = (at: Speaking): string => {
  const names = ['socks.v4a_dns_name', 'socks.remote_name', 'socks.dstV6', 'socks.dst'];
  const host = at.text(names.find((name) => at.has(name)) ?? '');
  return joinHostPort(host, at.text(at.has('socks.port') ? 'socks.port' : 'socks.dstport'));
};

const reply = (at: Speaking): Said => {
  const result = at.number('socks.results');
  return result === 0 || result === 90
    ? say('granted', { sender: at.sender })
    : say('refused', { sender: at.sender, why: at.named('socks.results') ?? at.text('socks.results') });
};

const choice = (at: Speaking): Said => {
  const { sender } = at;
  const method = at.number('socks.auth_accepted_method');
  if (method === 0) return say('noLogin', { sender });
  if (method === 2) return say('wantsPassword', { sender });
  return method === 255
    ? say('noMethod', { sender })
    : say('method', { sender, how: at.named('socks.auth_accepted_method') ?? at.text('socks.auth_accepted_method') });
};
