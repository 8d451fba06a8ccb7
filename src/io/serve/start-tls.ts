/** STARTTLS: a channel that was opened without TLS goes on inside it; whoever closes the outer one closes the inner. */
import type { OpenChannel } from '../base/channel.ts';
import { SocketChannel } from '../net/socket-channel.ts';
import type { TlsOptions } from '../tls/options.ts';
import type { TlsTalk } from '../tls/tickets.ts';

/** Outer channels and what lies inside them. */
const inside = new WeakMap<OpenChannel, OpenChannel>();

/** As server. Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const startTls = async (channel: OpenChannel, options: TlsOptions, signal: AbortSignal, talk?: TlsTalk): Promise<OpenChannel> => {
  const { tlsServer } = await import('../tls/server.ts');
  const inner = await tlsServer(channel, options, signal, talk);
  inside.set(channel, inner);
  answersAll(inner);
  return inner;
};

/** The channel to be closed in order: the one inside, where TLS was started. */
export const innermost = (channel: OpenChannel): OpenChannel => inside.get(channel) ?? channel;

/** A client that leaves TLS without close_notify still gets its replies, and an end in order. */
export const answersAll = (channel: OpenChannel): void => {
  if (channel instanceof SocketChannel) channel.sendsAfterCut = true;
};

/** Whether a service ended with that error because its client left so. */
export const isAnswered = (channel: OpenChannel, error: Error): boolean =>
  channel instanceof SocketChannel && channel.sendsAfterCut && 'code' in error && error.code === 'ETRUNCATED';
