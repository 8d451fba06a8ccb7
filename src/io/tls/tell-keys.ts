/** Tell keys: the secrets of our own TLS go to the capture beside us, and to the key log file that the user names (SSLKEYLOGFILE), as other programs do it. */
import { appendFileSync } from 'node:fs';
import type { Ledger } from '../base/ledger.ts';

/** For `keylog` of Node's TLS. */
export const tellKeys =
  (ledger: Ledger) =>
  (line: Buffer): void => {
    const text = line.toString('latin1').trimEnd();
    ledger.secret(text);
    const file = process.env['SSLKEYLOGFILE'];
    if (file === undefined || file === '') return;
    try {
      appendFileSync(file, `${text}\n`, { mode: 0o600 });
    } catch {
      // A conversation does not end because nobody can look into it.
    }
  };
