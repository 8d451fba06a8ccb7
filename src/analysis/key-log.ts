/** Key log: secrets of encrypted conversations, in the NSS format, `LABEL CLIENT_RANDOM SECRET` a line, as browsers and OpenSSL write them. */
import { type Bytes, fromHex } from '../core/bytes.ts';
import { RecentMap } from '../core/recent-map.ts';
import type { Secrets } from '../wire/stream.ts';

const LINE = /^([A-Z_0-9]+) ([0-9a-fA-F]{64}) ((?:[0-9a-fA-F]{2}){16,64})\s*$/;

/** The oldest secrets are forgotten beyond this many: 16,000 conversations of six lines. */
export const MAX_SECRETS = 100_000;

/** No secrets yet. */
export const keyLog = (most = MAX_SECRETS): Secrets => {
  const known = new RecentMap<string, Bytes>(most);
  return {
    add(line) {
      const [, label, random, secret] = LINE.exec(line) ?? [];
      if (label === undefined || random === undefined || secret === undefined) return;
      const bytes = fromHex(secret);
      if (bytes === undefined) return;
      known.set(`${label} ${random.toLowerCase()}`, bytes);
    },
    find: (label, random) => (known.size === 0 ? undefined : known.get(`${label} ${random}`)),
  };
};

/** A key log with all lines of a text. */
export const keyLogOf = (text: string): Secrets => {
  const log = keyLog();
  for (const line of text.split('\n')) log.add(line);
  return log;
};
