/** Addresses as socat writes them, and what they are here: for who types them from habit. They are told, never opened. */
import { joinHostPort, parseIp } from '../../core/address.ts';
import { formatOptions } from '../base/options.ts';
import { shellQuoted } from '../program/shell-words.ts';

/** What an address of socat's stands for. */
export interface SocatAddress {
  /** Ours; listened on where `listens` says so. */
  readonly address: string;
  readonly listens: boolean;
  /** It serves one client after the other. */
  readonly forks: boolean;
  /** Who may come, where it says. */
  readonly allow?: string;
  /** Its options that stand for nothing here. */
  readonly left: readonly string[];
  /** What to type in place of any address: another command does it. */
  readonly line?: string;
}

/** Of a keyword in any case; undefined for what is none of socat's, and for a plain `host:port`. */
export const socatAddress = (text: string): SocatAddress | undefined => {
  const [head = '', ...typed] = partsOf(text, ',');
  const [keyword = '', ...words] = partsOf(head, ':');
  const form = FORMS.find((f) => f.keyword.test(keyword)) ?? (isCommas(keyword, words, typed) ? COMMAS : undefined);
  if (form === undefined || isHost(keyword, words, typed)) return undefined;
  const options = new SocatOptions(typed);
  const family = /[46](?=-|$)/.exec(keyword)?.[0] ?? options.take('pf')?.replace(/^(ip|inet)v?/i, '');
  const made = form.ours({ words: form === COMMAS ? [keyword, ...words] : words, rest: head.slice(keyword.length + 1), family, options });
  if (made === undefined) return undefined;
  const lines = options.flag('crnl', 'crlf') ? 'crlf:' : '';
  const forks = options.flag('fork');
  const allow = options.take('range');
  return {
    ...(typeof made === 'string' ? { address: `${lines}${made}` } : { address: '', line: made.line }),
    listens: form.listens === true,
    forks,
    ...(allow !== undefined && { allow }),
    left: options.left,
  };
};

/** `host:port,option`, without a keyword. */
const isCommas = (keyword: string, words: readonly string[], typed: readonly string[]): boolean =>
  /^([\w.-]*|\[.*\])$/.test(keyword) && words.length === 1 && typed.length > 0 && typed.every((one) => /^[a-z][\w-]*(=.*)?$/is.test(one));

/** `proxy:3128` may be a machine of that name; `PROXY:3128` and `tcp-listen:3128` are not meant as one. */
const isHost = (keyword: string, words: readonly string[], typed: readonly string[]): boolean =>
  words.length === 1 && typed.length === 0 && /^[a-z0-9]+$/.test(keyword);

interface Typed {
  readonly words: readonly string[];
  /** What stands behind the keyword, colons and all. */
  readonly rest: string;
  /** `4` or `6`. */
  readonly family: string | undefined;
  readonly options: SocatOptions;
}

interface Form {
  readonly keyword: RegExp;
  readonly listens?: true;
  /** The address here, or the line of another command. */
  readonly ours: (typed: Typed) => string | { readonly line: string } | undefined;
}

/** Options as typed; what is taken is no longer left. */
class SocatOptions {
  readonly #typed: Map<string, string>;
  constructor(typed: readonly string[]) {
    this.#typed = new Map(
      typed.map((one) => [one.replace(/=.*/s, '').toLowerCase(), one.includes('=') ? one.replace(/^[^=]*=/s, '') : '']),
    );
  }
  take(...names: readonly string[]): string | undefined {
    const name = names.find((n) => this.#typed.has(n));
    if (name === undefined) return undefined;
    const value = this.#typed.get(name);
    this.#typed.delete(name);
    return value;
  }
  flag(...names: readonly string[]): boolean {
    const value = this.take(...names);
    return value !== undefined && value !== '0';
  }
  get left(): readonly string[] {
    return [...this.#typed.keys()].filter((name) => name !== '' && !NEEDLESS.test(name));
  }
}

/** What is so here without a word. */
const NEEDLESS = /^((so-?)?reuse(addr|port)|setsid|ctty|sane|raw(er)?|echo|creat(e)?|trunc|unlink(-early|-close)?|nofork|pipes|nonblock)$/;

/** Where a host and a port are named: `bind=host:port`, `sourceport=`. */
const sourceOf = ({ options, family }: Typed, host: string): [string, string][] => {
  const [from = '', port] = partsOf(options.take('bind') ?? '', ':');
  const sourceport = options.take('sourceport', 'sp') ?? port;
  return [
    ...(parseIp(bracketless(host)) === undefined && family !== undefined ? [[family, ''] as [string, string]] : []),
    ...(from === '' ? [] : [['bind', bracketless(from)] as [string, string]]),
    ...(sourceport === undefined ? [] : [['sourceport', sourceport] as [string, string]]),
  ];
};

const opens =
  (scheme: string, more: (typed: Typed) => readonly [string, string][] = () => []) =>
  (typed: Typed): string | undefined => {
    const [host, port, ...others] = typed.words;
    if (host === undefined || !port || others.length > 0) return undefined;
    return `${scheme}${joinHostPort(bracketless(host), port)}${formatOptions(new Map([...sourceOf(typed, host), ...more(typed)]))}`;
  };

const listensOn =
  (scheme: string, more: (typed: Typed) => readonly [string, string][] = () => []) =>
  (typed: Typed): string | undefined => {
    const [port, ...others] = typed.words;
    if (!port || others.length > 0) return undefined;
    const host = bracketless(typed.options.take('bind') ?? '');
    const family: [string, string][] = host === '' && typed.family !== undefined ? [[typed.family, '']] : [];
    return `${scheme}${host === '' ? port : joinHostPort(host, port)}${formatOptions(new Map([...family, ...more(typed)]))}`;
  };

const given = (pairs: readonly (readonly [string, string | undefined])[]): readonly [string, string][] =>
  pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);

const certificate = ({ options }: Typed): readonly [string, string][] =>
  given([
    ['cert', options.take('cert', 'certificate')],
    ['key', options.take('key')],
  ]);
const trusts = ({ options }: Typed): readonly [string, string][] => given([['ca', options.take('cafile', 'ca')]]);

const tlsOpens = (typed: Typed): readonly [string, string][] => [
  ...certificate(typed),
  ...trusts(typed),
  ...given([
    ['sni', typed.options.take('commonname', 'cn', 'openssl-commonname', 'snihost')],
    ['insecure', typed.options.take('verify') === '0' ? '' : undefined],
  ]),
];
const tlsListens = (typed: Typed): readonly [string, string][] => [
  ...certificate(typed),
  ...(typed.options.take('verify') === '0' ? [] : trusts(typed)),
];

const group = ({ options }: Typed): readonly [string, string][] => {
  const [joined, at] = partsOf(options.take('ip-add-membership', 'add-membership', 'membership') ?? '', ':');
  return given([
    ['join', joined === '' ? undefined : ''],
    ['interface', at],
    ['broadcast', options.take('broadcast', 'so-broadcast')],
    ['ttl', options.take('ttl', 'ip-ttl', 'ip-multicast-ttl')],
  ]);
};

const path =
  (scheme: string, name = (rest: string): string => rest) =>
  ({ rest, options }: Typed): string | undefined =>
    rest === '' ? undefined : `${scheme}${name(rest)}${formatOptions(new Map(given([['mode', options.take('mode', 'perm')]])))}`;

const file =
  (flag?: string) =>
  ({ rest, options }: Typed): string | undefined => {
    if (rest === '') return undefined;
    const wanted = (['append', 'rdonly', 'wronly'] as const).find((name) => options.flag(name, `o-${name}`));
    const own = flag ?? (wanted && { append: 'append', rdonly: 'read', wronly: 'write' }[wanted]);
    return `file:${rest}${formatOptions(new Map(own === undefined ? [] : [[own, '']]))}`;
  };

const program =
  (scheme: string, onTerminal: (command: string) => string) =>
  ({ rest, options }: Typed): string | undefined => {
    if (rest === '') return undefined;
    const command = rest.replace(/^(["'])(.*)\1$/s, '$2');
    return options.flag('pty', 'openpty', 'ptmx') ? `pty:${onTerminal(command)}` : `${scheme}${command}`;
  };

/** The proxy stands first with socat, and last here. */
const proxied =
  (scheme: string, portOption: string, usual: string, user: string) =>
  ({ words, options }: Typed): string | undefined => {
    const [proxy = '', ...behind] = words;
    const own = behind.length === 3 ? behind.shift() : options.take(portOption);
    const [host, port] = behind;
    if (host === undefined || port === undefined || behind.length > 2) return undefined;
    const who = options.take(user)?.replace(/:.*/s, '');
    return `${scheme}${host}:${port}:${proxy}:${own ?? usual}${formatOptions(new Map(given([['user', who]])))}`;
  };

const dtls = (options: string, { words, rest }: Typed): { readonly line: string } | undefined =>
  rest === '' ? undefined : { line: `wirecat ncat ${options} ${words.map(bracketless).join(' ')}` };

const abstract = (rest: string): string => `@${rest}`;
const standard = (): string => '-';

const FORMS: readonly Form[] = [
  { keyword: /^tcp[46]?(-connect)?$/i, ours: opens('tcp:') },
  { keyword: /^tcp[46]?-l(isten)?$/i, listens: true, ours: listensOn('') },
  { keyword: /^udp[46]?(-connect|-datagram|-dgram|-sendto)?$/i, ours: opens('udp:', group) },
  { keyword: /^udp[46]?-(l(isten)?|recv|recvfrom)$/i, listens: true, ours: listensOn('udp:', group) },
  { keyword: /^(openssl|ssl)(-connect)?$/i, ours: opens('tls:', tlsOpens) },
  { keyword: /^(openssl|ssl)-(l(isten)?|server)$/i, listens: true, ours: listensOn('tls:', tlsListens) },
  { keyword: /^(openssl-)?dtls(-client|-connect)?$/i, ours: (typed) => dtls('--udp --ssl', typed) },
  { keyword: /^(openssl-)?dtls-(server|l(isten)?)$/i, listens: true, ours: (typed) => dtls('-l --udp --ssl', typed) },
  { keyword: /^(unix|local)(-connect|-client)?$/i, ours: path('unix:') },
  { keyword: /^(unix|local)-l(isten)?$/i, listens: true, ours: path('unix:') },
  { keyword: /^unix-sendto$/i, ours: path('unixgram:') },
  { keyword: /^unix-(recv|recvfrom)$/i, listens: true, ours: path('unixgram:') },
  { keyword: /^abstract(-connect|-client)?$/i, ours: path('unix:', abstract) },
  { keyword: /^abstract-l(isten)?$/i, listens: true, ours: path('unix:', abstract) },
  { keyword: /^abstract-sendto$/i, ours: path('unixgram:', abstract) },
  { keyword: /^abstract-(recv|recvfrom)$/i, listens: true, ours: path('unixgram:', abstract) },
  { keyword: /^exec$/i, ours: program('exec:', (command) => command) },
  { keyword: /^(system|shell)$/i, ours: program('sh:', (command) => `sh -c ${shellQuoted(command)}`) },
  { keyword: /^pty$/i, ours: () => 'pty:bash -i' },
  { keyword: /^(std(io|in|out)|readline)$/i, ours: standard },
  { keyword: /^stderr$/i, ours: () => 'fd:2' },
  { keyword: /^fd$/i, ours: path('fd:') },
  { keyword: /^(open|gopen|file)$/i, ours: file() },
  { keyword: /^creat(e)?$/i, ours: file('write') },
  { keyword: /^(pipe|fifo)$/i, ours: (typed) => (typed.rest === '' ? 'pipe:' : path('fifo:')(typed)) },
  { keyword: /^socks(4a?)?(-connect)?$/i, ours: proxied('socks4:', 'socksport', '1080', 'socksuser') },
  { keyword: /^socks5(-connect)?$/i, ours: proxied('socks5:', 'socksport', '1080', 'socksuser') },
  { keyword: /^proxy(-connect)?$/i, ours: proxied('http-connect:', 'proxyport', '8080', 'proxyauth') },
  { keyword: /^(interface|if)$/i, ours: path('packet:') },
];

const COMMAS: Form = { keyword: /^$/, ours: opens('tcp:') };

const bracketless = (host: string): string => host.replace(/^\[(.*)\]$/s, '$1');

/** Parts between marks; one inside quotes or brackets does not part. */
const partsOf = (text: string, mark: ',' | ':'): readonly string[] =>
  text.split(mark === ',' ? /,(?=(?:[^"']|"[^"]*"|'[^']*')*$)/ : /:(?![^[]*\])/);
