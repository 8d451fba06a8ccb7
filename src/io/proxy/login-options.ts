/** User and password for a proxy as options of an address. A password never stands in an address, where `ps` and logs would show it. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { defined, type OptionHelp, type Options, printOptions, textOption } from '../base/options.ts';

export interface ProxyLogin {
  readonly user?: string;
  readonly passwordFile?: string;
  /** What the words of an address cannot say. */
  readonly password?: string;
}

/** Where the password is looked for if no file is named. */
export const PASSWORD_VARIABLE = 'WIRECAT_PROXY_PASSWORD';

export const loginOptions: readonly OptionHelp[] = [
  { name: 'password-file', value: 'FILE', help: `first line: the password (else the variable ${PASSWORD_VARIABLE})` },
  { name: 'user', value: 'NAME', help: 'user, where the proxy wants to know' },
];

export const parseLogin = (options: Options, place: string): ProxyLogin => {
  const user = textOption(options, 'user', place);
  const passwordFile = textOption(options, 'password-file', place);
  if (passwordFile !== undefined && user === undefined) throw new UsageError(place, sayWrong('userBeside'));
  return defined<ProxyLogin>({ user, passwordFile, password: undefined });
};

export const printLogin = (login: ProxyLogin): string => printOptions({ 'password-file': login.passwordFile, user: login.user });
