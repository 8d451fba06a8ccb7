/** Round-trip times of TCP connections as the system measures them. Linux tells them over netlink alone, which Node does not speak: `ss` is asked. */
import { execFile } from 'node:child_process';
import type { IpEnd } from '../base/tap.ts';

export interface RoundTripTimes {
  /** Seconds, as of the last answer; undefined where the system does not tell. */
  of(local: IpEnd, remote: IpEnd): number | undefined;
  /** Asks again, in the background; does nothing while an answer is awaited, or where there is no `ss`. */
  ask(): void;
}

export const roundTripTimes = (command = 'ss'): RoundTripTimes => {
  let known: ReadonlyMap<string, number> = new Map();
  let busy = process.platform !== 'linux';
  return {
    of: (local, remote) => known.get(`${local.address}:${local.port} ${remote.address}:${remote.port}`),
    ask: () => {
      if (busy) return;
      busy = true;
      execFile(command, ['-Htin', 'state', 'connected'], { timeout: 5000, maxBuffer: 1 << 26 }, (error, out) => {
        if (error === null) known = parseRoundTripTimes(out);
        busy = error !== null; // what failed once is not tried again
      });
    },
  };
};

/** The answer of `ss -Htin`: a line with the ends of each connection, below it one with what the system measures. */
export const parseRoundTripTimes = (answer: string): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  let ends = '';
  for (const line of answer.split('\n')) {
    if (!/^\s/.test(line)) {
      const [local = '', remote = ''] = line.trim().split(/\s+/).slice(-2);
      ends = `${plain(local)} ${plain(remote)}`;
      continue;
    }
    const milliseconds = /\srtt:([0-9.]+)\//.exec(line)?.[1];
    if (milliseconds !== undefined) found.set(ends, Number(milliseconds) / 1000);
  }
  return found;
};

/** `[::ffff:127.0.0.1]:7` and `127.0.0.1%lo:7` as `127.0.0.1:7`. */
const plain = (end: string): string => end.replace(/^\[(?:::ffff:(?=\d+\.))?(.*)\](?=:\d+$)/, '$1').replace(/%[^:\]]*/, '');
