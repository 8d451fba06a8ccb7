/** What the system measures of a TCP connection (TCP_INFO). Linux tells it over netlink alone, which Node does not speak: `ss` is asked. */
import { execFile } from 'node:child_process';
import type { IpEnd } from '../base/tap.ts';

export interface TcpFigures {
  /** Milliseconds: smoothed, and the least so far. */
  readonly rtt: number;
  readonly least: number | undefined;
  /** Congestion window, in segments. */
  readonly window: number;
  /** Segments that were sent again. */
  readonly again: number;
}

/** Undefined where the connection is over, or the system does not tell. */
export const tcpFigures = (local: IpEnd, remote: IpEnd, command = 'ss'): Promise<TcpFigures | undefined> =>
  new Promise((resolve) => {
    if (process.platform !== 'linux') resolve(undefined);
    else {
      const which = ['sport', '=', `:${local.port}`, 'and', 'dport', '=', `:${remote.port}`];
      execFile(command, ['-Htin', ...which], { timeout: 1000 }, (error, out) => resolve(error === null ? parseTcpFigures(out) : undefined));
    }
  });

/** The first connection of an answer of `ss -Htin`. */
export const parseTcpFigures = (answer: string): TcpFigures | undefined => {
  const figure = (name: string): number | undefined => {
    const text = new RegExp(`\\s${name}:([0-9.]+)`).exec(answer)?.[1];
    return text === undefined ? undefined : Number(text);
  };
  const rtt = figure('rtt');
  if (rtt === undefined) return undefined;
  const again = Number(/\sretrans:\d+\/(\d+)/.exec(answer)?.[1] ?? 0);
  return { rtt, least: figure('minrtt'), window: figure('cwnd') ?? 0, again };
};
