/** A call of the sockets API explained: what it does and gives, when it waits, what the wire shows, its twins elsewhere, and where to read on. */
import type { Words } from '../../core/words.ts';
import { type Facts, fact } from '../facts.ts';
import { namedFact, sayCall } from './words.ts';

/** `bind`, `accept()`; undefined for all other text. */
export const explainCall = (text: string, words: Words): Facts | undefined => {
  const name = text.replace(/\(\)$/, '').toLowerCase();
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (call === undefined) return undefined;
  const said = (part: string): string => words.text({ area: 'calls', key: `${name}_${part}`, slots: {} });
  return {
    kind: words.text(sayCall('kind')),
    text: `${call.name ?? name}()`,
    facts: [
      namedFact(words, 'does', said('does')),
      namedFact(words, 'returns', said('returns')),
      namedFact(words, 'blocks', said('blocks')),
      namedFact(words, 'onTheWire', said('wire')),
      namedFact(words, 'likened', said('likened')),
      namedFact(words, 'inC', call.c),
      namedFact(words, 'inPython', call.python),
      namedFact(words, 'windows', call.windows),
      namedFact(words, 'read', call.read),
      ...call.errors.map((code) => fact(code, words.text({ area: 'errno', key: `${code}_means`, slots: {} }))),
    ],
  };
};

export const callNames = (): readonly string[] => Object.keys(CALLS);

interface Call {
  /** Where it is not written in small letters. */
  readonly name?: string;
  readonly c: string;
  readonly python: string;
  /** Winsock, and of named pipes what is nearest. */
  readonly windows: string;
  readonly read: string;
  readonly errors: readonly string[];
}

const papers = (name: string, chapter: string, section = 2): string =>
  `man ${section} ${name}; Stevens, UNIX Network Programming, ${chapter}`;

const CALLS: Readonly<Record<string, Call>> = {
  socket: {
    c: 'int s = socket(AF_INET, SOCK_STREAM, 0);',
    python: 's = socket.socket(socket.AF_INET, socket.SOCK_STREAM)',
    windows: 'WSAStartup, socket (Winsock); CreateNamedPipe',
    read: papers('socket', '4.2'),
    errors: ['EMFILE', 'EPERM'],
  },
  bind: {
    c: 'bind(s, (struct sockaddr *)&address, sizeof address);',
    python: 's.bind(("127.0.0.1", 7007))',
    windows: 'bind (Winsock)',
    read: papers('bind', '4.4'),
    errors: ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'],
  },
  listen: {
    c: 'listen(s, 5);',
    python: 's.listen(5)',
    windows: 'listen (Winsock); PIPE_UNLIMITED_INSTANCES',
    read: papers('listen', '4.5'),
    errors: ['EADDRINUSE'],
  },
  accept: {
    c: 'int c = accept(s, (struct sockaddr *)&peer, &length);',
    python: 'c, peer = s.accept()',
    windows: 'accept (Winsock); ConnectNamedPipe (or ERROR_PIPE_CONNECTED)',
    read: papers('accept', '4.6'),
    errors: ['EAGAIN', 'EINVAL', 'EMFILE'],
  },
  connect: {
    c: 'connect(s, (struct sockaddr *)&address, sizeof address);',
    python: 's.connect(("127.0.0.1", 7007))',
    windows: 'connect (Winsock); CreateFile of a pipe',
    read: papers('connect', '4.3'),
    errors: ['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EINPROGRESS', 'EISCONN'],
  },
  send: {
    c: 'ssize_t n = send(s, buffer, length, 0);',
    python: 'n = s.send(data), s.sendall(data)',
    windows: 'send (Winsock); WriteFile',
    read: papers('send', '3.9, 14.3'),
    errors: ['EPIPE', 'ECONNRESET', 'EAGAIN', 'ENOTCONN'],
  },
  recv: {
    c: 'ssize_t n = recv(s, buffer, sizeof buffer, 0);',
    python: 'data = s.recv(1024)',
    windows: 'recv (Winsock); ReadFile',
    read: papers('recv', '3.9, 14.3'),
    errors: ['EAGAIN', 'ECONNRESET', 'ENOTCONN'],
  },
  sendto: {
    c: 'sendto(s, buffer, length, 0, (struct sockaddr *)&address, sizeof address);',
    python: 's.sendto(data, ("127.0.0.1", 7007))',
    windows: 'sendto (Winsock)',
    read: papers('sendto', '8.2'),
    errors: ['EMSGSIZE', 'EISCONN', 'EACCES'],
  },
  recvfrom: {
    c: 'ssize_t n = recvfrom(s, buffer, sizeof buffer, 0, (struct sockaddr *)&peer, &length);',
    python: 'data, peer = s.recvfrom(1024)',
    windows: 'recvfrom (Winsock)',
    read: papers('recvfrom', '8.2'),
    errors: ['EAGAIN', 'ECONNREFUSED'],
  },
  shutdown: {
    c: 'shutdown(s, SHUT_WR);',
    python: 's.shutdown(socket.SHUT_WR)',
    windows: 'shutdown (Winsock, SD_SEND)',
    read: papers('shutdown', '6.6'),
    errors: ['ENOTCONN'],
  },
  close: {
    c: 'close(s);',
    python: 's.close()',
    windows: 'closesocket (Winsock); DisconnectNamedPipe, CloseHandle',
    read: papers('close', '4.9'),
    errors: ['EBADF'],
  },
  pipe: {
    c: 'int fds[2]; pipe(fds);',
    python: 'reading, writing = os.pipe()',
    windows: '_pipe(fds, 4096, _O_BINARY); CreatePipe',
    read: papers('pipe', 'volume 2, 4.3'),
    errors: ['EMFILE', 'EPIPE'],
  },
  mkfifo: {
    c: 'mkfifo("/tmp/mypipe", 0666); int fd = open("/tmp/mypipe", O_RDONLY);',
    python: 'os.mkfifo("/tmp/mypipe"); fd = os.open("/tmp/mypipe", os.O_RDONLY)',
    windows: 'CreateNamedPipe (\\\\.\\pipe\\mypipe)',
    read: papers('mkfifo', 'volume 2, 4.6', 3),
    errors: ['EEXIST', 'EACCES'],
  },
  fork: {
    c: 'if (fork() == 0) { serve(c); exit(0); } close(c);',
    python: 'p = multiprocessing.Process(target=serve, args=(c,)); p.start()',
    windows: 'CreateProcess',
    read: papers('fork', '4.7'),
    errors: ['EAGAIN'],
  },
  createnamedpipe: {
    name: 'CreateNamedPipe',
    c: 'HANDLE h = CreateNamedPipe("\\\\\\\\.\\\\pipe\\\\mypipe", PIPE_ACCESS_DUPLEX, PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE | PIPE_WAIT, PIPE_UNLIMITED_INSTANCES, 4096, 4096, 5000, NULL);',
    python: 'multiprocessing.connection.Listener(r"\\\\.\\pipe\\mypipe")',
    windows: 'ConnectNamedPipe waits for a client, which comes by CreateFile; ReadFile, WriteFile, DisconnectNamedPipe',
    read: 'learn.microsoft.com: CreateNamedPipe',
    errors: ['EACCES'],
  },
};
