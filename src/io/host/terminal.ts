/**
 * Programs on terminals by the optional package @lydell/node-pty. It has no write that tells when it is done; the socket that it keeps to
 * itself has, and without that nothing would bound what waits for a program that does not read.
 */
import { Socket } from 'node:net';
import { IoError } from '../../core/fault.ts';
import { optionalPackage } from './optional-package.ts';
import { IS_PLAIN, PLAIN } from './plain-host.ts';

/** As much of the package as is used here. */
export interface Terminal {
  readonly pid: number;
  resize(columns: number, rows: number): void;
  onExit(listener: (exit: { readonly exitCode: number }) => void): unknown;
}
export type SpawnTerminal = (file: string, args: readonly string[], options: object) => Terminal;

/** Rejects with an IoError where it cannot be had. */
export const terminalSpawner = async (place: string): Promise<SpawnTerminal> => {
  if (IS_PLAIN) throw new IoError(place, 'ENOTSUP', `expected more than Node alone for a terminal, got ${PLAIN}`);
  const loaded = await optionalPackage('@lydell/node-pty', 'terminals for programs', place);
  const inner: unknown = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded;
  const spawn: unknown = typeof inner === 'object' && inner !== null && 'spawn' in inner ? inner.spawn : undefined;
  if (typeof spawn !== 'function')
    throw new IoError(place, 'ENOPACKAGE', 'expected @lydell/node-pty with a function spawn, got another version');
  return (file, args, options) => Reflect.apply(spawn, undefined, [file, args, options]);
};

/** Our end of it. Throws an IoError. */
export const terminalSocket = (terminal: Terminal, place: string): Socket => {
  const socket: unknown = Reflect.get(terminal, '_socket');
  if (socket instanceof Socket) return socket;
  throw new IoError(place, 'ENOPACKAGE', 'expected @lydell/node-pty as it is in version 1.1, got another');
};
