/** What Linux tells of a network interface by its name (netdevice(7)): in the network namespace that we are in, which /sys need not be. */
import { readFileSync } from 'node:fs';
import { type Native, native } from './native.ts';

export interface InterfaceFacts {
  readonly index: number;
  /** IFF_ bits. */
  readonly flags: number;
  /** ARPHRD_ value. */
  readonly type: number;
}

const [AF_INET, SOCK_DGRAM] = [2, 2];
const Request = { flags: 0x8913, type: 0x8927, index: 0x8933 } as const;
/** Bytes of struct ifreq, and where its value is, behind the name. */
const [SIZE, VALUE] = [40, 16];

/** In the order of the system; empty where it does not tell. */
export const interfaceNames = (): readonly string[] =>
  read('/proc/net/dev')
    .split('\n')
    .flatMap((line) => /^\s*([^\s:]+):/.exec(line)?.[1] ?? []);

/** By name. Where the optional package koffi is missing, from /sys. */
export const interfaceFacts = async (place: string): Promise<ReadonlyMap<string, InterfaceFacts>> => {
  const system = await native(place, 'the facts of interfaces').catch(() => undefined);
  const names = interfaceNames();
  return new Map(names.map((name) => [name, system === undefined ? fromFiles(name) : asked(system, name)]));
};

const asked = (system: Native, name: string): InterfaceFacts => {
  const fd = system.socket(AF_INET, SOCK_DGRAM, 0);
  const ask = (request: number, read: (view: DataView) => number): number => {
    const data = new Uint8Array(SIZE);
    data.set(new TextEncoder().encode(name).subarray(0, VALUE - 1));
    return system.ioctl(fd, request, data) < 0 ? 0 : read(new DataView(data.buffer));
  };
  const short = (view: DataView): number => view.getUint16(VALUE, true);
  try {
    return {
      index: ask(Request.index, (view) => view.getInt32(VALUE, true)),
      flags: ask(Request.flags, short),
      type: ask(Request.type, short),
    };
  } finally {
    system.close(fd);
  }
};

const fromFiles = (name: string): InterfaceFacts => {
  const number = (what: string): number => Number(read(`/sys/class/net/${name}/${what}`).trim()) || 0;
  return { index: number('ifindex'), flags: number('flags'), type: number('type') };
};

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};
