/** Service `chat`: people, rooms and a history, for nc, telnet and clients of IRC (RFC 2812) together. */
import { Chat, LISTEN_FIRST } from '../../serve/chat.ts';
import type { Service } from '../../serve/service.ts';

export const chat: Service<Chat> = {
  name: 'chat',
  title: 'A chat for nc, telnet and IRC: people, rooms, a history',
  spec: 'RFC 2812',
  ports: { tcp: 6667, tls: 6697 },
  framings: ['stream'],
  example: 'irssi -c HOST -p PORT',
  options: {},
  shares: 'rooms',
  parse: () => new Chat({ host: undefined, listenFirst: LISTEN_FIRST, time: () => new Date().toTimeString().slice(0, 5) }),
  serve: (channel, { options, signal }) => options.serve(channel, signal),
};
