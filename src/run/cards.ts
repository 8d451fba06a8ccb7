/** Cards: who has the other end of a conversation, where that is a process of this machine, and what the system measures of the connection. */
import type { OpenChannel } from '../io/base/channel.ts';
import type { TlsFacts } from '../io/base/tap.ts';
import { clientPorts } from '../io/net/client-ports.ts';
import { ownerOfPeer } from '../io/net/system-sockets.ts';
import { type TcpFigures, tcpFigures } from '../io/net/tcp-figures.ts';

export interface Card {
  /** Says what was measured last. */
  close(): Promise<void>;
}

/** `say` is told at once who the other end is, where that can be known. */
export const openCard = ({ facts, ledger }: OpenChannel, say: (line: string) => void): Card => {
  const { localIp, remoteIp } = facts;
  if (localIp === undefined || remoteIp === undefined) return { close: async () => {} };
  if (facts.role === 'initiator') say(ownPortText(localIp.port));
  for (const line of facts.tls === undefined ? [] : securityLines(facts.tls)) say(line);
  const owner = ownerOfPeer(localIp, remoteIp);
  if (owner !== undefined) say(`the other end: ${owner.command} (pid ${owner.pid})`);
  let last: TcpFigures | undefined;
  let asked: Promise<void> = Promise.resolve();
  const ask = (): void => {
    asked = Promise.all([asked, tcpFigures(localIp, remoteIp)]).then(([, found]) => {
      last = found ?? last;
    });
  };
  ask();
  // While one direction is open the system still has the connection.
  const timer = setInterval(ask, EACH_MS).unref();
  ledger.watch({ open: () => ({ chunk: () => {}, ended: ask, reset: () => {}, closed: () => {} }) }, facts);
  return {
    close: async () => {
      clearInterval(timer);
      await asked;
      if (last !== undefined) say(cardText(last));
    },
  };
};
const EACH_MS = 2000;

/** `round trip 0.04 ms (least 0.01), congestion window 10 segments, none sent again` */
export const cardText = ({ rtt, least, window, again }: TcpFigures): string => {
  const lowest = least === undefined ? '' : ` (least ${least})`;
  const repeated = again === 0 ? 'none sent again' : `${again} sent again`;
  return `round trip ${rtt} ms${lowest}, congestion window ${window} segments, ${repeated}`;
};

/** Whose choice a client's port was, as far as its number tells. */
const ownPortText = (port: number): string => {
  const [first, last] = clientPorts();
  const isGiven = port >= first && port <= last;
  return isGiven ? `our port ${port} is ephemeral: the system chose it, from ${first} to ${last}` : `our port ${port} was chosen by us`;
};

/** What TLS gives of the three goals of security, and by what. */
export const securityLines = ({ cipher, verified, peer }: TlsFacts): readonly string[] => {
  const aead = /GCM|CCM|POLY1305/.exec(cipher)?.[0];
  const hash = /(SHA\d*|MD5)$/.exec(cipher)?.[0];
  const isHidden = !/NULL/.test(cipher);
  const known = peer === undefined ? 'the other side has shown no certificate' : 'nobody we trust vouches for the certificate';
  return [
    isHidden ? `✔ confidentiality: who listens sees no content (${cipher})` : `✘ confidentiality: ${cipher} hides nothing`,
    `✔ integrity: who changes a byte is found out (${aead === undefined ? `HMAC with ${hash ?? 'a hash'}` : `${aead}, an AEAD`})`,
    verified ? '✔ authentication: the certificate is verified' : `✘ authentication: ${known}, so this may be anybody`,
  ];
};
