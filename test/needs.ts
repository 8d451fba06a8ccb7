/**
 * Tests that need a tool of the system: `needs('tshark')('the file has no warnings', …)` or `needs('tshark').describe(…)`.
 * Without the tool the test is skipped by name with the reason; with CI=true, where every tool must be there, it fails.
 * What is compared or played with another program takes long to start: it is part of `npm run test:peers`, wherever the test lies.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'vitest';

type Body = () => void | Promise<void>;

/** `it` for a test that needs tools, with `describe` for a whole group of them. */
export interface NeedyTest {
  (name: string, body: Body, timeout?: number): void;
  describe(name: string, factory: () => void): void;
  /** Why the tests will not run; undefined if all tools are here. */
  readonly missing: string | undefined;
}

/**
 * Each name is a program (`tshark`, `nc.traditional`, `chromium`) or one of the abilities below:
 * `scapy` (the Python module), `Net::SSLeay` (the Perl module, for TLS in swaks), `libpcap` (the library), `netns` (a network namespace of our own), `root`.
 */
export const needs = (...tools: readonly string[]): NeedyTest => {
  const absent = tools.filter((tool) => !hasTool(tool));
  const missing = absent.length === 0 ? undefined : `needs ${absent.join(', ')}, not on this machine`;
  const isOfPeers = tools.some((tool) => PEERS.includes(tool)) && process.env['WIRECAT_PEERS'] === undefined;
  const test = (name: string, body: Body, timeout?: number): void => {
    if (isOfPeers) return;
    if (missing === undefined) it(name, body, timeout);
    else if (process.env['CI'] === 'true') it(name, failing(missing));
    else it(name, (context) => context.skip(missing));
  };
  const group = (name: string, factory: () => void): void => {
    if (isOfPeers) return;
    if (missing === undefined) describe(name, factory);
    else if (process.env['CI'] === 'true') describe(name, () => it('has what it needs', failing(missing)));
    else describe.skip(`${name} [${missing}]`, factory);
  };
  return Object.assign(test, { describe: group, missing });
};

/** Whether a program or an ability is here; each is looked up once a process. */
export const hasTool = (name: string): boolean => {
  const known = found.get(name);
  if (known !== undefined) return known;
  const here = ABILITIES[name]?.() ?? toolPath(name) !== undefined;
  found.set(name, here);
  return here;
};

/** Where a program is, in PATH or in the folders of system programs. */
export const toolPath = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(executable);

const executable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Other programs of the same kind as ours; vitest.peers.config.ts looks for their names. */
const PEERS: readonly string[] = ['tshark', 'irssi', 'ncat', 'socat', 'curl', 'dig', 'tcpdump', 'editcap'];

const failing = (missing: string) => (): never => {
  throw new Error(`${missing}; .ci/run installs it`);
};

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;

const found = new Map<string, boolean>();

const ABILITIES: Readonly<Record<string, () => boolean>> = {
  scapy: () => existsSync('/usr/lib/python3/dist-packages/scapy') || succeeds('python3', '-c', 'import scapy'),
  libpcap: () => succeeds('sh', '-c', 'PATH=$PATH:/sbin ldconfig -p | grep -q libpcap.so'),
  netns: () => succeeds('unshare', '-rn', 'true'),
  root: () => process.getuid?.() === 0,
  'Net::SSLeay': () => succeeds('perl', '-MNet::SSLeay', '-e', '1'),
};
