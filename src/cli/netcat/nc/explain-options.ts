/** explainOptions: what `-v -v` says first of options that other netcats read otherwise. */
import type { NcOptions } from './options.ts';

export const explainOptions = (o: NcOptions): readonly string[] => {
  const lines: string[] = [];
  const add = (given: unknown, line: string): void => void (given !== undefined && given !== false && lines.push(line));
  add(o.interval, `-i ${o.interval}: ${o.interval} s between lines sent (OpenBSD, traditional; in Ncat: quit when idle)`);
  add(o.quit, quitText(o.quit ?? 0));
  add(o.timeout, `-w ${o.timeout}: ${o.timeout} s to connect, and of silence before quitting`);
  add(o.keep, '-k: the next peer when this one is over (OpenBSD, Ncat; in the traditional one: keep-alive probes)');
  add(
    o.listen && o.sourcePort,
    `-l -p ${o.sourcePort}: listens on port ${o.sourcePort}, as do -l ${o.sourcePort} and the traditional -l -p`,
  );
  add(
    o.exec,
    `${o.exec?.shell ? '-c' : '-e'} ${o.exec?.text}: runs with the connection as its input and output (traditional, Ncat; OpenBSD has none)`,
  );
  add(o.detached, '-d: standard input is not read (OpenBSD; in Ncat: a delay)');
  return lines;
};

const quitText = (seconds: number): string =>
  seconds < 0
    ? `-q ${seconds}: the end of standard input ends nothing`
    : `-q ${seconds}: tells the peer when standard input ends, and quits ${seconds} s after the conversation`;
