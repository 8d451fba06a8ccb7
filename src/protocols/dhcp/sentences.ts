/** Who gets which address, step by step, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking, Who } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('dhcp');

/** Up to the client's address; behind it stand names of server and file, empty, and then the options. */
const DISCOVER = '010106003903f3260000800000000000000000000000000000000000020000000a01';
const OPTIONS = '3501013d0701020000000a010c046465736b370401030f06ff';

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/udp eth.src=02:00:00:00:0a:01 eth.dst=ff:ff:ff:ff:ff:ff ip.src=0.0.0.0 ip.dst=255.255.255.255 udp.srcport=68 udp.dstport=67',
    hex: `${DISCOVER}${'00'.repeat(202)}63825363${OPTIONS}`,
  },
  says: (at) => {
    const mac = at.text('dhcp.hw.mac_addr') || at.text('dhcp.hw.addr') || '?';
    if (!at.has('dhcp.option.dhcp')) return boot(at, mac);
    return message(at, at.number('dhcp.option.dhcp'), mac);
  },
  adds: (at) => {
    const mask = at.text('dhcp.option.subnet_mask');
    const router = at.text('dhcp.option.router');
    const dns = at.texts('dhcp.option.domain_name_server').join(', ');
    return at.number('dhcp.type') === 2 && mask !== '' && router !== '' && dns !== '' ? say('settings', { mask, router, dns }) : undefined;
  },
};

/** The message tells who is who, also where the first packet of a capture is a reply. */
const senderOf = (at: Speaking): Who => ({ who: at.number('dhcp.type') === 2 ? 'server' : 'client', name: at.sender.name });

const boot = (at: Speaking, mac: string): Said =>
  at.number('dhcp.type') === 1
    ? say('bootRequest', { mac })
    : say('bootReply', { sender: senderOf(at), mac, address: at.text('dhcp.ip.your') });

/** RFC 2131 §3.3. */
const FOR_EVER = 0xffffffff;

/** In the largest unit that it has a whole number of. */
const timeOf = (seconds: number): Said => {
  const [key, each] = UNITS.find(([, unit]) => seconds % unit === 0) ?? ['seconds', 1];
  return say(key, { count: seconds / each });
};
const UNITS: readonly (readonly ['days' | 'hours' | 'minutes', number])[] = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
];

const message = (at: Speaking, kind: number, mac: string): Said => {
  const sender = senderOf(at);
  const own = at.text('dhcp.ip.client');
  const wanted = at.text('dhcp.option.requested_ip_address') || own;
  const address = at.text('dhcp.ip.your');
  if (kind === 1) return say('discover', { mac });
  if (kind === 2) return say('offer', { sender, mac, address });
  if (kind === 3)
    return say(at.has('dhcp.option.dhcp_server_id') ? 'request' : own !== '0.0.0.0' ? 'renew' : 'again', { mac, address: wanted });
  if (kind === 4) return say('decline', { mac, address: wanted });
  if (kind === 5) {
    const seconds = at.number('dhcp.option.ip_address_lease_time');
    if (seconds === 0 || address === '0.0.0.0') return say('ackPlain', { sender, mac });
    return seconds === FOR_EVER ? say('ackForever', { sender, mac, address }) : say('ack', { sender, mac, address, time: timeOf(seconds) });
  }
  if (kind === 6) return say('nak', { sender, mac });
  if (kind === 7) return say('release', { mac, address: own });
  if (kind === 8) return say('inform', { mac, address: own });
  return say('other', { sender: at.sender, receiver: at.receiver, name: at.named('dhcp.option.dhcp') ?? String(kind) });
};
