/** Ncat's options: help, completion and getopt read them from here. The order is Ncat's, because abbreviations depend on it. */
import type { OptionSpec, OptionTable } from '../../command/options.ts';
import type { Grammar, LongOption } from './getopt.ts';

/** By long name; a name of one letter is a short option only. */
export const ncatOptions: OptionTable = {
  '4': { short: '4', help: 'use IPv4 only', hidden: true },
  '6': { short: '6', help: 'use IPv6 only', hidden: true },
  unixsock: { short: 'U', help: 'use Unix sockets: the host is a path' },
  vsock: { help: 'refused: Node has no such sockets', hidden: true },
  crlf: { short: 'C', help: 'send CR LF for each LF of standard input' },
  g: { short: 'g', value: 'HOP,…', help: 'refused: source routing', hidden: true },
  G: { short: 'G', value: 'N', help: 'refused: source routing', hidden: true },
  exec: { short: 'e', value: 'COMMAND', help: 'run a program (full path) on the connection' },
  'sh-exec': { short: 'c', value: 'COMMAND', help: 'run a command by /bin/sh on the connection' },
  'lua-exec': { value: 'FILE', help: 'refused: there is no Lua here', hidden: true },
  'lua-exec-internal': { value: 'FILE', help: 'refused: there is no Lua here', hidden: true },
  'max-conns': { short: 'm', value: 'N', help: 'connections at once, with -k or --broker (100)' },
  help: { short: 'h', help: 'show the help' },
  delay: { short: 'd', value: 'TIME', help: 'wait before each read or write' },
  listen: { short: 'l', help: 'listen instead of connecting' },
  output: { short: 'o', value: 'FILE', help: 'write what passes to a file', complete: 'file' },
  'hex-dump': { short: 'x', value: 'FILE', help: 'write what passes to a file, in hex', complete: 'file' },
  'append-output': { help: 'append to these files' },
  'idle-timeout': { short: 'i', value: 'TIME', help: 'end after so much silence' },
  'keep-open': { short: 'k', help: 'accept one connection after another, and many at once' },
  'recv-only': { help: 'receive only' },
  'source-port': { short: 'p', value: 'PORT', help: 'connect from this port' },
  source: { short: 's', value: 'ADDRESS', help: 'connect from this address' },
  'send-only': { help: 'send only, and end with standard input' },
  'no-shutdown': { help: 'do not half-close at the end of standard input' },
  broker: { help: 'every client hears all others' },
  chat: { help: 'a broker that says who said what' },
  talk: { help: 'the same as --chat', hidden: true },
  deny: { value: 'HOST,…', help: 'hosts that may not connect' },
  denyfile: { value: 'FILE', help: 'a file of them', complete: 'file' },
  allow: { value: 'HOST,…', help: 'the only hosts that may connect' },
  allowfile: { value: 'FILE', help: 'a file of them', complete: 'file' },
  telnet: { short: 't', help: 'refuse what Telnet wants to negotiate' },
  udp: { short: 'u', help: 'use UDP' },
  sctp: { help: 'refused: Node has no SCTP', hidden: true },
  version: { help: 'show the version' },
  verbose: { short: 'v', help: 'say what happens; twice: say more' },
  wait: { short: 'w', value: 'TIME', help: 'time to connect in (10 s)' },
  nodns: { short: 'n', help: 'look no names up' },
  z: { short: 'z', help: 'only see whether a connection can be had', hidden: true },
  proxy: { value: 'HOST[:PORT]', help: 'connect by way of a proxy' },
  'proxy-type': { value: 'TYPE', choices: ['http', 'socks4', 'socks5'], help: 'its protocol; with -l: be an HTTP proxy' },
  'proxy-auth': { value: 'USER[:PASSWORD]', help: 'credentials for the proxy, or that it wants' },
  'proxy-dns': { value: 'WHERE', choices: ['local', 'remote', 'both', 'none'], help: 'who looks the destination up' },
  'nsock-engine': { value: 'ENGINE', help: 'taken and ignored', hidden: true },
  test: { help: 'say NCAT TEST: LISTEN on standard error', hidden: true },
  ssl: { help: 'use TLS' },
  'ssl-cert': { value: 'FILE', help: 'certificate (PEM)', complete: 'file' },
  'ssl-key': { value: 'FILE', help: 'its private key (PEM)', complete: 'file' },
  'ssl-verify': { help: 'verify the certificate and its name' },
  'ssl-trustfile': { value: 'FILE', help: 'certificates to trust (PEM)', complete: 'file' },
  'ssl-ciphers': { value: 'LIST', help: 'cipher suites, as openssl names them' },
  'ssl-servername': { value: 'NAME', help: 'server name to ask for (SNI)' },
  'ssl-alpn': { value: 'LIST', help: 'protocols to offer (ALPN)' },
};

/** Ncat sets a variable of its own for these, which makes them kinds of their own for abbreviations; `z` has no long name. */
const OWN_KIND: readonly string[] = ['recv-only', 'send-only', 'no-shutdown'];

const letterOf = (option: OptionSpec): string => (option.short === undefined ? '' : option.short + (option.value === undefined ? '' : ':'));

const longOf = ([name, option]: [string, OptionSpec]): LongOption => ({
  name,
  takesValue: option.value !== undefined,
  kind: option.short ?? (OWN_KIND.includes(name) ? name : ''),
});

export const ncatGrammar: Grammar = {
  letters: Object.values(ncatOptions).map(letterOf).join(''),
  long: Object.entries(ncatOptions)
    .filter(([name]) => name !== 'z')
    .map(longOf),
};

/** The name in the table of what was typed as a letter or by name. */
export const nameOf = (typed: string): string =>
  typed.length === 1 ? (Object.entries(ncatOptions).find(([, o]) => o.short === typed)?.[0] ?? typed) : typed;
