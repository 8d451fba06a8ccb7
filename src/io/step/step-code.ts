/** Step code: the calls that were made as a program in Python, C or TypeScript that makes them again. */
import { parsePort, splitHostPort } from '../../core/address.ts';
import type { Family, SocketType } from '../host/socket-calls.ts';
import { bytesOf, onceOf, type Word } from './words.ts';

/** A call that returned, with the socket that it was made on and the one that it gave. */
export interface CodeStep {
  readonly call: string;
  readonly on: string;
  readonly made: string | undefined;
  readonly family: Family;
  readonly type: SocketType;
  readonly args: readonly Word[];
  /** It returned an error, and what came after it was done all the same. */
  readonly failed: boolean;
}

export const LANGUAGES = ['c', 'python', 'ts'] as const;
export type Language = (typeof LANGUAGES)[number];

export const codeOf = (steps: readonly CodeStep[], language: Language): readonly string[] => WRITERS[language](steps);

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Address words of a call: `host:port`, or host and port; empty: all addresses. */
const placeOf = (words: readonly Word[]): Place => {
  const [first, second] = words.map(({ text }) => text);
  const { host, port } = second === undefined ? splitHostPort(first ?? '') : { host: first ?? '', port: second };
  return { host: host.replace(/^\[|\]$/g, ''), port: parsePort(port, 'step') };
};

const literal = (word: Word | undefined): string => {
  const bytes = word === undefined ? new Uint8Array(0) : onceOf(word);
  const body = [...bytes].map((c) => ESCAPES[c] ?? (c >= 32 && c < 127 ? String.fromCharCode(c) : `\\x${c.toString(16).padStart(2, '0')}`));
  return `"${body.join('')}"`;
};
const ESCAPES: Readonly<Record<number, string>> = { 10: '\\n', 13: '\\r', 9: '\\t', 34: '\\"', 92: '\\\\' };

/** How many times the text is to be sent in one call. */
const timesOf = (word: Word | undefined): number => word?.times ?? 1;
const lengthOf = (word: Word | undefined): number => (word === undefined ? 0 : bytesOf(word).length);

const number = (word: Word | undefined, otherwise: number): string => word?.text ?? String(otherwise);
const how = (word: Word | undefined): string => {
  const text = (word?.text ?? 'WR').toUpperCase().replace('SHUT_', '');
  return `SHUT_${['RD', 'WR', 'RDWR'][Number(text)] ?? text}`;
};
const optionOf = (args: readonly Word[]): readonly [string, string] => {
  const [option = '', value = '1'] = args.filter(({ text }) => text !== 'SOL_SOCKET').map(({ text }) => text);
  return [option, value];
};
const isOff = (word: Word | undefined): boolean => /^(off|no|false|0)$/i.test(word?.text ?? 'on');

// ---- Python ----------------------------------------------------------------------------------------------------------

/** What is on the stack is closed whatever happens, as by try and finally. */
const python = (steps: readonly CodeStep[]): readonly string[] => [
  'import contextlib',
  'import socket',
  '',
  'with contextlib.ExitStack() as sockets:  # closes them whatever happens',
  ...steps.flatMap((s) => (s.failed ? pythonTry(s) : [pythonLine(s)])).map((text) => `    ${text}`),
];

const pythonText = (word: Word | undefined): string => `b${literal(word)}${timesOf(word) === 1 ? '' : ` * ${timesOf(word)}`}`;

const pythonPlace = ({ family, args }: CodeStep, from = 0): string => {
  if (family === 'AF_UNIX') return JSON.stringify(args[from]?.text ?? '');
  const { host, port } = placeOf(args.slice(from));
  return `(${JSON.stringify(host)}, ${port})`;
};

const pythonTry = (s: CodeStep): readonly string[] => ['try:', `    ${pythonLine(s)}`, 'except OSError as error:', '    print(error)'];

const pythonLine = (s: CodeStep): string => {
  const { call, on, made, args } = s;
  switch (call) {
    case 'socket':
      return `${made} = sockets.enter_context(socket.socket(socket.${s.family}, socket.${s.type}))`;
    case 'accept':
      return made === undefined ? `${on}.accept()` : `${made} = sockets.enter_context(${on}.accept()[0])`;
    case 'bind':
    case 'connect':
      return `${on}.${call}(${pythonPlace(s)})`;
    case 'send':
      return `${on}.send${timesOf(args[0]) === 1 ? 'all' : ''}(${pythonText(args[0])})`;
    case 'sendto':
      return `${on}.sendto(${pythonText(args[0])}, ${pythonPlace(s, 1)})`;
    case 'recv':
    case 'recvfrom':
      return `print(${on}.${call}(${number(args[0], 1024)}))`;
    case 'shutdown':
      return `${on}.shutdown(socket.${how(args[0])})`;
    case 'blocking':
      return `${on}.setblocking(${isOff(args[0]) ? 'False' : 'True'})`;
    case 'timeout':
      return `${on}.settimeout(${number(args[0], 0)})`;
    case 'setsockopt':
      return `${on}.setsockopt(socket.SOL_SOCKET, socket.${optionOf(args).join(', ')})`;
    case 'listen':
      return `${on}.listen(${number(args[0], 5)})`;
    default:
      return call === 'close' ? `${on}.close()` : `print(${on}.${call}())`;
  }
};

// ---- C ---------------------------------------------------------------------------------------------------------------

const HEADERS = [
  'arpa/inet.h',
  'fcntl.h',
  'netinet/in.h',
  'signal.h',
  'stdio.h',
  'stdlib.h',
  'string.h',
  'sys/socket.h',
  'sys/time.h',
  'sys/un.h',
  'unistd.h',
];

const c = (steps: readonly CodeStep[]): readonly string[] => [
  ...HEADERS.map((name) => `#include <${name}>`),
  '',
  'static long check(const char *call, long value) {',
  '  if (value < 0) { perror(call); exit(1); }',
  '  return value;',
  '}',
  '',
  ...(steps.some(({ args }) => args.some((word) => timesOf(word) !== 1)) ? REPEATED : []),
  'int main(void) {',
  '  char buffer[65536];',
  '  signal(SIGPIPE, SIG_IGN); // send says EPIPE; otherwise the program would end without a word',
  ...steps.flatMap((s, k) => cLines(s, k).map((text) => `  ${text}`)),
  '  return 0;',
  '}',
];

const REPEATED = [
  'static char *repeated(const char *text, long length, long times) {',
  '  char *all = malloc(length * times);',
  '  for (long k = 0; k < times; k++) memcpy(all + k * length, text, length);',
  '  return all;',
  '}',
  '',
];

const cText = (word: Word | undefined): string =>
  word === undefined || timesOf(word) === 1 ? literal(word) : `repeated(${literal(word)}, ${onceOf(word).length}, ${timesOf(word)})`;

/** Declares the address `aN`. */
const cPlace = ({ family, args }: CodeStep, k: number, from = 0): readonly string[] => {
  const name = `a${k}`;
  if (family === 'AF_UNIX') return [`struct sockaddr_un ${name} = { .sun_family = AF_UNIX, .sun_path = ${literal(args[from])} };`];
  const { host, port } = placeOf(args.slice(from));
  if (family === 'AF_INET6')
    return [
      `struct sockaddr_in6 ${name} = { .sin6_family = AF_INET6, .sin6_port = htons(${port}) };`,
      `inet_pton(AF_INET6, "${host === '' ? '::' : host}", &${name}.sin6_addr);`,
    ];
  const address = host === '' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host;
  return [
    `struct sockaddr_in ${name} = { .sin_family = AF_INET, .sin_port = htons(${port}) };`,
    `inet_pton(AF_INET, "${address}", &${name}.sin_addr);`,
  ];
};

const cLines = (s: CodeStep, k: number): readonly string[] => {
  const { call, on, made, args } = s;
  const checked = (text: string): string => (s.failed ? `if (${text} < 0) perror("${call}");` : `check("${call}", ${text});`);
  const place = `(struct sockaddr *)&a${k}, sizeof a${k}`;
  switch (call) {
    case 'socket':
      return [`int ${made} = (int)${checked(`socket(${s.family}, ${s.type}, 0)`)}`];
    case 'accept':
      return [`${made === undefined ? '' : `int ${made} = (int)`}${checked(`accept(${on}, NULL, NULL)`)}`];
    case 'bind':
    case 'connect':
      return [...cPlace(s, k), checked(`${call}(${on}, ${place})`)];
    case 'listen':
      return [checked(`listen(${on}, ${number(args[0], 5)})`)];
    case 'send':
      return [checked(`send(${on}, ${cText(args[0])}, ${lengthOf(args[0])}, 0)`)];
    case 'sendto':
      return [...cPlace(s, k, 1), checked(`sendto(${on}, ${cText(args[0])}, ${lengthOf(args[0])}, 0, ${place})`)];
    case 'recv':
    case 'recvfrom': {
      const received = checked(`recv(${on}, buffer, ${number(args[0], 1024)}, 0)`);
      return s.failed ? [received] : [`long n${k} = ${received}`, `printf("%.*s\\n", (int)n${k}, buffer);`];
    }
    case 'shutdown':
      return [checked(`shutdown(${on}, ${how(args[0])})`)];
    case 'blocking':
      return [checked(`fcntl(${on}, F_SETFL, ${isOff(args[0]) ? 'O_NONBLOCK' : '0'})`)];
    case 'timeout':
      return [
        `struct timeval t${k} = ${cTime(args[0])};`,
        checked(`setsockopt(${on}, SOL_SOCKET, SO_RCVTIMEO, &t${k}, sizeof t${k})`),
        checked(`setsockopt(${on}, SOL_SOCKET, SO_SNDTIMEO, &t${k}, sizeof t${k})`),
      ];
    case 'setsockopt':
      return [`int o${k} = ${optionOf(args)[1]};`, checked(`setsockopt(${on}, SOL_SOCKET, ${optionOf(args)[0]}, &o${k}, sizeof o${k})`)];
    default:
      return call === 'close' ? [`close(${on});`] : [];
  }
};

// ---- TypeScript ------------------------------------------------------------------------------------------------------

const ts = (steps: readonly CodeStep[]): readonly string[] => [
  "import { socketCalls } from 'wirecat/io/host/socket-calls';",
  '',
  "const system = await socketCalls('steps');",
  'const utf8 = (text: string) => new TextEncoder().encode(text);',
  ...steps.flatMap(tsLine),
];

const tsPlace = ({ family, args }: CodeStep, from = 0): string => {
  if (family === 'AF_UNIX') return JSON.stringify(args[from]?.text ?? '');
  const { host, port } = placeOf(args.slice(from));
  if (family === 'AF_INET6') return `'[${host === '' ? '::' : host}]:${port}'`;
  return `'${host === '' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host}:${port}'`;
};

const tsText = (word: Word | undefined): string => `utf8(${literal(word)}${timesOf(word) === 1 ? '' : `.repeat(${timesOf(word)})`})`;

const tsLine = (s: CodeStep): readonly string[] => {
  const { call, on, made, args } = s;
  switch (call) {
    case 'socket':
      return [`const ${made} = system.socket('${s.family}', '${s.type}', 0).value;`];
    case 'accept':
      return [made === undefined ? `console.log(await system.accept(${on}));` : `const ${made} = (await system.accept(${on})).value;`];
    case 'bind':
      return [`system.bind(${on}, ${tsPlace(s)});`];
    case 'connect':
      return [`await system.connect(${on}, ${tsPlace(s)});`];
    case 'listen':
      return [`system.listen(${on}, ${number(args[0], 5)});`];
    case 'send':
      return [`await system.send(${on}, ${tsText(args[0])});`];
    case 'sendto':
      return [`await system.sendto(${on}, ${tsText(args[0])}, ${tsPlace(s, 1)});`];
    case 'recv':
    case 'recvfrom':
      return [`console.log(await system.${call}(${on}, ${number(args[0], 1024)}));`];
    case 'shutdown':
      return [`system.shutdown(${on}, '${how(args[0])}');`];
    case 'blocking':
      return [`system.setBlocking(${on}, ${!isOff(args[0])});`];
    case 'timeout':
      return ['SO_RCVTIMEO', 'SO_SNDTIMEO'].map((option) => `system.setsockopt(${on}, '${option}', ${number(args[0], 0)});`);
    case 'setsockopt':
      return [`system.setsockopt(${on}, '${optionOf(args)[0]}', ${optionOf(args)[1]});`];
    default:
      return [call === 'close' ? `system.close(${on});` : `console.log(system.${call}(${on}));`];
  }
};

const WRITERS: Readonly<Record<Language, (steps: readonly CodeStep[]) => readonly string[]>> = { c, python, ts };

const cTime = (seconds: Word | undefined): string => {
  const value = Number(seconds?.text ?? 0);
  return `{ .tv_sec = ${Math.floor(value)}, .tv_usec = ${Math.round((value % 1) * 1e6)} }`;
};
