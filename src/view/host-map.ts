/** Host map: each host of a capture with its sockets, and to which socket of which host each is connected. */
import type { Listed } from '../analysis/conversation-list.ts';
import { visible } from '../core/text.ts';
import { CHANNEL, followName } from './conversation-lines.ts';
import { type Line, line, pad, span } from './text.ts';

/** One end: protocol and port of a host, and whom it met there. */
interface Socket {
  readonly name: string;
  /** Somebody connected to it. */
  serves: boolean;
  readonly met: { readonly peer: string; readonly calls: boolean; readonly c: Listed }[];
}

type Hosts = Map<string, Map<string, Socket>>;

/** `[::1]:7` and `127.0.0.1:7` in host and port; an end without a port is a host alone. */
const partsOf = (end: string): readonly [host: string, port: string] => {
  const { host, port } = /^(?<host>\[[^\]]*\]|[^:]*):(?<port>[^:]+)$/.exec(end)?.groups ?? {};
  return host === undefined || port === undefined ? [end, ''] : [host, port];
};

const hostsOf = (all: readonly Listed[]): Hosts => {
  const hosts: Hosts = new Map();
  for (const c of all) {
    for (const side of [0, 1] as const) {
      const isChannel = c.layer.channel !== undefined;
      const [host, port] = isChannel ? [c.hosts[side], ''] : partsOf(c.hosts[side]);
      const name = isChannel ? CHANNEL : `${c.layer.name}${port === '' ? '' : ` ${port}`}`;
      const sockets = hosts.get(host) ?? new Map<string, Socket>();
      const socket = sockets.get(name) ?? { name, serves: false, met: [] };
      if (side === 1 && c.opened) socket.serves = true;
      socket.met.push({ peer: c.hosts[side === 0 ? 1 : 0], calls: side === 0 && c.opened, c });
      hosts.set(host, sockets.set(name, socket));
    }
  }
  return hosts;
};

export const hostMapLines = (all: readonly Listed[]): readonly Line[] =>
  [...hostsOf(all)].flatMap(([host, sockets]) => [line(span(visible(host), 'title')), ...[...sockets.values()].flatMap(socketLines)]);

/** `  ● tcp 7       ◀── 127.0.0.1:49152  tcp,0` */
const socketLines = ({ name, serves, met }: Socket): readonly Line[] =>
  met.map(({ peer, calls, c }, k) =>
    line(
      k === 0 ? span(`  ${serves ? '●' : '○'} ${pad(name, 12)}`, 'plain') : ' '.repeat(16),
      span(` ${calls ? '──▶' : serves ? '◀──' : '───'} `, 'dim'),
      `${visible(peer)}  `,
      span(`${followName(c)}  ${visible(c.speaks)}`, 'dim'),
    ),
  );

/** The same for JSON, a host each. */
export const hostMapData = (all: readonly Listed[]) =>
  [...hostsOf(all)].map(([host, sockets]) => ({
    host,
    sockets: [...sockets.values()].map(({ name, serves, met }) => ({
      socket: name,
      serves,
      met: met.map(({ peer, c }) => ({ peer, follow: followName(c), speaks: c.speaks })),
    })),
  }));
