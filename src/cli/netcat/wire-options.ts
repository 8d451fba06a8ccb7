/** `--wire`, `--wire=all`, `--show-secrets` and `--pcap FILE`: what neither original has, taken out of the words before its own options are read. */

export interface WireWishes {
  /** Shows the packets, with what is inferred or without. */
  readonly show: 'no' | 'brief' | 'all';
  /** Path of the capture to write. */
  readonly file: string | undefined;
  /** Passwords as they are. */
  readonly showSecrets: boolean;
}

export interface WithoutWire {
  /** The words that the original knows. */
  readonly words: readonly string[];
  /** Undefined where nothing was asked for. */
  readonly wishes: WireWishes | undefined;
}

/** Words behind `--` are no options. `--pcap` without a file is left to the original, which knows no such option. */
export const takeWire = (argv: readonly string[]): WithoutWire => {
  const words: string[] = [];
  let show: WireWishes['show'] = 'no';
  let showSecrets = false;
  let file: string | undefined;
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    const next = at + 1 < end ? argv[at + 1] : undefined;
    if (at < end && SHOWS.has(word)) show = SHOWS.get(word) ?? show;
    else if (at < end && word === '--show-secrets') showSecrets = true;
    else if (at < end && word.startsWith('--pcap=')) file = word.slice('--pcap='.length);
    else if (at < end && word === '--pcap' && next !== undefined) {
      file = next;
      at++;
    } else words.push(word);
  }
  if (show === 'no' && file === undefined) return { words: showSecrets ? argv : words, wishes: undefined };
  return { words, wishes: { show, file, showSecrets } };
};

const SHOWS: ReadonlyMap<string, 'brief' | 'all'> = new Map([
  ['--wire', 'brief'],
  ['--wire=all', 'all'],
]);
