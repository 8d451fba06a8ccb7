/** Workbench: services and connections of one run, recorded together, that a terminal and any number of pages watch and steer. */

import { DecodeAs } from '../../analysis/decode-as.ts';
import { IoError, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import { openAddress, parseAddress, printAddress } from '../../io/address/address.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import { now } from '../../io/base/clock.ts';
import { closingText } from '../../io/base/ledger.ts';
import { allOf, type ChannelFacts, type Tap } from '../../io/base/tap.ts';
import { oneEnd } from '../../io/capture/synth/one-end.ts';
import type { CaptureWriter } from '../../io/capture/write/write-file.ts';
import type { Over } from '../../io/serve/service.ts';
import * as guides from '../../protocols/guides.ts';
import { protocols } from '../../protocols/registry.ts';
import type { Account, Guide } from '../../wire/guide.ts';
import { Browsing } from '../browsing.ts';
import { guidedAddress, talkGuided } from '../guided.ts';
import { ServedNames } from '../served-names.ts';
import type { WatchedAs } from '../watched.ts';
import { Endpoints, type Place } from './endpoints.ts';
import { GuidedLines } from './guided-lines.ts';
import { Recording } from './recording.ts';
import { type ServiceBench, StartedServices } from './started-services.ts';

export interface WorkbenchOptions {
  /** Sees the channels too, which it calls so, as a recorder of a terminal does. */
  readonly beside?: (as: (facts: ChannelFacts) => WatchedAs) => Tap | undefined;
  /** What they are called in. */
  readonly words?: Words;
  /** A port carries what is known under another: a service was started there. */
  readonly speaks?: (table: string, port: number, known: number) => void;
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
  readonly #services: StartedServices;
  readonly #watchers = new Set<() => void>();
  readonly #once = oneEnd();
  readonly #names: ServedNames;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    this.#names = new ServedNames(options.words);
    const decodeAs = new DecodeAs(protocols);
    this.recording = new Recording(options.file, () => decodeAs.about);
    const { rest } = this.recording.courtesy;
    this.live = new Browsing(this.recording.capture, { name: 'live', rest, decodeAs }, this.#stop.signal, () => this.changed());
    const bench: ServiceBench = {
      endpoints: this.endpoints,
      speaks: (table, port, known) => {
        decodeAs.like(table, port, known);
        options.speaks?.(table, port, known);
      },
      tap: (service) => this.#tap((facts) => this.#names.came(service, facts)),
      tapBeside: (service, client, goesOn) => this.#tap((facts) => this.#names.beside(service, client, facts, goesOn)),
      came: (service, channel, beside, goesOn) =>
        beside === undefined ? this.#came(service, channel) : this.#cameBeside(service, channel, goesOn),
      changed: () => this.changed(),
      trouble: (error) => this.trouble(error),
    };
    this.#services = new StartedServices(bench, this.#stop.signal);
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
  serve(name: string, port: number, over?: Over): Promise<Place> {
    return this.#services.start(name, port, over);
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
    const beside = { wire: isOwn ? undefined : this.#tap(() => this.#names.ours()) };
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
    const wire = own === undefined ? this.#tap(() => this.#names.ours()) : undefined;
    try {
      const channel = await openAddress(parsed, { wire }, this.#stop.signal);
      const existing = own && this.#between(own.id, channel.local, channel.remote);
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
    await this.#services.close();
    this.recording.end();
    this.#stop.abort(new Error('the workbench closes'));
    this.live.close();
    return text;
  }

  // ---- what happens ----------------------------------------------------------------------------------------------------

  #at(id: number): Place {
    const place = this.endpoints.at(id);
    if (place === undefined) throw UsageError.of('endpoint', sayWrong('noEndpoint', { id }), sayWrong('forgotten'));
    return place;
  }

  #tap(as: (facts: ChannelFacts) => WatchedAs): Tap | undefined {
    const beside = this.#options.beside?.(as);
    const tap = allOf(beside === undefined ? [this.recording.tap] : [this.recording.tap, beside]);
    return tap && this.#once(tap);
  }

  #opened(place: Pick<Place, 'title' | 'address' | 'opened' | 'parent' | 'beside'>): Place {
    return this.endpoints.add({ kind: 'connection', state: 'open', isOurs: false, ...place });
  }

  /** Somebody came to a service: a client of another program, or ours. */
  #came(service: Place, channel: OpenChannel): void {
    const known = this.#between(service.id, channel.remote, channel.local);
    const place = known ?? this.#opened({ title: portOf(channel.remote), address: channel.remote, opened: now(), parent: service.id });
    place.hosts = [channel.remote, channel.local];
    if (place.channel === undefined) this.#watchEnd(place, channel);
    this.changed();
  }

  /** A service has another channel for a client: with the client itself, or with whom it asks in its name. */
  #cameBeside(service: Place, channel: OpenChannel, goesOn = false): void {
    const { local, remote, facts } = channel;
    const isToClient = facts.role === 'acceptor' || !goesOn;
    const hosts = isToClient ? ([remote, local] as const) : ([local, remote] as const);
    const title = `${portOf(hosts[0])} → ${isToClient || isLoopback(channel) ? portOf(hosts[1]) : remote}`;
    const beside = isToClient ? 'client' : 'server';
    const place = this.#opened({ title, address: remote, opened: now(), parent: service.id, beside });
    place.hosts = hosts;
    this.#watchEnd(place, channel);
    this.changed();
  }

  /** One that is open between a client and a service. */
  #between(service: number, client: string, server: string): Place | undefined {
    return this.endpoints.all.find(
      ({ parent, hosts, closed }) => parent === service && hosts?.[0] === client && hosts[1] === server && closed === undefined,
    );
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
}

/** On this machine: self-made certificates of its own services are taken as they are, and a port says which one it is. */
const isLoopback = ({ facts: { remoteIp } }: OpenChannel): boolean => /^(127\.|::1$)/.test(remoteIp?.address ?? '');

const bare = (address: string): string => address.replace(/^tcp:/, '');
const portOf = (end: string): string => (/:\d+$/.test(end) ? end.slice(end.lastIndexOf(':')) : end);
