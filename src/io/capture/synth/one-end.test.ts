import { expect, it } from 'vitest';
import type { ChannelFacts, Tap } from '../../base/tap.ts';
import { oneEnd } from './one-end.ts';

it('records a connection to ourselves once, and the next one with the same ports again', () => {
  const seen: string[] = [];
  const tap: Tap = {
    open: ({ role }) => ({
      chunk: (direction) => seen.push(`${role} ${direction}`),
      ended: () => {},
      reset: () => {},
      closed: () => seen.push(`${role} closed`),
    }),
  };
  const [client, server] = [
    { address: '127.0.0.1', port: 50_000 },
    { address: '127.0.0.1', port: 7 },
  ] as const;
  const facts = { scheme: 'tcp', local: '', remote: '', started: 0, opened: 0 } as const;
  const ours: ChannelFacts = { ...facts, role: 'initiator', localIp: client, remoteIp: server };
  const theirs: ChannelFacts = { ...facts, role: 'acceptor', localIp: server, remoteIp: client };
  const known = oneEnd();
  for (let round = 0; round < 2; round++) {
    const [one, other] = [known(tap).open(ours), known(tap).open(theirs)];
    one.chunk('sent', new Uint8Array(1), 0);
    other.chunk('received', new Uint8Array(1), 0);
    other.closed(0);
    one.closed(0);
  }
  expect(seen).toEqual(['initiator sent', 'initiator closed', 'initiator sent', 'initiator closed']);
  known(tap)
    .open({ ...theirs, framing: 'datagram' })
    .chunk('sent', new Uint8Array(1), 0);
  expect(seen.at(-1)).toBe('acceptor sent');
});
