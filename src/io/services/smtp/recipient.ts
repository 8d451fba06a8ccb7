/** Whose mail is taken: this machine's, and nobody else's. There is no way to make it pass mail on. */
import type { Path } from '../../../protocols/smtp/command.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { ownName } from '../../mail/sasl.ts';

const DOMAINS: ReadonlySet<string> = new Set(['', 'lab', 'localhost', 'localhost.localdomain']);

type Here = Pick<OpenChannel, 'facts'>;

/** A reply that refuses; undefined for a mailbox of this machine. */
export const recipientTrouble = (path: Path, channel: Here): string | undefined => {
  if (!isLocal(path, channel)) return '554 5.7.1 No mail is passed on: only mailboxes @lab, @localhost and of this machine';
  // Addresses within addresses, with which others were made to relay.
  if (/[%!@]/.test(path.local)) return '554 5.7.1 No mail is passed on, not by %, ! or quotes either';
  return undefined;
};

export const isLocal = ({ domain }: Pick<Path, 'domain'>, { facts }: Here): boolean => {
  const name = domain.replace(/\.$/, '');
  if (DOMAINS.has(name) || name === ownName()) return true;
  const literal = /^\[(?:ipv6:)?([0-9a-f.:]+)\]$/.exec(name)?.[1];
  return literal !== undefined && literal === facts.localIp?.address;
};
