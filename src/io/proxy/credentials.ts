/** User and password for a proxy, from where they are kept. */

import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { ioError } from '../base/errors.ts';
import type { Credentials } from '../http/auth.ts';
import { PASSWORD_VARIABLE, type ProxyLogin } from './login-options.ts';

/** Undefined where no user was named. Rejects with an IoError where the file cannot be read, with a UsageError where there is no password. */
export const credentialsOf = async (login: ProxyLogin, place: string): Promise<Credentials | undefined> => {
  if (login.user === undefined) return undefined;
  const password = login.password ?? (await storedPassword(login, place));
  if (password === undefined) throw new UsageError(place, sayWrong('passwordWhere', { variable: PASSWORD_VARIABLE }));
  return { user: login.user, password };
};

const storedPassword = async ({ passwordFile }: ProxyLogin, place: string): Promise<string | undefined> => {
  if (passwordFile === undefined) return process.env[PASSWORD_VARIABLE];
  const text = await readFile(passwordFile, 'utf8').catch((cause: unknown) =>
    Promise.reject(ioError(place, 'to read the password', cause)),
  );
  return text.replace(/\r?\n[\s\S]*$/, '');
};
