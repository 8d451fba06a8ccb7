/** Names of messages in a Maildir: a base that nobody else has, and behind `:2,` a letter for each flag. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Letters of flags that are kept in names, sorted: draft, flagged, passed, answered, seen, to be deleted. */
export type FlagLetters = string;

export interface MessageName {
  readonly base: string;
  readonly flags: FlagLetters;
}

const INFO = ':2,';

export const parseName = (name: string): MessageName => {
  const at = name.lastIndexOf(INFO);
  return at < 0 ? { base: name, flags: '' } : { base: name.slice(0, at), flags: letters(name.slice(at + INFO.length)) };
};

export const nameWith = (base: string, flags: FlagLetters): string => `${base}${INFO}${flags}`;

/** Each once, in order (the order is the Maildir's own rule). */
export const letters = (text: string): FlagLetters => [...new Set(text)].sort().join('');

/** The size with CR LF that a name tells (`,W=`), as Maildirs of other programs have it too. */
export const sizeIn = (base: string): number | undefined => {
  const size = /,W=(\d{1,15})(?=,|$)/.exec(base)?.[1];
  return size === undefined ? undefined : Number(size);
};

let made = 0;

/** Time, process, count and chance: two deliveries never have the same. */
export const freshBase = (now: number): string => {
  const seconds = Math.floor(now / 1000);
  const micros = String(Math.floor((now % 1000) * 1000)).padStart(6, '0');
  const host = hostname()
    .replace(/[^A-Za-z0-9.-]/g, '_')
    .slice(0, 64);
  return `${seconds}.M${micros}P${process.pid}Q${++made}R${randomBytes(4).toString('hex')}.${host}`;
};

export const withSize = (base: string, size: number): string => `${base},S=${size},W=${size}`;
