/** Cookies of a client (RFC 6265): what Set-Cookie says, and which of them go with a request. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Hosts below the domain get it too. */
  readonly wide: boolean;
  readonly path: string;
  readonly secure: boolean;
  /** It is to be forgotten. */
  readonly over: boolean;
}

export interface CookiePlace {
  readonly host: string;
  readonly path: string;
  readonly secure: boolean;
}

/** Undefined where it is no cookie, or one for somebody else. `now` in milliseconds. */
export const parseSetCookie = (text: string, from: CookiePlace, now: number): Cookie | undefined => {
  const [pair = '', ...attributes] = text.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, equals).trim();
  if (equals < 0 || name === '') return undefined;
  const given = new Map(attributes.map(attribute));
  const domain = (given.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  if (domain !== '' && !isWithin(from.host, domain)) return undefined;
  if (given.has('secure') && !from.secure) return undefined;
  const path = given.get('path') ?? '';
  return {
    name,
    value: pair.slice(equals + 1).trim(),
    domain: domain === '' ? from.host.toLowerCase() : domain,
    wide: domain !== '',
    path: path.startsWith('/') ? path : folderOf(from.path),
    secure: given.has('secure'),
    over: isOver(given, now),
  };
};

const attribute = (text: string): readonly [name: string, value: string] => {
  const [name = '', ...value] = text.split('=');
  return [name.trim().toLowerCase(), value.join('=').trim()];
};

const isOver = (given: ReadonlyMap<string, string>, now: number): boolean => {
  const age = given.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0;
  const expires = Date.parse(given.get('expires') ?? '');
  return !Number.isNaN(expires) && expires <= now;
};

/** A domain of one word (`com`) is nobody's own. */
const isWithin = (host: string, domain: string): boolean =>
  host.toLowerCase() === domain || (domain.includes('.') && !/^[\d.]+$|:/.test(host) && host.toLowerCase().endsWith(`.${domain}`));

/** RFC 6265 §5.1.4. */
const folderOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** The same cookies with a new one, or without one that is over. */
export const withCookie = (all: readonly Cookie[], one: Cookie): readonly Cookie[] => {
  const others = all.filter((c) => c.name !== one.name || c.domain !== one.domain || c.path !== one.path);
  return one.over ? others : [...others, one].slice(-MOST_COOKIES);
};
const MOST_COOKIES = 300;

/** The value of the Cookie field; undefined where none goes there. Those with longer paths first. */
export const cookieField = (all: readonly Cookie[], to: CookiePlace): string | undefined => {
  const fit = all.filter((c) => goesTo(c, to)).sort((a, b) => b.path.length - a.path.length);
  return fit.length === 0 ? undefined : fit.map((c) => `${c.name}=${c.value}`).join('; ');
};

const goesTo = (c: Cookie, to: CookiePlace): boolean =>
  (c.wide ? isWithin(to.host, c.domain) : to.host.toLowerCase() === c.domain) && (!c.secure || to.secure) && isBelow(to.path, c.path);

const isBelow = (path: string, folder: string): boolean =>
  path === folder || (path.startsWith(folder) && (folder.endsWith('/') || path[folder.length] === '/' || path[folder.length] === '?'));
