/** ServeSession: the services of a plan, each on its places, watched by one recorder and shown in one view. */
import { splitHostPort } from '../core/address.ts';
import { errorText, IoError } from '../core/fault.ts';
import { english, lineText, sayServing, saySession } from '../core/said.ts';
import type { Said, Words } from '../core/words.ts';
import { type Address, acceptAddress, printAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { AcceptOptions, Listener } from '../io/base/endpoint.ts';
import { closingText } from '../io/base/ledger.ts';
import type { Tap } from '../io/base/tap.ts';
import { type Files, openFiles } from '../io/files/files.ts';
import { type SampleFolder, sampleFolder } from '../io/files/sample/sample-folder.ts';
import { concurrently } from '../io/serve/concurrency/concurrency.ts';
import { type ServeOptions, type Serving, serve } from '../io/serve/serve.ts';
import type { ServedRow, Service, ServiceContext } from '../io/serve/service.ts';
import { serviceContext } from '../io/serve/service-context.ts';
import { portOf } from './plan.ts';
import { reachLines } from './reach.ts';
import type { Recorder } from './recorder.ts';
import { refusalNotes } from './refusal-notes.ts';
import type { ServedPlace, ServedPlan, ServePlan } from './serve-plan.ts';
import { exampleOf, shunnedLines, type TableRow, tableLines } from './serve-table.ts';
import { ServedNames } from './served-names.ts';
import { acceptedSaid, type Faces, recorded, sayAgreed, stopped, tell, withTroubles } from './session.ts';

/** Gives the exit code. */
export const runServe = async (plan: ServePlan, accept: AcceptOptions, faces: Faces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    for (const note of plan.notes) tell(faces, note);
    const away = refusalNotes((line) => tell(faces, line));
    const run = new ServeRun(plan, faces, recorder);
    try {
      await run.listen(withTroubles(accept, faces, away), signal);
      await stopped(signal, run.done(), () => run.stop());
    } finally {
      run.close();
      away.close();
    }
    return 0;
  });

/** A service that listens. */
interface Listening {
  readonly served: ServedPlan;
  readonly place: ServedPlace;
  readonly listener: Listener;
  /** `http`, or `http:8081` where it listens at several addresses. */
  readonly name: string;
}

/** The services of a plan while they run. */
export class ServeRun {
  readonly #plan: ServePlan;
  readonly #faces: Faces;
  readonly #recorder: Recorder;
  readonly #cut = new AbortController();
  readonly #servings: { readonly name: string; readonly serving: Serving }[] = [];
  readonly #beside = new Map<string, (channel: OpenChannel) => Promise<void>>();
  readonly #isOne: boolean;
  readonly #names: ServedNames;
  #samples: SampleFolder | undefined;
  #addresses: readonly string[] = [];

  get #words(): Words {
    return this.#faces.words ?? english;
  }

  constructor(plan: ServePlan, faces: Faces, recorder: Recorder) {
    this.#plan = plan;
    this.#faces = faces;
    this.#recorder = recorder;
    this.#names = new ServedNames(this.#words);
    this.#isOne = plan.services.length === 1 && plan.services[0]?.isSeveral !== true;
  }

  /** Everything that will be needed is read, and every place taken, before the first client is served. */
  async listen(accept: AcceptOptions, signal: AbortSignal): Promise<void> {
    const { services } = this.#plan;
    const files = this.#openFolder();
    for (const { service, options } of services) await service.ready?.(options, signal);
    const listening = await this.#takePlaces(accept, signal);
    for (const served of services) this.#serve(served, files, listening, accept);
    this.#addresses = listening.flatMap(({ listener }) => listener.addresses);
    const rows = listening.flatMap(tableRow);
    for (const line of this.#isOne ? ownLines(listening, this.#faces.again, this.#words) : tableLines(rows, this.#words))
      this.#faces.say(line);
    for (const line of shunnedLines(rows, this.#words)) this.#faces.say(line);
  }

  /** The folder that was given, or one with samples; undefined where no service has use for it. */
  #openFolder(): Files | undefined {
    const { folder, services } = this.#plan;
    if (!services.some(({ service }) => Object.hasOwn(service.options, 'files'))) return undefined;
    if (folder.path === undefined) this.#samples = sampleFolder();
    return openFiles(folder.path ?? this.#samples?.path ?? '', folder);
  }

  /** Where it listens. */
  get addresses(): readonly string[] {
    return this.#addresses;
  }

  done(): Promise<unknown> {
    return Promise.all(this.#servings.map(({ serving }) => serving.done));
  }

  /** Ends all in order; what it gives cuts those who take too long. */
  stop(): () => void {
    for (const { serving } of this.#servings) for (const connection of serving.connections.all()) connection.close();
    return () => this.#cut.abort(new Error('the server stops'));
  }

  close(): void {
    this.#samples?.remove();
  }

  #serve(served: ServedPlan, files: Files | undefined, listening: readonly Listening[], { onRefused }: AcceptOptions): void {
    const { service, options } = served;
    const alone = this.#context(options, files, service, service.name);
    if (service.framings.includes('stream')) this.#beside.set(service.name, (channel) => service.serve(channel, alone));
    const { how = 'events', file = '' } = this.#plan.concurrency ?? {};
    const concurrent = concurrently(service, how, { file, words: this.#helperWords(served), wire: this.#wireBeside(service) });
    for (const { listener, name } of listening.filter((l) => l.served === served)) {
      const context = name === service.name ? alone : this.#context(options, files, service, name);
      const run = { context, ...(onRefused && { onUnanswered: onRefused }), ...this.#notices(name) };
      this.#servings.push({ name, serving: serve(concurrent, listener, run, this.#cut.signal) });
    }
  }

  #helperWords({ words, service }: ServedPlan): readonly string[] {
    const { cert, key } = this.#plan.tls;
    const samples = this.#samples !== undefined && Object.hasOwn(service.options, 'files') ? [`--files=${this.#samples.path}`] : [];
    const own = [cert === undefined ? [] : `--cert=${cert}`, key === undefined ? [] : `--key=${key}`].flat();
    return ['serve', ...words, ...samples, ...own];
  }

  #context(options: unknown, files: Files | undefined, service: Service, name: string): ServiceContext {
    const about = this.#isOne ? '' : `${name}: `;
    return serviceContext(
      options,
      {
        say: (line) => this.#faces.say(`${about}${lineText(line, this.#words)}`),
        wire: this.#wireBeside(service),
        files,
        tls: this.#plan.tls,
        connections: () => this.#rows(),
        beside: this.#beside,
      },
      this.#cut.signal,
    );
  }

  #wireBeside({ name }: Service): (client: OpenChannel | undefined, goesOn?: boolean) => Tap | undefined {
    return (client, goesOn) => this.#recorder.tapAs((facts) => this.#names.beside(name, client, facts, goesOn));
  }

  /** Of those who come, numbered over all services. */
  #tap(served: ServedPlan): AcceptOptions['wire'] {
    return this.#recorder.tapAs((facts) => this.#names.came(nameAt(served, facts.local), facts));
  }

  #rows(): readonly ServedRow[] {
    return this.#servings.flatMap(({ name, serving }) => serving.connections.rows().map((row) => ({ ...row, service: name })));
  }

  #notices(name: string): Pick<ServeOptions, 'onOpen' | 'onClosed'> {
    if (this.#faces.isQuiet === true) return {};
    const about = this.#isOne ? '' : `${name}: `;
    return {
      onOpen: ({ channel }) => {
        this.#faces.say(`${about}${this.#words.text(acceptedSaid(channel))}`);
        sayAgreed(channel, this.#faces);
      },
      onClosed: ({ channel }, closing) => this.#faces.say(`${about}${channel.remote}: ${closingText(closing, channel.facts, this.#words)}`),
    };
  }

  async #takePlaces(accept: AcceptOptions, signal: AbortSignal): Promise<readonly Listening[]> {
    const listening: Listening[] = [];
    const refused: Error[] = [];
    for (const served of this.#plan.services) {
      const watched = { ...accept, forgetful: served.service.shares === undefined, wire: this.#tap(served) };
      let last: number | undefined;
      for (const place of served.places) {
        const listener = await takePlace(withTls(place, this.#plan), last, watched, signal, (error) =>
          this.#refused(served, place, error, refused),
        );
        if (listener === undefined) continue;
        const now = { served, place, listener, name: nameAt(served, listener.addresses[0] ?? '') };
        last = tableRow(now)[0]?.port;
        listening.push(now);
        this.#speaks(served.service, place.on, last);
      }
    }
    if (listening.length === 0) throw refused[0] ?? new Error('there is nothing to serve');
    return listening;
  }

  /** What the packets on a port of one's own carry, the service's own port tells. */
  #speaks({ ports }: Service, on: Address, port: number | undefined): void {
    const { scheme } = on.endpoint;
    const known = scheme === 'tcp' || scheme === 'udp' ? ports[scheme] : undefined;
    if (port !== undefined && known !== undefined && on.overlays.length === 0) this.#recorder.speaks(`${scheme}.port`, port, known);
  }

  #refused({ service, places }: ServedPlan, place: ServedPlace, error: IoError, refused: Error[]): void {
    refused.push(error);
    if (this.#plan.services.length > 1 || place.otherwise === 'without' || place === places[0])
      tell(
        this.#faces,
        sayServing('notOn', {
          service: service.name,
          address: printAddress(place.on),
          why: BECAUSE[error.code] ?? errorText(error, this.#words),
        }),
      );
  }
}

const BECAUSE: Readonly<Record<string, Said>> = {
  EACCES: sayServing('mayNot'),
  EADDRINUSE: sayServing('isTaken'),
};

/** Undefined where it may not be had and may be done without. */
const takePlace = async (
  place: ServedPlace,
  last: number | undefined,
  accept: AcceptOptions,
  signal: AbortSignal,
  refused: (error: IoError) => void,
): Promise<Listener | undefined> => {
  const [first = place.on, ...others] = candidates(place, last);
  try {
    return await acceptAddress(first, accept, signal);
  } catch (error) {
    if (!(error instanceof IoError) || !TAKEN.has(error.code) || (others.length === 0 && place.otherwise === 'none')) throw error;
    refused(error);
  }
  for (const [i, other] of others.entries()) {
    try {
      return await acceptAddress(other, accept, signal);
    } catch (error) {
      if (i === others.length - 1) throw error;
    }
  }
  return undefined;
};

/** Well-known ports may be another's or the administrator's. */
const TAKEN: ReadonlySet<string> = new Set(['EACCES', 'EADDRINUSE']);

/** Where to listen, in order. `last` is the port of the place before it: a service has one number for streams and datagrams where it can. */
const candidates = ({ on, otherwise }: ServedPlace, last: number | undefined): readonly Address[] => {
  const port = portOf(on);
  if (port === undefined) return [on];
  if (port === 0) return last === undefined ? [on] : [withPort(on, last), on];
  if (otherwise !== 'any') return [on];
  return [on, ...(last === undefined || last === port ? [] : [withPort(on, last)]), withPort(on, 0)];
};

const withPort = (on: Address, port: number): Address => ({ ...on, at: { ...(on.at as object), port } });

const withTls = (place: ServedPlace, { tls }: ServePlan): ServedPlace => {
  const overlays = place.on.overlays.map((o) => (o.type.scheme === 'tls' && Object.keys(tls).length > 0 ? { ...o, options: tls } : o));
  return { ...place, on: { ...place.on, overlays } };
};

/** `echo on 127.0.0.1:7`, who can come there, and what to type to try it. */
const ownLines = (listening: readonly Listening[], again: string, words: Words): readonly string[] => {
  const isMixed = new Set(listening.map(overOf)).size > 1;
  // A command may be called as its service is: `wirecat chat`.
  const typed =
    ({ name }: Service) =>
    (place: string) =>
      `${again.endsWith(` ${name}`) ? again : `${again} ${name}`} ${place}`;
  const lines = listening.flatMap((l) =>
    l.listener.addresses.map((address) => {
      const over = isMixed && overOf(l) !== 'tcp' ? `${overOf(l)}:` : '';
      return words.text(saySession('servedAt', { service: l.served.service.name, address: `${over}${address}` }));
    }),
  );
  const [first] = listening;
  const said = first ? reachLines(first.place.on, first.listener.addresses[0] ?? '', typed(first.served.service)) : [];
  const reach = said.map((line) => words.text(line));
  const tried = listening.filter(isOfExample).flatMap(tableRow).map(exampleOf).slice(0, 1);
  return [
    ...lines,
    ...tried.filter((line) => !reach.some((l) => l.endsWith(line))).map((line) => words.text(saySession('tryIt', { line }))),
    ...reach,
  ];
};

/** Whether the example of a service speaks to it there: it is one for TCP where the service has streams. */
const isOfExample = (l: Listening): boolean =>
  l.served.service.framings.includes('stream') ? ['tcp', 'tls'].includes(overOf(l)) : overOf(l) === 'udp';

/** Where it is one of several, its port tells it, or its path. */
const nameAt = ({ service: { name }, isSeveral }: ServedPlan, address: string): string =>
  isSeveral === true ? `${name}:${/(?<=:)\d+$/.exec(address)?.[0] ?? address}` : name;

/** What lies on top: `tcp`, `udp`, `tls`. */
const overOf = ({ place: { on } }: Listening): string => on.overlays[0]?.type.scheme ?? on.endpoint.scheme;

/** None for a place without ports. */
const tableRow = (l: Listening): readonly TableRow[] => {
  const [address = ''] = l.listener.addresses;
  if (portOf(l.place.on) === undefined) return [];
  const { host, port } = splitHostPort(address);
  const { example, tlsExample = 'wirecat connect --insecure tls:HOST:PORT', shunned } = l.served.service;
  const over = overOf(l);
  const isShunned = shunned?.ports.has(Number(port)) === true;
  return [
    {
      service: l.name,
      over,
      host,
      port: Number(port),
      example: over === 'tls' ? tlsExample : example,
      ...(isShunned && { shunnedBy: shunned.by }),
    },
  ];
};
