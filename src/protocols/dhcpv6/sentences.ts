/** Who gets which address of IPv6, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('dhcpv6');

const KINDS: Readonly<
  Record<number, 'solicit' | 'advertise' | 'request' | 'confirm' | 'renew' | 'reply' | 'release' | 'decline' | 'inform' | 'relay'>
> = {
  1: 'solicit',
  2: 'advertise',
  3: 'request',
  4: 'confirm',
  5: 'renew',
  6: 'renew',
  7: 'reply',
  8: 'release',
  9: 'decline',
  11: 'inform',
  12: 'relay',
  13: 'relay',
};

export const sentences: Sentences = {
  says: (at) => {
    const { sender } = at;
    const kind = KINDS[at.number('dhcpv6.msgtype')];
    const address = at.text('dhcpv6.iaaddr.ip');
    if (kind === 'reply' && address !== '') return say('replyAddress', { sender, address });
    return kind === undefined
      ? say('other', { sender, name: at.named('dhcpv6.msgtype') ?? at.text('dhcpv6.msgtype') })
      : say(kind, { sender });
  },
};
