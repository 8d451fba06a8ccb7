/** TLS: a peer that speaks none is told as one, with what to type in its place. */
import { createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { listening, openWords, serverPort } from '../../../test/addresses.ts';

const ANSWERS: Readonly<Record<string, (socket: Socket) => unknown>> = {
  'an echo service': (socket) => socket.pipe(socket),
  'a greeting': (socket) => socket.write('220 hello\r\n'),
  'an answer of HTTP': (socket) => socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
};

it.each(Object.entries(ANSWERS))('%s', async (_, answer) => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    answer(socket);
  });
  await listening(server);
  await expect(openWords(`tls?insecure:127.0.0.1:${serverPort(server)}`)).rejects.toThrow(
    /: the peer does not speak TLS; for one without it the address begins with tcp: .*\(ERR_SSL_\w+\)$/,
  );
  server.close();
  for (const socket of sockets) socket.destroy();
});
