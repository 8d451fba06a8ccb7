/** A network namespace of its own for a script, with a loopback and a pair of Ethernet devices; words of the shell that tests have in common. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readCaptureFile } from '../../src/io/capture/read/read-file.ts';
import { ENV, WIRECAT } from '../e2e/program.ts';

/** `capture WORDS` starts one and waits until it captures, `end` ends it as Ctrl-C does; `send HOST COUNT` sends datagrams. */
const WORDS = `
set -e
rm -f out err listening heard page visited served rows # words of the scripts before are none of this one's
ip link set lo up
ip link add v0 type veth peer name v1
for name in v0 v1; do ip link set $name up; done
ip addr add 10.9.0.1/24 dev v0
ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0
wirecat() { if [ $BASH_SUBSHELL -gt 0 ]; then exec "$NODE" "$WIRECAT" "$@"; else "$NODE" "$WIRECAT" "$@"; fi; }
says() { until grep -qs "$1" "$2"; do kill -0 $3; sleep 0.02; done; }
capture() { rm -f out err; wirecat capture "$@" >out 2>err & P=$!; says 'Ctrl-C ends it' err $P; }
end() { kill -\${1:-INT} $P; wait $P && echo "exit 0" || echo "exit $?"; }
send() { "$NODE" -e '
  const [host, count] = process.argv.slice(1);
  const socket = require("dgram").createSocket("udp4");
  const next = (i) => (i < Number(count) ? socket.send("packet " + i, 9999, host, () => next(i + 1)) : socket.close());
  next(0);' "$1" "$2"; }
`;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a script of bash there, in `folder`; a script that fails throws with what it said. */
export const inNamespace = (
  folder: string,
  script: string,
  options: { readonly as?: string; readonly env?: Record<string, string> } = {},
): Ran => {
  const env = { ...ENV, NODE: process.execPath, WIRECAT, ...options.env };
  const { status, stdout, stderr } = spawnSync('unshare', [...(options.as ?? '-rn').split(' '), 'bash', '-c', `${WORDS}${script}`], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 100_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`the script ended with ${status}: ${stdout}${stderr}`);
  return { code: status, out: stdout, err: stderr };
};

/** Frames of a whole capture; throws where it is not whole. */
export const framesIn = (folder: string, name: string): number => {
  const capture = readCaptureFile(join(folder, name));
  let frames = 0;
  for (const batch of capture.batches) frames += batch.count;
  if (capture.fault !== undefined) throw new Error(capture.fault.text);
  return frames;
};
