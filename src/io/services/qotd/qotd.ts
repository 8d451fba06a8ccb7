/** Service `qotd`: a quote of the day, RFC 865. */

import { readFileSync } from 'node:fs';
import { utf8 } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { ioError } from '../../base/errors.ts';
import { sayOnce } from '../../serve/datagram-answer.ts';
import type { Service } from '../../serve/service.ts';
import { QUOTES } from './quotes.ts';

export interface QotdOptions {
  readonly path: string | undefined;
  quotes: readonly string[];
}

export const qotd: Service<QotdOptions> = {
  name: 'qotd',
  title: 'Says a quote, another one each day',
  spec: 'RFC 865',
  ports: { tcp: 17, udp: 17 },
  framings: ['stream', 'datagram'],
  example: 'nc HOST PORT',
  options: {
    quotes: {
      value: 'FILE',
      complete: 'file',
      help: "the quotes, with a line of % between them as fortune has them; otherwise the papers' own",
    },
  },
  parse: ({ quotes }) => ({ path: typeof quotes === 'string' ? quotes : undefined, quotes: QUOTES }),
  ready: (options) => {
    if (options.path !== undefined) options.quotes = quotesIn(options.path);
    return Promise.resolve();
  },
  serve: (channel, { options, now }) => sayOnce(channel, () => utf8(`${quoteOf(options.quotes, now())}\r\n`)),
};

/** RFC 865: shorter than 512 characters. */
const LONGEST = 510;
const DAY = 86_400_000;

/** The day is the local one. */
const quoteOf = (quotes: readonly string[], at: number): string => {
  const day = Math.floor((at - new Date(at).getTimezoneOffset() * 60_000) / DAY);
  return quotes[day % quotes.length] ?? '';
};

const quotesIn = (path: string): readonly string[] => {
  const found = textOf(path)
    .split(/^%\s*$/m)
    .map((quote) => quote.trim().replace(/\r?\n/g, '\r\n').slice(0, LONGEST))
    .filter((quote) => quote !== '');
  if (found.length === 0) throw UsageError.of('serve --quotes', sayWrong('noQuotes', { path }), sayWrong('writeQuotes'));
  return found;
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw ioError(path, 'a file that can be read', error);
  }
};
