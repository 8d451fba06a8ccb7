/** oneEnd: a connection of which both ends are ours is recorded from the end that was opened first: each of its packets is there once. */
import type { ChannelFacts, Tap, TappedChannel } from '../../base/tap.ts';
import { both } from '../../base/tap.ts';

/** Taps that know of each other's connections. */
export const oneEnd = (): ((tap: Tap) => Tap) => {
  const open = new Set<string>();
  return (tap) => ({
    open: (facts) => {
      const [own, others] = names(facts);
      if (own === undefined || others === undefined) return tap.open(facts);
      if (open.has(others)) return NOTHING;
      open.add(own);
      return both(tap.open(facts), { ...NOTHING, closed: () => void open.delete(own) });
    },
  });
};

/** What the connection is called at our end, and at the other one; nothing for channels without ports. */
const names = ({ localIp: a, remoteIp: b, framing, packets }: ChannelFacts): readonly string[] => {
  if (a === undefined || b === undefined || packets !== undefined) return [];
  const [one, other] = [a, b].map(({ address, port }) => `${address} ${port}`);
  return [`${framing} ${one} ${other}`, `${framing} ${other} ${one}`];
};

const NOTHING: TappedChannel = { chunk: () => {}, ended: () => {}, reset: () => {}, closed: () => {} };
