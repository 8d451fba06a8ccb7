/** LabPlaces: the places of an exercise while it runs: services, ways to the student's own server, pipes. */
import { joinHostPort, parseIp, splitHostPort } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import type { Said, Words } from '../../core/words.ts';
import { acceptAddress, openAddress, parseAddress } from '../../io/address/address.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import type { Listener } from '../../io/base/endpoint.ts';
import { pump } from '../../io/link/pump.ts';
import { ownAddresses } from '../../io/net/hosts.ts';
import { relay } from '../../io/serve/relay.ts';
import type { Service } from '../../io/serve/service.ts';
import { services } from '../../io/services/index.ts';
import { lintListen } from '../lints.ts';
import type { Recorder } from '../recorder.ts';
import { ServeRun } from '../serve-session.ts';
import { type Faces, tell } from '../session.ts';
import type { WatchedAs } from '../watched.ts';
import type { PipePlace, Place, RelayPlace, ServedPlace } from './exercise.ts';
import { sayPlace } from './words.ts';

export interface PlacesOptions {
  /** Address on which all of them listen. */
  readonly host: string;
  /** Of the first place; the others follow. Where one may not be had, any free one is taken. */
  readonly port: number;
  /** Where the student's own server listens. */
  readonly own: number;
  /** Nobody listens yet where a client was to be led. */
  readonly onNobody: (address: string) => void;
  /** Names who takes part. */
  readonly words: Words;
  /** A folder for pipes. */
  readonly folder: string;
  /** Records the channels of that place. */
  readonly tapAs: (place: Place, as: WatchedAs) => ReturnType<Recorder['tapAs']>;
}

/** A place that is open. */
interface OpenPlace {
  readonly address: string;
  /** Ends it in order. */
  stop(): void;
}

export class LabPlaces {
  readonly #open = new Map<string, OpenPlace>();
  /** Ends of ours that lead from one place to another. */
  readonly #between = new Set<string>();
  readonly #options: PlacesOptions;
  readonly #faces: Faces;

  constructor(options: PlacesOptions, faces: Faces) {
    this.#options = options;
    this.#faces = faces;
  }

  async open(places: readonly Place[], signal: AbortSignal): Promise<void> {
    const { port } = this.#options;
    for (const [k, place] of places.entries()) this.#open.set(place.name, await this.#openOne(place, port === 0 ? 0 : port + k, signal));
    for (const note of lintListen(parseAddress(`tcp:${joinHostPort(this.#options.host, 0)}`), false)) tell(this.#faces, note);
  }

  /** Something to be said, with the addresses and ports of the places in its slots. */
  filled(said: Said): Said {
    const { own, folder } = this.#options;
    const slots: Record<string, string> = { own: String(own), pipeIn: `${folder}/in`, pipeOut: `${folder}/out` };
    for (const [name, { address }] of this.#open) {
      slots[name] = address;
      slots[`${name}Port`] = splitHostPort(address).port;
    }
    return { ...said, slots: { ...slots, ...said.slots } };
  }

  get addresses(): readonly (readonly [place: string, address: string])[] {
    return [...this.#open].map(([name, { address }]) => [name, address] as const);
  }

  /** Whether that client is a place of ours, and nobody's program. */
  isOurs(client: string): boolean {
    return this.#between.has(client);
  }

  close(): void {
    for (const place of this.#open.values()) place.stop();
  }

  #openOne(place: Place, port: number, signal: AbortSignal): Promise<OpenPlace> {
    if (place.kind === 'serve') return this.#serve(place, port, signal);
    if (place.kind === 'relay') return this.#relay(place, port, signal);
    return this.#pipes(place, signal);
  }

  async #serve(place: ServedPlace, port: number, signal: AbortSignal): Promise<OpenPlace> {
    const service = serviceOf(place.service);
    const on = parseAddress(`${place.over}:${joinHostPort(this.#options.host, port)}`);
    const plan = {
      kind: 'serve',
      services: [{ service, options: service.parse({}), words: [service.name], places: [{ on, otherwise: 'any' }] }],
      tls: {},
      folder: {},
      ...(place.concurrency && { concurrency: { how: place.concurrency, file: '' } }),
      wire: { live: false, file: undefined },
      notes: [],
    } as const;
    const said = this.#faces;
    let isOpen = false;
    const faces = { ...said, say: (text: string): void => (isOpen ? said.say(text) : undefined) };
    const run = new ServeRun(plan, faces, this.#recorderOf(place));
    await run.listen({}, signal);
    isOpen = true;
    const [address = ''] = run.addresses;
    const stop = (): void => {
      run.stop()();
      run.close();
    };
    return { address: shown(address), stop };
  }

  #recorderOf(place: Place): Recorder {
    return {
      tapAs: () => this.#options.tapAs(place, { names: this.#names('client', place) }),
      watch: () => {},
      attempted: () => {},
      speaks: () => {},
      unshown: 0,
      close: async () => undefined,
    };
  }

  async #relay(place: RelayPlace, port: number, signal: AbortSignal): Promise<OpenPlace> {
    const wire = this.#options.tapAs(place, { names: this.#names('client', place) });
    const listener = await this.#listen(place.over, port, wire, signal);
    const stopped = new AbortController();
    const link = place.careless === true ? { aToB: { closeAfter: 0 }, bToA: { closeAfter: 0 } } : {};
    const target = (): string => this.#targetOf(place);
    const open = async (_client: OpenChannel, until: AbortSignal): Promise<OpenChannel> => {
      const channel = await openAddress(parseAddress(target()), {}, until);
      if (place.to !== undefined && this.#between.size < MOST_BETWEEN) this.#between.add(channel.local);
      return channel;
    };
    const serving = relay(listener, open, { link, onClosed: (_c, _closing, error) => this.#tell(error, target()) }, stopped.signal);
    const stop = (): void => {
      serving.stop().catch(() => {});
      stopped.abort(new Error('the exercise is over'));
    };
    return { address: shown(listener.addresses[0] ?? ''), stop };
  }

  #names(client: 'client' | 'you', { title }: Place): readonly [client: string, server: string] {
    const { words } = this.#options;
    return [words.text(sayPlace(client)), words.text(title)];
  }

  #targetOf({ to, over }: RelayPlace): string {
    if (to === 'nobody') return NOBODY;
    return to === undefined ? `${over}:127.0.0.1:${this.#options.own}` : `${over}:${this.#open.get(to)?.address ?? ''}`;
  }

  #tell(error: Error | undefined, target: string): void {
    if (!(error instanceof IoError)) return;
    if (target === NOBODY) return;
    if (error.code === 'ECONNREFUSED') this.#options.onNobody(target.replace(/^tcp:/, ''));
    else this.#faces.say(error.message);
  }

  async #listen(over: string, port: number, wire: ReturnType<Recorder['tapAs']>, signal: AbortSignal): Promise<Listener> {
    const at = (n: number): string => `${over}:${joinHostPort(this.#options.host, n)}`;
    try {
      return await acceptAddress(parseAddress(at(port)), { wire }, signal);
    } catch (error) {
      if (!(error instanceof IoError) || error.code !== 'EADDRINUSE') throw error;
      return acceptAddress(parseAddress(at(0)), { wire }, signal);
    }
  }

  /** Opened again for the next one when both ends have gone. */
  async #pipes(place: PipePlace, signal: AbortSignal): Promise<OpenPlace> {
    const { folder } = this.#options;
    const stopped = new AbortController();
    const until = AbortSignal.any([signal, stopped.signal]);
    const on = parseAddress(`fifo:${folder}/in+${folder}/out`);
    const serve = async (): Promise<void> => {
      while (!until.aborted) {
        const wire = this.#options.tapAs(place, { names: this.#names('you', place), client: 'peer' });
        const channel = await openAddress(on, { wire }, until);
        await pump(channel, channel);
        await channel.end();
        channel.close();
        await channel.ledger.closing;
      }
    };
    serve().catch((error: unknown) => {
      if (!until.aborted && error instanceof Error) this.#faces.warn(error);
    });
    return { address: `${folder}/in`, stop: () => stopped.abort(new Error('the exercise is over')) };
  }
}

/** Nobody may have port 1 but the administrator, and hardly anybody has it. */
const NOBODY = 'tcp:127.0.0.1:1';
/** More are not told apart. */
const MOST_BETWEEN = 10_000;

const serviceOf = (service: string | Service): Service => {
  if (typeof service !== 'string') return service;
  const found = services.find(({ name }) => name === service);
  if (found === undefined) throw new Error(`there is no service ${service}`);
  return found;
};

/** An address to type: whoever listens everywhere is reached at one of its addresses. */
const shown = (address: string): string => {
  const { host, port } = splitHostPort(address.replace(/^[a-z]+:/, ''));
  const isAny = parseIp(host)?.every((byte) => byte === 0) === true;
  return joinHostPort(isAny ? (ownAddresses(host)[0] ?? host) : host, port);
};
