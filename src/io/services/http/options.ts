/** The options of the service. */
import type { Given, ServiceOptions } from '../../serve/service.ts';
import { sharedOptions } from '../../serve/service.ts';

export const httpOptions = {
  files: sharedOptions.files,
  write: sharedOptions.write,
  dotfiles: sharedOptions.dotfiles,
  cgi: { help: 'programs in the folder cgi-bin of the folder are run (CGI/1.1)' },
  hosts: { help: 'each host name that is asked for has a folder of its own in the folder; default is for all others' },
  largest: { value: 'SIZE', kind: 'size', min: 0, fallback: '16M', help: 'bytes that a request may carry' },
} as const satisfies ServiceOptions;

export interface HttpOptions {
  readonly cgi: boolean;
  readonly hosts: boolean;
  readonly largest: number;
}

export const parseHttpOptions = (given: Given<typeof httpOptions>): HttpOptions => ({
  cgi: given.cgi === true,
  hosts: given.hosts === true,
  largest: given.largest ?? 16 << 20,
});
