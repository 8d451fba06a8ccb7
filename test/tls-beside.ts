/** Captures with keys, opened here and by tshark: the values of TLS and of what is inside, frame by frame. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyLogOf } from '../src/analysis/key-log.ts';
import { readCaptureFile } from '../src/io/capture/read/read-file.ts';
import { FrameLoop } from '../src/run/frames.ts';
import { exportText } from '../src/wire/show.ts';
import type { Field } from '../src/wire/types.ts';

/** `name=value`, sorted, of one frame. */
type Lines = readonly string[];

export interface Beside {
  readonly ours: readonly Lines[];
  readonly theirs: readonly Lines[];
}

/** Protocols whose fields are compared. */
const PROTOCOLS = /^(tls|x509\w+|pkix\w+|pkcs1|http|imap|smtp|pop|ftp)\b/;
/** Lines of the tree that have no name there, or are made of words for the list. */
const OURS =
  /^(tls\.(handshake\.(extension|params|key_share|psk_identity|fragment.*)|segment.*|reassembled.*)|x509(af\.extnValue|ce\.iPAddress))$/;
/** Values that are spelled otherwise in this output, or that one alone has. */
const OTHERWISE = /random_time|generalizedTime|Update|\.time$/;

export const beside = (folder: string, capture: Uint8Array, keyLog: string): Beside => {
  const [file, keys] = [join(folder, 'talk.pcap'), join(folder, 'all-keys.txt')];
  writeFileSync(file, capture);
  writeFileSync(keys, keyLog);
  return { ours: opened(file, keyLog), theirs: openedByTshark(file, keys) };
};

const opened = (file: string, keyLog: string): readonly Lines[] => {
  const loop = new FrameLoop({ showSecrets: true, secrets: keyLogOf(keyLog) });
  const all: Lines[] = [];
  for (const batch of readCaptureFile(file).batches) {
    for (let i = 0; i < batch.count; i++) {
      const found: string[] = [];
      const walk = (f: Field): void => {
        found.push(line(f.name, exportText(f.spec, f.value)));
        f.children.forEach(walk);
      };
      for (const l of loop.next(batch, i)?.d.layers ?? []) l.fields.forEach(walk);
      all.push(sorted(found));
    }
  }
  return all;
};

const openedByTshark = (file: string, keys: string): readonly Lines[] => {
  const words = ['-n', '-r', file, '-o', `tls.keylog_file:${keys}`, '-T', 'pdml'];
  const xml = execFileSync('tshark', words, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 29 }).toString();
  return xml
    .split('<packet>')
    .slice(1)
    .map((packet) =>
      sorted(
        [...packet.matchAll(/<field name="([\w.-]+)"([^>]*)>/g)].map(([, name = '', rest = '']) =>
          line(name, unescaped(/ show="([^"]*)"/.exec(rest)?.[1] ?? '')),
        ),
      ),
    );
};

/** A field that is only there or not there has the value 1 here and none there. */
const line = (name: string, value: string): string => {
  const plain = /^[0-9a-f]{2}(:[0-9a-f]{2})+$/.test(value) ? value.replaceAll(':', '') : value === '<none>' ? '' : value;
  return `${name}=${OTHERWISE.test(name) ? 'time' : plain}`;
};

const sorted = (lines: Lines): Lines => lines.filter((l) => PROTOCOLS.test(l) && !OURS.test(l.slice(0, l.indexOf('=')))).sort();

/** `FRAME: ours -theirs` for what one has and the other has not. */
export const differences = ({ ours, theirs }: Beside): readonly string[] =>
  ours.flatMap((mine, k) => {
    const other = theirs[k] ?? [];
    const plus = without(mine, other).filter((l) => !(l.endsWith('=1') && other.includes(l.slice(0, -1))));
    const minus = without(other, mine).filter((l) => !(l.endsWith('=') && mine.includes(`${l}1`)));
    return plus.length + minus.length === 0 ? [] : [`${k + 1}: ${[...plus, ...minus.map((l) => `-${l}`)].join(' ')}`];
  });

const without = (a: Lines, b: Lines): Lines => {
  const left = [...b];
  return a.filter((l) => {
    const at = left.indexOf(l);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

const unescaped = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
