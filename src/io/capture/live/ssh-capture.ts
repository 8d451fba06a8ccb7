/**
 * Frames of an interface of another machine, by the user's own ssh: dumpcap or tcpdump captures there and writes to its standard output. The
 * connection that carries them is kept out of them. Ends there as soon as our side ends, on a quiet link, too.
 */

import { IoError, UsageError } from '../../../core/fault.ts';
import { sayCapture, sayWrong } from '../../../core/said.ts';
import { shellQuoted } from '../../program/shell-words.ts';
import type { LiveCapture } from './live-capture.ts';
import { begin, dumpcapWords, type ProgramOptions, tcpdumpWords } from './program-capture.ts';

export interface SshPlace {
  /** As ssh takes it: a name of its configuration, `user@host`, `ssh://user@host:port`. */
  readonly host: string;
  readonly interface: string;
}

/** `ssh:HOST:INTERFACE`; undefined where it is something else. */
export const sshPlace = (text: string, place: string): SshPlace | undefined => {
  if (!text.startsWith('ssh:')) return undefined;
  const rest = text.slice('ssh:'.length);
  const colon = rest.lastIndexOf(':');
  const [host, name] = [rest.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), rest.slice(colon + 1)];
  if (colon < 1 || name === '' || host.startsWith('-') || name.startsWith('-')) throw new UsageError(place, sayWrong('sshForm'), text);
  return { host, interface: name };
};

/** Throws an IoError with the last words of ssh or of the program. */
export const sshCapture = async (
  at: SshPlace,
  o: Omit<ProgramOptions, 'interface'>,
  place: string,
  signal: AbortSignal,
): Promise<LiveCapture> => {
  const words = ['ssh', '-T', '-o', 'ServerAliveInterval=15', '--', at.host, remoteCommand({ ...o, interface: at.interface })];
  const found = await begin(words, o.onMessage, place, signal, 'by its input');
  if (!('refusal' in found)) return found;
  signal.throwIfAborted();
  const why = found.refusal === '' ? sayCapture('sshSilent') : found.refusal;
  throw new IoError(place, 'EREMOTE', [sayCapture('cannotThere', { name: at.interface, host: at.host }), ': ', why]);
};

/** One word for ssh, which the shell there takes apart again, whichever it is. */
export const remoteCommand = (o: Omit<ProgramOptions, 'onMessage'>): string => `exec sh -c ${shellQuoted(script(o))}`;

/**
 * In POSIX sh. `F` is the filter. A program runs beside a reader of standard input, whose end is its end; the first that captures
 * is the one.
 */
const script = (o: Omit<ProgramOptions, 'onMessage'>): string => `
PATH=$PATH:/usr/sbin:/sbin:/usr/local/bin
F=${shellQuoted(o.filter)}
set -- $SSH_CONNECTION
if [ $# -eq 4 ]; then
  O="not (host \${1%%%*} and tcp port $2 and tcp port $4)"
  if [ -n "$F" ]; then F="($F) and $O"; else F=$O; fi
fi
exec 3<&0
capture() {
  "$@" 3<&- </dev/null & P=$!
  { cat <&3; kill $P; } >/dev/null 2>&1 & W=$!
  wait $P; R=$?
  kill $W 2>/dev/null
  [ $R -gt 128 ] && exit
  return $R
}
D=; T=
command -v dumpcap >/dev/null && D=1
command -v tcpdump >/dev/null && T=1
[ -n "$D$T" ] || { echo "neither dumpcap nor tcpdump is installed there" >&2; exit 127; }
[ -n "$D" ] && ${shellWords(dumpcapWords({ ...o, filter: '' }), '-f')} && exit
[ -n "$T" ] && ${shellWords(tcpdumpWords({ ...o, filter: '' }), '')} && exit
[ -n "$T" ] && sudo -n true 2>/dev/null && ${shellWords(['sudo', '-n', ...tcpdumpWords({ ...o, filter: '' })], '')}
`;

/** The words of a program, with the filter behind `option` where there is one. */
const shellWords = (words: readonly string[], option: string): string => {
  const at = option === '' ? words.length : words.indexOf('-w');
  const all = words.map(shellQuoted);
  all.splice(at, 0, `\${F:+${option} "$F"}`);
  return `capture ${all.join(' ')}`;
};
