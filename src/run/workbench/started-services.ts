/** StartedServices: the services of a workbench, each on a port of this machine and over TCP or UDP, with what they say and have in common. */

import { splitHostPort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { type Line, sayWrong } from '../../core/said.ts';
import { acceptAddress, parseAddress } from '../../io/address/address.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import { now } from '../../io/base/clock.ts';
import type { Tap } from '../../io/base/tap.ts';
import { openFiles } from '../../io/files/files.ts';
import { type SampleFolder, sampleFolder } from '../../io/files/sample/sample-folder.ts';
import { type Serving, serve } from '../../io/serve/serve.ts';
import { isOfStreams, type Over, overOf, type ServedRow, type Service, type ServiceContext } from '../../io/serve/service.ts';
import { serviceContext } from '../../io/serve/service-context.ts';
import { services } from '../../io/services/index.ts';
import { protocols } from '../../protocols/registry.ts';
import { refusalNotes } from '../refusal-notes.ts';
import { exampleOf } from '../serve-table.ts';
import type { Endpoints, Place } from './endpoints.ts';

/** What a service needs of the workbench on which it stands. */
export interface ServiceBench {
  readonly endpoints: Endpoints;
  /** From here on a port carries what is known under another. */
  speaks(table: string, port: number, known: number): void;
  /** Records what the channels of those who come to a service carry. */
  tap(service: string): Tap | undefined;
  /** Records a channel of the service's own, for a client where it is for one. */
  tapBeside(service: string, client: OpenChannel | undefined, goesOn: boolean | undefined): Tap | undefined;
  /** Somebody came; or, `beside` a client, the service opened or accepted a channel of its own. */
  came(service: Place, channel: OpenChannel, beside?: OpenChannel, goesOn?: boolean): void;
  changed(): void;
  trouble(error: Error): void;
}

/** Lines of a service that are kept, and characters of one. */
const MOST_SAID = 8;

export class StartedServices {
  readonly #bench: ServiceBench;
  readonly #signal: AbortSignal;
  readonly #servings = new Map<Place, Serving>();
  /** Those on streams, for a service that passes clients on. */
  readonly #beside = new Map<string, (channel: OpenChannel) => Promise<void>>();
  /** What services show that serve a folder. */
  #samples: SampleFolder | undefined;

  constructor(bench: ServiceBench, signal: AbortSignal) {
    this.#bench = bench;
    this.#signal = signal;
  }

  /** On a port of this machine (0: any); over what it speaks on first, where nothing is said. */
  async start(name: string, port: number, asked?: Over): Promise<Place> {
    const { endpoints, tap, came, changed } = this.#bench;
    const service = services.find((s) => s.name === name);
    if (service === undefined)
      throw new UsageError(name, sayWrong('aService'), undefined, sayWrong('oneOf', { choices: services.map((s) => s.name).join(', ') }));
    const over = overOf(service).find((one) => asked === undefined || one === asked);
    if (over === undefined) throw new UsageError(`serve ${name}`, sayWrong('oneOf', { choices: overOf(service).join(', ') }), asked);
    const options = service.parse({});
    await service.ready?.(options, this.#signal);
    const accept = { wire: tap(name), forgetful: service.shares === undefined };
    const listener = await acceptAddress(parseAddress(`${over}:127.0.0.1:${port}`), accept, this.#signal);
    const [address = ''] = listener.addresses;
    const { host, port: own } = splitHostPort(address);
    this.#speaks(service, over, Number(own));
    const place = endpoints.add({
      kind: 'service',
      title: name,
      address: isOfStreams(over) ? address : `${over}:${address}`,
      state: 'listens',
      opened: now(),
      isOurs: true,
      ...(service.shares !== undefined && { shares: service.shares }),
      example: exampleOf({ example: exampleFor(service, over), host, port: Number(own) }),
    });
    const context = this.#context(service, options, place);
    const away = refusalNotes((text) => this.#said(place, text));
    const run = {
      context,
      onOpen: ({ channel }: { readonly channel: OpenChannel }) => came(place, channel),
      onUnanswered: away.refused,
    };
    const serving = serve(service, listener, run, this.#signal);
    serving.done.then(away.close, away.close);
    if (isOfStreams(over)) this.#beside.set(name, (channel) => service.serve(channel, context));
    this.#servings.set(place, serving);
    place.stop = () => {
      // Who only sends datagrams never leaves.
      if (!isOfStreams(over)) for (const connection of serving.connections.all()) connection.close();
      serving.stop().then(() => this.#stopped(place), this.#bench.trouble);
    };
    changed();
    return place;
  }

  /** Where a message is whatever comes, the bytes themselves say more than the name of the protocol. */
  #speaks({ ports }: Service, over: Over, own: number): void {
    const known = ports[over];
    const layer = known === undefined ? undefined : protocols.lookup(`${over}.port`, known)?.layer;
    if (known !== undefined && layer?.stream?.unframed === undefined) this.#bench.speaks(`${over}.port`, own, known);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servings.values()].map((serving) => serving.stop()));
    this.#samples?.remove();
  }

  #context(service: Service, options: unknown, place: Place): ServiceContext {
    const { tapBeside, came } = this.#bench;
    const hasFiles = Object.hasOwn(service.options, 'files');
    this.#samples ??= hasFiles ? sampleFolder() : undefined;
    return serviceContext(
      options,
      {
        files: hasFiles ? openFiles(this.#samples?.path ?? '', {}) : undefined,
        wire: (client, goesOn) => tapBeside(service.name, client, goesOn),
        say: (text) => this.#said(place, text),
        connections: () => this.#rows(),
        beside: this.#beside,
        onOwn: (channel, client, goesOn) => came(place, channel, client, goesOn),
      },
      this.#signal,
    );
  }

  #rows(): readonly ServedRow[] {
    return [...this.#servings].flatMap(([{ title }, { connections }]) => connections.rows().map((row) => ({ ...row, service: title })));
  }

  #said(place: Place, line: Line): void {
    place.says = [...(place.says ?? []), line].slice(-MOST_SAID);
    this.#bench.changed();
  }

  #stopped(place: Place): void {
    this.#servings.delete(place);
    place.state = 'closed';
    place.closed = now();
    this.#bench.changed();
  }
}

/** Programs that few systems have; and ours, because what comes from another one is seen, too. */
const RARE = /\b(?:irssi|swaks|wirecat) /;

/** What one would type to try it. */
const exampleFor = ({ framings, example, datagramExample }: Service, over: Over): string => {
  if (isOfStreams(over)) return RARE.test(example) ? 'nc HOST PORT' : example;
  return datagramExample ?? (framings.includes('stream') ? 'nc -u HOST PORT' : example);
};
