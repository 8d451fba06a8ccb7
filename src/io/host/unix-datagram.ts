/** Unix datagram sockets, which Node has not. */
import { check, type DatagramSocket, datagramSocket, type SystemName } from './datagram-calls.ts';
import { type Native, native } from './native.ts';

/** The family, then a path with a closing zero, or an abstract name behind a zero. */
export type UnixName = SystemName;

export interface UnixDatagramSocket extends DatagramSocket {
  readonly name: UnixName;
}

/** Makes a socket bound to a name, or to a free one where none is given. Throws the system's error. */
export type MakeSocket = (name?: UnixName) => UnixDatagramSocket;

/** Rejects with an IoError where this cannot be had. */
export const unixDatagramSockets = async (place: string): Promise<MakeSocket> => {
  const system = await native(place, 'unix datagram sockets');
  return (name) => {
    let own: UnixName = FAMILY;
    const socket = datagramSocket(system, [AF_UNIX, SOCK_DGRAM, 0], (fd) => {
      const wanted = name ?? FAMILY; // the family alone: Linux gives an abstract name that is free
      check(system, system.bind(fd, wanted, wanted.length));
      own = nameOf(system, fd);
    });
    return { ...socket, name: own };
  };
};

const nameOf = (system: Native, fd: number): UnixName => {
  const [name, size] = [new Uint8Array(LONGEST_NAME), [LONGEST_NAME] as [number]];
  check(system, system.getsockname(fd, name, size));
  return name.subarray(0, size[0]);
};

/** The path, or the abstract name with @ in place of its zero; empty where the other side has no name. */
export const nameText = (name: UnixName): string => {
  const bytes = Buffer.from(name.subarray(2));
  if (bytes.length === 0) return '';
  return bytes[0] === 0
    ? `@${bytes.subarray(1).toString('latin1')}`
    : bytes.subarray(0, bytes.indexOf(0) >= 0 ? bytes.indexOf(0) : undefined).toString();
};

export const unixName = (path: string): UnixName =>
  Buffer.concat([FAMILY, path.startsWith('@') ? Buffer.from(`\0${path.slice(1)}`) : Buffer.from(`${path}\0`)]);

const FAMILY = Uint8Array.of(1, 0); // AF_UNIX, in the byte order of all machines that Node runs on with Linux
const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const LONGEST_NAME = 110;
