/** Service: the server side of a protocol, without a socket. A service is a folder in `services/`, with its test, and one line in the registry. */
import type { Line } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { AcceptOptions, Listener } from '../base/endpoint.ts';
import type { Files } from '../files/files.ts';
import type { TlsTalk } from '../tls/tickets.ts';
import type { ConnectionRow } from './connections.ts';

/** Its own ports, where it has them. */
export interface ServicePorts {
  readonly tcp?: number;
  readonly udp?: number;
  /** Another one for TCP, on which it does the same. */
  readonly also?: number;
  /** TLS from the first byte. */
  readonly tls?: number;
}

/** An option of a service, as the command line types it. Services that have one in common (`--files`) share its declaration. */
export interface ServiceOption {
  /** What help calls the value; absent: a switch. */
  readonly value?: string;
  /** How it is read; text if left out. `duration` gives seconds, `size` bytes. */
  readonly kind?: 'integer' | 'duration' | 'size';
  readonly min?: number;
  readonly max?: number;
  /** What `parse` takes where it is not given, as the user would type it. */
  readonly fallback?: string;
  readonly repeat?: boolean;
  readonly help: string;
  readonly complete?: 'file' | 'directory' | 'address';
}

export type ServiceOptions = Readonly<Record<string, ServiceOption>>;

/** What was given for each of the options: undefined or false where nothing was. */
export type Given<T extends ServiceOptions = ServiceOptions> = { readonly [K in keyof T]?: GivenFor<T[K]> };

type GivenFor<S extends ServiceOption> = S extends { value: string }
  ? S extends { repeat: true }
    ? readonly One<S>[] | undefined
    : One<S> | undefined
  : boolean | undefined;

type One<S extends ServiceOption> = S extends { kind: 'integer' | 'duration' | 'size' } ? number : string;

/** Methods, not properties: a registry holds services of all kinds of options. `O` is what its options say, and what all its clients share. */
export interface Service<O = unknown> {
  readonly name: string;
  readonly title: string;
  /** The RFC or other paper that says what it does. */
  readonly spec: string;
  readonly ports: ServicePorts;
  /** The kinds of channel it can speak on. */
  readonly framings: readonly ('stream' | 'datagram')[];
  /** How to try it, with HOST and PORT where its address goes: `curl http://HOST:PORT/`. */
  readonly example: string;
  /** The same over datagrams, where netcat is not enough for them. */
  readonly datagramExample?: string;
  /** The same on the port on which TLS is spoken from the first byte. */
  readonly tlsExample?: string;
  /** Ports to which programs that people use with it do not go, and what these are called: `browsers`. */
  readonly shunned?: { readonly by: 'browsers'; readonly ports: ReadonlySet<number> };
  readonly options: ServiceOptions;
  /**
   * What its clients have in common in memory, where threads and processes of their own would not: `a room`. Where they have nothing in
   * common, datagrams stand alone: a peer that was forgotten loses nothing, and there is no limit to how many come from one address.
   */
  readonly shares?: string;
  /** Throws a UsageError; a place in it reads `--records`. */
  parse(given: Given): O;
  /** The program that its clients are let use, where they are: who may come is asked for then. */
  program?(options: O): string | undefined;
  /** Before anybody is listened for: reads the files that it will need. Rejects with an IoError. */
  ready?(options: O, signal: AbortSignal): Promise<void>;
  /**
   * Speaks until it has nothing more to say. It need not end or close the channel: whoever runs it half-closes, lets the peer finish and
   * lets go (`lingeringClose`). Rejects with what broke the channel. On datagrams it goes on with each that comes until the peer is silent.
   */
  serve(channel: OpenChannel, context: ServiceContext<O>): Promise<void>;
}

export type Over = 'tcp' | 'udp';

/** Otherwise datagrams. */
export const isOfStreams = (over: Over): boolean => over === 'tcp';

/** What it can be reached over, streams first. */
export const overOf = ({ framings }: Service): readonly Over[] =>
  (['tcp', 'udp'] as const).filter((over) => framings.includes(isOfStreams(over) ? 'stream' : 'datagram'));

/** What a service gets of who runs it; one for all its clients. */
export interface ServiceContext<O = unknown> {
  readonly options: O;
  readonly limits: ServiceLimits;
  /** Asks it to finish. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970, with a fraction. */
  now(): number;
  /** One line for whoever runs the service; made safe to show there. */
  say(line: Line): void;
  /**
   * Another channel, e.g. a data connection; its packets are shown and kept, as those of the client on `beside` where that is given.
   * `goesOn`: to another server, for that client.
   */
  open(address: string, beside?: OpenChannel, goesOn?: boolean): Promise<OpenChannel>;
  /** Listens for another channel; the same. Whoever called closes the listener. */
  accept(address: string, options?: AcceptOptions, beside?: OpenChannel): Promise<Listener>;
  /** TLS from here on (STARTTLS): gives the channel inside. Nothing may be reading `channel`, and what was read before counts for nothing. */
  startTls(channel: OpenChannel, talk?: TlsTalk): Promise<OpenChannel>;
  /** The folder that was given, the only way to the disk; undefined where none was. */
  readonly files: Files | undefined;
  /** Who is connected, to which service. */
  connections(): readonly ServedRow[];
  /** The services that run beside this one and speak on streams, by name: for who passes a client on. */
  readonly beside: ReadonlyMap<string, (channel: OpenChannel) => Promise<void>>;
}

export interface ServedRow extends ConnectionRow {
  readonly service: string;
}

/** What one client may use up. */
export interface ServiceLimits {
  /** Bytes of a line. */
  readonly line: number;
  /** Bytes of a message, an upload or a literal. */
  readonly message: number;
  /** Milliseconds of silence after which a client that owes a request is cut off. */
  readonly idle: number;
}

export const SERVICE_LIMITS: ServiceLimits = { line: 8192, message: 10 << 20, idle: 300_000 };

/** In the folder that is served: what may be run, where that was asked for. */
export const PROGRAMS = 'cgi-bin';

/** Options that several services have. */
export const sharedOptions = {
  files: { value: 'DIR', complete: 'directory', help: 'the folder that is served; otherwise a small one with samples' },
  write: { help: 'clients may write to the folder' },
  dotfiles: { help: 'names that begin with a dot are served too' },
  user: { value: 'NAME:PASSWORD', repeat: true, help: 'who may log in; otherwise guest:guest' },
  format: { value: 'FORMAT', fallback: '%c', help: 'how the time is written, with the letters of strftime' },
  mail: { value: 'DIR', complete: 'directory', help: 'the folder with the mail (Maildir); otherwise a temporary one with three messages' },
} as const satisfies ServiceOptions;
