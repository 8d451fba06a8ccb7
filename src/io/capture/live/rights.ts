/** Rights: whether this user may capture here, by which way, and the command that would give the right. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Pieces, sayCapture } from '../../../core/said.ts';
import { visible } from '../../../core/text.ts';
import type { Said } from '../../../core/words.ts';
import { libpcap } from '../../host/libpcap.ts';
import { koffiFor } from '../../host/native.ts';
import { IS_PLAIN, PLAIN } from '../../host/plain-host.ts';

export interface Way {
  readonly name: string | Said;
  /** Undefined where it works. */
  readonly hindrance: Pieces | undefined;
}

/** The right alone, not root: as dumpcap has it on Debian. */
export const giveRight = (): Said =>
  process.platform === 'linux'
    ? sayCapture('giveRight', { command: 'sudo setcap cap_net_raw+ep $(realpath $(which node))' })
    : sayCapture('sudoGives');

/** What works without the right, or with one of its own. */
export const withoutRoot = (name: string): Said => sayCapture('orType', { command: `sudo tcpdump -i ${name} -U -w - | wirecat read -` });

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
    (): Pieces => [IS_PLAIN ? PLAIN : sayCapture('noPackage')],
  );
  const right = hasRight() === false ? [sayCapture('noRight'), '; ', giveRight()] : undefined;
  const library = await libpcap(place);
  return [
    {
      name: library?.version.split(' (')[0]?.replace(' version', '') ?? 'libpcap',
      hindrance: koffi ?? (library === undefined ? [MISSING] : right),
    },
    ...(process.platform === 'linux' ? [{ name: sayCapture('ringName'), hindrance: koffi ?? right }] : []),
    ...['dumpcap', 'tcpdump'].map((name) => ({ name, hindrance: programHindrance(name) })),
  ];
};

export const mayCapture = (ways: readonly Way[]): boolean => ways.some((way) => way.hindrance === undefined);

/** Whether there is a way, and what hinders those before it. */
export const rightsSaid = (ways: readonly Way[]): readonly [whether: Pieces, ...hindrances: Pieces[]] => {
  const first = ways.findIndex((way) => way.hindrance === undefined);
  const said = first < 0 ? sayCapture('noneMay') : sayCapture('allMay', { way: ways[first]?.name ?? '' });
  const before = ways.slice(0, first < 0 ? ways.length : first);
  return [[said], ...before.map(({ name, hindrance = [] }): Pieces => [name, ': ', ...hindrance])];
};

const MISSING =
  process.platform === 'linux' ? sayCapture('notInstalledDo', { command: 'sudo apt install libpcap0.8' }) : sayCapture('notInstalled');

/** Both list the interfaces that they may capture from, and say why not. */
const programHindrance = (name: string): Pieces | undefined => {
  const { error, status, stdout, stderr } = spawnSync(name, ['-D'], { encoding: 'utf8', timeout: 5000, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') return [sayCapture('notInstalled')];
  if (code === 'EACCES')
    return [name === 'dumpcap' ? sayCapture('joinGroup', { command: 'sudo adduser $USER wireshark' }) : sayCapture('mayNotRun')];
  if (status === 0 && stdout.trim() !== '' && (name === 'dumpcap' || hasRight() !== false)) return undefined;
  if (status === 0) return [sayCapture('noRightDo', { command: `sudo setcap cap_net_raw+ep $(which ${name})` })];
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return [last === '' ? sayCapture('endedWith', { status: String(status) }) : visible(last)];
};
