/** Rights: whether this user may capture here, by which way, and the command that would give the right. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { libpcap } from '../../host/libpcap.ts';
import { koffiFor } from '../../host/native.ts';
import { IS_PLAIN, PLAIN } from '../../host/plain-host.ts';

export interface Way {
  readonly name: string;
  /** Undefined where it works. */
  readonly hindrance: string | undefined;
}

/** The right alone, not root: as dumpcap has it on Debian. */
export const GIVE_RIGHT =
  process.platform === 'linux'
    ? 'sudo setcap cap_net_raw+ep $(realpath $(which node)) gives the right to every program in Node'
    : 'sudo gives the right';

/** What works without the right, or with one of its own. */
export const withoutRoot = (name: string): string => `Or type: sudo tcpdump -i ${name} -U -w - | wirecat read -`;

export const isMissingRight = (code: string): boolean => code === 'EPERM' || code === 'EACCES';

/** CAP_NET_RAW in /proc/self/status. */
const NET_RAW = 13n;

/** Undefined where the system does not tell. */
export const hasRight = (): boolean | undefined => {
  if (process.platform !== 'linux') return process.geteuid?.() === 0 ? true : undefined;
  try {
    const [, set = '0'] = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
    return ((BigInt(`0x${set}`) >> NET_RAW) & 1n) === 1n;
  } catch {
    return undefined;
  }
};

/** Every way there is, in the order in which they are tried. */
export const waysToCapture = async (place: string): Promise<readonly Way[]> => {
  const koffi = await koffiFor(place, 'packets of an interface').then(
    () => undefined,
    () => (IS_PLAIN ? PLAIN : 'the package koffi is not installed; npm install koffi'),
  );
  const right = hasRight() === false ? `no right (CAP_NET_RAW); ${GIVE_RIGHT}` : undefined;
  const library = await libpcap(place);
  return [
    {
      name: library?.version.split(' (')[0]?.replace(' version', '') ?? 'libpcap',
      hindrance: koffi ?? (library === undefined ? MISSING : right),
    },
    ...(process.platform === 'linux' ? [{ name: "the kernel's packet ring", hindrance: koffi ?? right }] : []),
    ...['dumpcap', 'tcpdump'].map((name) => ({ name, hindrance: programHindrance(name) })),
  ];
};

export const mayCapture = (ways: readonly Way[]): boolean => ways.some((way) => way.hindrance === undefined);

/** Whether there is a way, and what hinders those before it. */
export const rightsText = (ways: readonly Way[]): readonly [whether: string, ...hindrances: string[]] => {
  const first = ways.findIndex((way) => way.hindrance === undefined);
  const said = first < 0 ? 'none of them may be captured by this user:' : `all of them may be captured, by ${ways[first]?.name}`;
  return [said, ...ways.slice(0, first < 0 ? ways.length : first).map(({ name, hindrance }) => `${name}: ${hindrance ?? ''}`)];
};

const MISSING = process.platform === 'linux' ? 'not installed; sudo apt install libpcap0.8' : 'not installed';

/** Both list the interfaces that they may capture from, and say why not. */
const programHindrance = (name: string): string | undefined => {
  const { error, status, stdout, stderr } = spawnSync(name, ['-D'], { encoding: 'utf8', timeout: 5000, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') return 'not installed';
  if (code === 'EACCES') return `this user may not run it${name === 'dumpcap' ? '; sudo adduser $USER wireshark, and log in again' : ''}`;
  if (status === 0 && stdout.trim() !== '' && (name === 'dumpcap' || hasRight() !== false)) return undefined;
  if (status === 0) return `no right; sudo setcap cap_net_raw+ep $(which ${name})`;
  return stderr.trim().split('\n').at(-1) ?? `it ended with ${status}`;
};
