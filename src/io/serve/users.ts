/** Users: who may log in, from `--user NAME:PASSWORD`, and how their passwords are compared. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';

export class Users {
  readonly #passwords: ReadonlyMap<string, string>;

  constructor(passwords: ReadonlyMap<string, string>) {
    this.#passwords = passwords;
  }

  get names(): readonly string[] {
    return [...this.#passwords.keys()];
  }

  /** A name that nobody has takes as long. */
  admits(name: string, password: string): boolean {
    const known = this.#passwords.get(name);
    return isSame(known ?? '', password) && known !== undefined;
  }

  /** CRAM-MD5 (RFC 2195): the answer to a challenge, in hexadecimal. */
  answers(name: string, challenge: string, digest: string): boolean {
    const known = this.#passwords.get(name);
    return (
      isSame(
        createHmac('md5', known ?? '')
          .update(challenge)
          .digest('hex'),
        digest.toLowerCase(),
      ) && known !== undefined
    );
  }

  /** APOP (RFC 1939 §7): MD5 of what the greeting said and the password. */
  answersGreeting(name: string, stamp: string, digest: string): boolean {
    const known = this.#passwords.get(name);
    return (
      isSame(
        createHash('md5')
          .update(`${stamp}${known ?? ''}`)
          .digest('hex'),
        digest.toLowerCase(),
      ) && known !== undefined
    );
  }
}

/** Without any given: guest, whose password is guest. */
export const parseUsers = (given: readonly string[] | undefined): Users => {
  const words = given === undefined || given.length === 0 ? ['guest:guest'] : given;
  return new Users(new Map(words.map(nameAndPassword)));
};

const nameAndPassword = (word: string): readonly [string, string] => {
  const colon = word.indexOf(':');
  if (colon < 1) throw UsageError.of('serve --user', sayWrong('userForm'), sayWrong('type', { line: '--user ada:secret' }));
  return [word.slice(0, colon), word.slice(colon + 1)];
};

/** In a time that says nothing about where they differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(hash(a), hash(b));

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
