/** Workbench: services and connections of one run, recorded together, that a terminal and any number of pages watch and steer. */

import { IoError, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { acceptAddress, openAddress, parseAddress, printAddress } from '../../io/address/address.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import { now } from '../../io/base/clock.ts';
import { closingText } from '../../io/base/ledger.ts';
import { allOf, type Tap } from '../../io/base/tap.ts';
import type { CaptureWriter } from '../../io/capture/write/write-file.ts';
import { openFiles } from '../../io/files/files.ts';
import { type SampleFolder, sampleFolder } from '../../io/files/sample/sample-folder.ts';
import { type Serving, serve } from '../../io/serve/serve.ts';
import type { Service, ServiceContext } from '../../io/serve/service.ts';
import { serviceContext } from '../../io/serve/service-context.ts';
import { services } from '../../io/services/index.ts';
import * as guides from '../../protocols/guides.ts';
import type { Account, Guide } from '../../wire/guide.ts';
import { Browsing } from '../browsing.ts';
import { guidedAddress, talkGuided } from '../guided.ts';
import { Endpoints, type Place } from './endpoints.ts';
import { GuidedLines } from './guided-lines.ts';
import { Recording } from './recording.ts';

export interface WorkbenchOptions {
  /** Sees the channels too, as a recorder of a terminal does. */
  readonly beside?: (names: readonly [client: string, server: string], client: 'us' | 'peer') => Tap | undefined;
  /** Where the packets that are looked at are kept. */
  readonly file?: CaptureWriter;
  /** Something went wrong that nobody waits for. */
  readonly onTrouble: (error: Error) => void;
}

export class Workbench {
  readonly endpoints = new Endpoints();
  readonly recording: Recording;
  readonly live: Browsing;
  readonly #options: WorkbenchOptions;
  readonly #stop = new AbortController();
  readonly #servings: Serving[] = [];
  readonly #watchers = new Set<() => void>();
  /** What services show that serve a folder. */
  #samples: SampleFolder | undefined;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    this.recording = new Recording(options.file);
    const { rest } = this.recording.courtesy;
    this.live = new Browsing(this.recording.capture, { name: 'live', rest }, this.#stop.signal, () => this.changed());
    this.live.read().catch((error: unknown) => {
      if (!this.#stop.signal.aborted) options.onTrouble(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** `told` whenever there is something new; gives what ends that. */
  watch(told: () => void): () => void {
    this.#watchers.add(told);
    return () => this.#watchers.delete(told);
  }

  changed(): void {
    for (const told of this.#watchers) told();
  }

  trouble(error: Error): void {
    this.#options.onTrouble(error);
  }

  /** Starts a service on a port of this machine; 0: any. */
  async serve(name: string, port: number): Promise<Place> {
    const service = services.find((s) => s.name === name);
    if (service === undefined)
      throw new UsageError(name, sayWrong('aService'), undefined, sayWrong('oneOf', { choices: services.map((s) => s.name).join(', ') }));
    const framing = service.framings.includes('stream') ? 'tcp' : 'udp';
    const wire = this.#tap(['client', name], 'peer');
    const listener = await acceptAddress(parseAddress(`${framing}:127.0.0.1:${port}`), { wire }, this.#stop.signal);
    const address = listener.addresses[0] ?? '';
    await service.ready?.(service.parse({}), this.#stop.signal);
    const place = this.endpoints.add({
      kind: 'service',
      title: name,
      address,
      state: 'listens',
      opened: now(),
      isOurs: true,
      ...(service.shares !== undefined && { shares: service.shares }),
      example: `nc${framing === 'udp' ? ' -u' : ''} ${address.replace(/:(\d+)$/, ' $1')}`,
    });
    const onOpen = ({ channel }: { readonly channel: OpenChannel }): void => this.#came(place, channel);
    const serving = serve(service, listener, { context: this.#context(service), onOpen }, this.#stop.signal);
    this.#servings.push(serving);
    place.stop = () => void serving.stop().then(() => this.#stopped(place), this.#options.onTrouble);
    this.changed();
    return place;
  }

  /** Opens a connection. A service of ours sees and records it from its side. */
  async connect(address: string): Promise<Place> {
    const { place, channel } = await this.#open(address);
    this.#ours(place, channel);
    void this.#drain(channel);
    return place;
  }

  /** Opens a connection on which a protocol is spoken by hand. */
  async guide(name: string, words: string, account: Account): Promise<Place> {
    const guide: Guide | undefined = Object.values(guides).find((g) => g.name === name);
    if (guide === undefined) throw UsageError.of(name, sayWrong('noGuide'), sayWrong('oneOf', { choices: Object.keys(guides).join(', ') }));
    const to = guidedAddress([words.trim()], guide);
    const { place, channel, isOwn } = await this.#open(printAddress(to));
    const lines = new GuidedLines(guide, () => this.changed());
    place.guided = lines;
    this.#ours(place, channel);
    const beside = { wire: isOwn ? undefined : this.#tap(['you', 'server'], 'us') };
    talkGuided({ guide, to, account, insecure: isLoopback(channel) }, channel, beside, lines.faces, this.#stop.signal).catch(
      (error: Error) => lines.faces.warn(error),
    );
    return place;
  }

  /** A line for who speaks by a guide. */
  type(id: number, line: string): void {
    const { guided } = this.#at(id);
    if (guided === undefined) throw UsageError.of('line', sayWrong('nobodyGuided'), sayWrong('bytesInstead'));
    guided.type(line);
  }

  /** `isOwn`: to a service of ours, which records it. */
  async #open(address: string): Promise<{ readonly place: Place; readonly channel: OpenChannel; readonly isOwn: boolean }> {
    const parsed = parseAddress(address);
    const own = this.endpoints.all.find((p) => p.kind === 'service' && p.state === 'listens' && p.address === bare(address));
    const opened = now();
    const wire = own === undefined ? this.#tap(['you', 'server'], 'us') : undefined;
    try {
      const channel = await openAddress(parsed, { wire }, this.#stop.signal);
      const existing =
        own && this.endpoints.all.find((p) => p.parent === own.id && p.hosts?.[0] === channel.local && p.closed === undefined);
      const place =
        existing ?? this.#opened({ title: portOf(channel.local), address: channel.remote, opened, ...(own && { parent: own.id }) });
      return { place, channel, isOwn: own !== undefined };
    } catch (error) {
      if (error instanceof IoError && own === undefined) this.#refused(address, error, opened);
      throw error;
    }
  }

  /** Resolves when the system has taken it. */
  async send(id: number, bytes: Uint8Array): Promise<void> {
    const { channel, isOurs } = this.#at(id);
    if (channel === undefined || !isOurs) throw UsageError.of('send', sayWrong('notYours'), sayWrong('connectTo'));
    await channel.write(bytes);
  }

  async end(id: number): Promise<void> {
    const { channel, guided } = this.#at(id);
    if (guided !== undefined) guided.end();
    else await channel?.end();
    this.changed();
  }

  cut(id: number): void {
    this.#at(id).channel?.abort(new Error('cut from the page'));
  }

  stop(id: number): void {
    this.#at(id).stop?.();
  }

  /** Ends all in order; gives the line that says how the connection ended. */
  async close(id?: number): Promise<string> {
    const channel = id === undefined ? undefined : this.endpoints.at(id)?.channel;
    let text = '';
    if (channel !== undefined) {
      await channel.end().catch(() => {});
      text = closingText(await channel.ledger.closing, channel.facts);
    }
    await Promise.all(this.#servings.map((s) => s.stop()));
    this.recording.end();
    this.#stop.abort(new Error('the workbench closes'));
    this.live.close();
    this.#samples?.remove();
    return text;
  }

  // ---- what happens ----------------------------------------------------------------------------------------------------

  #at(id: number): Place {
    const place = this.endpoints.at(id);
    if (place === undefined) throw UsageError.of('endpoint', sayWrong('noEndpoint', { id }), sayWrong('forgotten'));
    return place;
  }

  #context(service: Service): ServiceContext {
    this.#samples ??= sampleFolder();
    const files = Object.hasOwn(service.options, 'files') ? openFiles(this.#samples.path, {}) : undefined;
    const wire = (): Tap | undefined => this.#tap(['client', service.name], 'peer');
    return serviceContext(service.parse({}), { files, wire }, this.#stop.signal);
  }

  #tap(names: readonly [string, string], client: 'us' | 'peer'): Tap | undefined {
    const beside = this.#options.beside?.(names, client);
    return allOf(beside === undefined ? [this.recording.tap] : [this.recording.tap, beside]);
  }

  #opened(place: Pick<Place, 'title' | 'address' | 'opened' | 'parent'>): Place {
    return this.endpoints.add({ kind: 'connection', state: 'open', isOurs: false, ...place });
  }

  /** Somebody came to a service: a client of another program, or ours. */
  #came(service: Place, channel: OpenChannel): void {
    const known = this.endpoints.all.find((p) => p.parent === service.id && p.hosts?.[0] === channel.remote && p.closed === undefined);
    const place = known ?? this.#opened({ title: portOf(channel.remote), address: channel.remote, opened: now(), parent: service.id });
    place.hosts = [channel.remote, channel.local];
    if (place.channel === undefined) this.#watchEnd(place, channel);
    this.changed();
  }

  #ours(place: Place, channel: OpenChannel): void {
    place.isOurs = true;
    place.hosts ??= [channel.local, channel.remote];
    const isNew = place.channel === undefined;
    place.channel = channel;
    if (isNew) this.#watchEnd(place, channel);
    this.changed();
  }

  /** What comes back is shown by its packets; here it is only taken. */
  async #drain(channel: OpenChannel): Promise<void> {
    try {
      for await (const _ of channel.incoming) this.changed();
      channel.close();
    } catch {
      // How it ended is in the channel's ledger.
    }
  }

  #watchEnd(place: Place, channel: OpenChannel): void {
    place.channel ??= channel;
    channel.ledger.whenOver((closing) => {
      this.endpoints.over(place, channel, closing, now());
      this.changed();
    });
  }

  #refused(address: string, error: IoError, opened: number): void {
    const place = this.#opened({ title: bare(address), address, opened });
    place.state = error.code === 'ECONNREFUSED' ? 'refused' : 'failed';
    place.refusal = error;
    place.closed = now();
    this.changed();
  }

  #stopped(place: Place): void {
    place.state = 'closed';
    place.closed = now();
    this.changed();
  }
}

/** Self-made certificates of this machine's own services are taken as they are. */
const isLoopback = ({ facts: { remoteIp } }: OpenChannel): boolean => /^(127\.|::1$)/.test(remoteIp?.address ?? '');

const bare = (address: string): string => address.replace(/^tcp:/, '');
const portOf = (end: string): string => (/:\d+$/.test(end) ? end.slice(end.lastIndexOf(':')) : end);
