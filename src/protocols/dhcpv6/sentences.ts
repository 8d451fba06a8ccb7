/** Who gets which address of IPv6, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences, Speaking, Who } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('dhcpv6');

const KINDS: Readonly<
  Record<
    number,
    | 'solicit'
    | 'advertise'
    | 'request'
    | 'confirm'
    | 'renew'
    | 'rebind'
    | 'reconfigure'
    | 'reply'
    | 'release'
    | 'decline'
    | 'inform'
    | 'relay'
  >
> = {
  1: 'solicit',
  2: 'advertise',
  3: 'request',
  4: 'confirm',
  5: 'renew',
  6: 'rebind',
  7: 'reply',
  8: 'release',
  9: 'decline',
  10: 'reconfigure',
  11: 'inform',
  12: 'relay',
  13: 'relay',
};

const senderOf = (at: Speaking, type: number): Who => {
  if (KINDS[type] === 'relay') return { who: 'host', name: at.source };
  return FROM_SERVER.has(type) ? { who: 'server', name: at.sender.name } : { who: 'host', name: at.source };
};

/** Both sides have ports of their own, so that these tell who is who: advertise, reply, reconfigure, relay-reply. */
const FROM_SERVER: ReadonlySet<number> = new Set([2, 7, 10, 13]);

export const sentences: Sentences = {
  example: {
    words: 'eth/ipv6/udp ipv6.src=fe80::a01 ipv6.dst=ff02::1:2 udp.srcport=546 udp.dstport=547',
    hex: '01abc0010001000e00010001295f1122020000000a010003000c0000000100000000000000000006000400170018000800020000',
  },
  says: (at) => {
    const type = at.number('dhcpv6.msgtype');
    const kind = KINDS[type];
    const sender = senderOf(at, type);
    const receiver: Who = { who: 'client', name: at.receiver.name };
    const address = at.text('dhcpv6.iaaddr.ip');
    const network = at.text('dhcpv6.iaprefix.pref_addr');
    if (kind === 'reply' || kind === 'advertise') {
      if (network !== '')
        return say(`${kind}Network`, { sender, receiver, network: `${network}/${at.number('dhcpv6.iaprefix.pref_len')}` });
      if (address !== '') return say(`${kind}Address`, { sender, receiver, address });
    }
    return kind === undefined
      ? say('other', { sender, name: at.named('dhcpv6.msgtype') ?? String(type) })
      : say(kind, { sender, receiver });
  },
};
