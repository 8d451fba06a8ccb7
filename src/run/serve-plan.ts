/** ServePlan: which services run where, as data, from the words of `serve`. */

import { joinHostPort } from '../core/address.ts';
import { quote, UsageError } from '../core/fault.ts';
import { nearest } from '../core/nearest.ts';
import { saySession, sayWrong } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { type Address, parseAddress, printAddress } from '../io/address/address.ts';
import type { Concurrency } from '../io/serve/concurrency/concurrency.ts';
import { type Given, PROGRAMS, type Service, type ServicePorts } from '../io/serve/service.ts';
import { services } from '../io/services/index.ts';
import type { TlsOptions } from '../io/tls/options.ts';
import { refuseForeign } from './foreign-words.ts';
import { isPublic, lintListen, lintProgram } from './lints.ts';
import { addressOf, explainAddress, listening, type WirePlan } from './plan.ts';

export interface ServePlan {
  readonly kind: 'serve';
  readonly services: readonly ServedPlan[];
  /** The certificate that clients are shown; a self-made one where it says nothing. */
  readonly tls: TlsOptions;
  /** The folder that is served, and how; a sample where it is not given. */
  readonly folder: FolderPlan;
  /** How each service has several clients, and the program that a helper runs; by events, if absent. */
  readonly concurrency?: { readonly how: Concurrency; readonly file: string };
  readonly wire: WirePlan;
  /** What the user should know: one line each. */
  readonly notes: readonly Said[];
}

export interface FolderPlan {
  readonly path?: string;
  readonly write?: boolean;
  readonly dotfiles?: boolean;
  /** The folder in it whose files may be run. */
  readonly programs?: string;
}

export interface ServedPlan {
  readonly service: Service;
  /** What its `parse` made of the options. */
  readonly options: unknown;
  /** Its name and the options that it has, as they would be typed: for a helper that serves one client. */
  readonly words: readonly string[];
  readonly places: readonly ServedPlace[];
  /** It was named with several addresses, and is told apart by them. */
  readonly isSeveral?: boolean;
}

export interface ServedPlace {
  readonly on: Address;
  /** Where it may not be had: any other port (`any`), do without it (`without`), or nothing is served at all (`none`). */
  readonly otherwise: 'any' | 'without' | 'none';
}

export interface ServeWords {
  /** Added to each service's own ports. */
  readonly base?: number | undefined;
  /** The ports on which TLS is spoken from the first byte, too. */
  readonly twins?: boolean;
  readonly tls?: TlsOptions;
  readonly concurrency?: ServePlan['concurrency'];
  /** Somebody decides who may come in. */
  readonly guarded?: boolean;
  /** Options of services, by name; undefined or false where not given. */
  readonly given?: Given;
}

/** `SERVICE [ADDRESS]`, `SERVICE[=ADDRESS] …` or `all`; without an address each service's own ports on this machine. */
export const servePlan = (words: readonly string[], wire: WirePlan, asked: ServeWords = {}): ServePlan => {
  const chosen = chosenServices(words, asked);
  const given = asked.given ?? {};
  for (const [name, value] of Object.entries(given)) if (isGiven(value)) checkWanted(name, chosen);
  const { concurrency } = asked;
  for (const { service } of chosen) checkConcurrency(service, concurrency?.how ?? 'events');
  const served = chosen.map(({ service, places, isSeveral = false }) => ({
    service,
    isSeveral,
    options: service.parse(given),
    words: [service.name, ...typedOptions(service, given)],
    places,
  }));
  if (asked.twins === true) checkTwins(served);
  const guarded = asked.guarded === true;
  return {
    kind: 'serve',
    services: served,
    ...(concurrency && { concurrency }),
    tls: asked.tls ?? {},
    folder: folderOf(given),
    wire,
    notes: served.flatMap((one) => [...one.places.flatMap(({ on }) => lintListen(on, guarded)), ...programNotes(one, guarded)]),
  };
};

/** `--tls` is about the services' own ports: where an address is given, it says so itself. */
const checkTwins = (served: readonly Pick<ServedPlan, 'service' | 'places'>[]): void => {
  const [first] = served;
  const isTls = ({ on }: ServedPlace): boolean => on.overlays.some((o) => o.type.scheme === 'tls');
  if (first === undefined || served.some(({ places }) => places.some(isTls))) return;
  throw UsageError.of('serve --tls', sayWrong('noTlsPort'), sayWrong('type', { line: `wirecat serve ${first.service.name}=tls:8443` }));
};

/** A program for anybody in the network is refused; one for who works on this machine is told. */
const programNotes = ({ service, options, places }: ServedPlan, guarded: boolean): readonly Said[] => {
  const program = service.program?.(options);
  if (program === undefined || guarded) return [];
  const open = places.find(({ on }) => isPublic(on));
  if (open !== undefined) {
    const because = sayWrong('everybodyRights', { address: printAddress(open.on), program });
    throw UsageError.of(`serve ${service.name}`, because, sayWrong('allowWho'));
  }
  return places.slice(0, 1).flatMap(({ on }) => lintProgram(on, program));
};

/** What the plan would do, a line each. */
export const explainServe = ({ services: served, notes }: ServePlan): readonly Said[] => [
  ...served.flatMap(({ service, places }) => [
    ...places.flatMap(({ on }) => explainAddress('listens', on)),
    saySession('serves', { service: service.name, title: service.title }),
  ]),
  ...notes,
];

interface Chosen {
  readonly service: Service;
  readonly places: readonly ServedPlace[];
  readonly isSeveral?: boolean;
}

const chosenServices = (words: readonly string[], asked: ServeWords): readonly Chosen[] => {
  if (!services.some(({ name }) => words[0]?.replace(/=.*/s, '') === name)) refuseForeign('serve', words);
  const [first = '', second, ...more] = words;
  if (first === 'all' && second === undefined)
    return services.map((service) => ({ service, places: ownPlaces(service, asked, 'without') }));
  if (second !== undefined && !first.includes('=') && !isChoice(second)) return [alone(first, [second, ...more], asked)];
  const twice = words.find((word, i) => !word.includes('=') && words.indexOf(word) < i);
  if (twice !== undefined) throw new UsageError('serve', sayWrong('onceEach'), twice);
  return byService(words.map((word) => chosenService(word, asked, words.length > 1 ? 'without' : 'none')));
};

/** A service that is named with several addresses is one: its clients have the same room, mail and files. */
const byService = (chosen: readonly Chosen[]): readonly Chosen[] => {
  return [...new Set(chosen.map(({ service }) => service))].map((service) => {
    const all = chosen.filter((one) => one.service === service);
    return { service, places: all.flatMap(({ places }) => places), isSeveral: all.length > 1 };
  });
};

/** `echo` is one where another service stands before it, `echo=7007` always. */
const isChoice = (word: string): boolean => /^[a-z0-9-]+=/.test(word) || services.some(({ name }) => name === word);

/** `SERVICE` or `SERVICE=ADDRESS`. */
const chosenService = (word: string, asked: ServeWords, otherwise: ServedPlace['otherwise']): Chosen => {
  const [name = '', ...rest] = word.split('=');
  const service = serviceNamed(name);
  const places = rest.length > 0 ? placesAt(service, [rest.join('=')]) : ownPlaces(service, asked, otherwise);
  return { service, places };
};

/** One service, and its address as one or two words. */
const alone = (name: string, address: readonly string[], asked: ServeWords): Chosen => {
  if (name === 'all')
    throw new UsageError(
      'serve all',
      sayWrong('noAddressHere'),
      address.join(' '),
      sayWrong('type', { line: 'wirecat serve all --base 10000' }),
    );
  const service = serviceNamed(name);
  if (asked.base !== undefined) throw new UsageError('serve --base', sayWrong('noAddressHere'), address.join(' '), sayWrong('baseSays'));
  return { service, places: placesAt(service, address) };
};

const serviceNamed = (name: string): Service => {
  const names = services.map((s) => s.name);
  const service = services.find((s) => s.name === name);
  if (service !== undefined) return service;
  const near = nearest(name, names);
  throw UsageError.of(
    'serve',
    sayWrong('noService', { name: quote(name) }),
    near === undefined ? sayWrong('thereAre', { names: `all, ${names.join(', ')}` }) : sayWrong('perhaps', { near }),
  );
};

/** Its own ports on this machine; from a base on, they are had or not. */
const ownPlaces = (
  { name, ports }: Service,
  { base, twins = false }: ServeWords,
  otherwise: ServedPlace['otherwise'],
): readonly ServedPlace[] => {
  const wanted = (Object.entries(SCHEMES) as [keyof ServicePorts, string][]).filter(([kind]) => kind !== 'tls' || twins);
  return wanted.flatMap(([kind, scheme]) => {
    const own = ports[kind];
    if (own === undefined) return [];
    const port = based(own, base ?? 0, name);
    return [{ on: parseAddress(`${scheme}:${port}`), otherwise: kind === 'also' ? 'without' : base === undefined ? 'any' : otherwise }];
  });
};

/** A port that anybody may have needs no base: it is kept where the two together are too much. */
const based = (own: number, base: number, name: string): number => {
  if (own + base <= 65_535) return own + base;
  if (own >= 1024) return own;
  throw new UsageError(
    'serve --base',
    sayWrong('mostFor', { most: String(65_535 - own), name }),
    String(base),
    sayWrong('ownPort', { port: String(own) }),
  );
};

const SCHEMES: Readonly<Record<keyof ServicePorts, string>> = { tcp: 'tcp:', udp: 'udp:', also: 'tcp:', tls: 'tls:tcp:' };

/** Where an address says; one without a scheme stands for streams and, where the service speaks on them, datagrams. */
const placesAt = (service: Service, words: readonly string[]): readonly ServedPlace[] => {
  const on = listening(addressOf(words, `serve ${service.name}`));
  const { framings, name } = service;
  const beside = isBare(words) ? datagramsAt(on) : undefined;
  if (beside === undefined && !framings.includes(on.endpoint.framing))
    throw new UsageError(`serve ${name}`, sayWrong('carries', { framings: framings.join(' or ') }), printAddress(on));
  const streams: readonly ServedPlace[] = framings.includes(on.endpoint.framing) ? [{ on, otherwise: 'none' }] : [];
  if (beside === undefined || !framings.includes('datagram')) return streams;
  return [...streams, { on: beside, otherwise: streams.length > 0 ? 'without' : 'none' }];
};

const isBare = (words: readonly string[]): boolean => words.length > 1 || /^((\[[^\]]*\]|[^:[]*):)?[\w-]+(\?[46])?$/.test(words[0] ?? '');

/** The same host and port for datagrams. */
const datagramsAt = ({ at, overlays }: Address): Address | undefined => {
  const place = hostPort(at);
  if (place === undefined || overlays.length > 0) return undefined;
  return parseAddress(`udp:${joinHostPort(place.host, place.port)}${place.family === undefined ? '' : `?${place.family}`}`);
};

const hostPort = (at: unknown): { readonly host: string; readonly port: number; readonly family?: unknown } | undefined =>
  typeof at === 'object' && at !== null && 'host' in at && typeof at.host === 'string' && 'port' in at && typeof at.port === 'number'
    ? { host: at.host, port: at.port, ...('family' in at && { family: at.family }) }
    : undefined;

const isGiven = (value: unknown): boolean => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

const checkWanted = (option: string, chosen: readonly Chosen[]): void => {
  const having = services.filter(({ options }) => Object.hasOwn(options, option)).map(({ name }) => name);
  if (!chosen.some(({ service }) => having.includes(service.name)))
    throw new UsageError(
      `serve --${option}`,
      sayWrong('serviceWith', { names: having.join(', ') }),
      chosen.map((c) => c.service.name).join(', '),
    );
};

const checkConcurrency = ({ name, shares }: Service, how: Concurrency): void => {
  if (shares === undefined || how === 'events' || how === 'sequential') return;
  throw UsageError.of('serve --concurrency', sayWrong('sharesMemory', { name, shares, how }), sayWrong('withEvents'));
};

/** The options of a service that were given, as they would be typed. */
const typedOptions = ({ options }: Service, given: Given): readonly string[] =>
  Object.keys(options).flatMap((name) => {
    const value = given[name];
    if (!isGiven(value)) return [];
    return [value].flat().map((one) => (one === true ? `--${name}` : `--${name}=${one}`));
  });

/** The service and options of a helper, for its one client. */
export const helperPlan = (
  words: readonly string[],
  given: Given,
): Pick<ServedPlan, 'service' | 'options'> & { readonly folder: FolderPlan } => {
  const service = serviceNamed(words[0] ?? '');
  return { service, options: service.parse(given), folder: folderOf(given) };
};

const folderOf = (given: Given): FolderPlan => ({
  ...(typeof given['files'] === 'string' && { path: given['files'] }),
  ...(given['write'] === true && { write: true }),
  ...(given['dotfiles'] === true && { dotfiles: true }),
  ...(given['cgi'] === true && { programs: PROGRAMS }),
});
