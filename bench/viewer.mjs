/**
 * The viewer of `wirecat read FILE` on a terminal of its own: `node bench/viewer.mjs FILE…`. First rows from the start of the program, and what
 * each key takes until the screen answers, while the file is still read and after. Goals: 500 ms and 50 ms. Wants dist/ built.
 */
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const { spawn } = createRequire(import.meta.url)('@lydell/node-pty');
const PROGRAM = join(import.meta.dirname, '../dist/cli/wirecat.cjs');
const ESCAPE = '\u001b';
/** A row below the title: the title alone changes by itself while a file is read. */
const BELOW_TITLE = new RegExp(`${ESCAPE}\\[(?!1;)\\d+;1H`);
const FRAME = / R .* → .*(TCP|HTTP|DNS|TLS|UDP)/;
const READING = new RegExp(`${ESCAPE}\\[1;1H.*?(reading|packets)`, 'g');
/** Characters kept to see whether the title still says so. */
const TITLES = 20_000;
const MOST_MS = 3000;
/** Until a state that is waited for, beside whatever else runs. */
const LONGEST_MS = 60_000;
/** After the first of a screen, until all of it is there. */
const DRAWN_MS = 60;

/** What an Escape has done: a key that is pressed before it was taken would be one with Alt. */
const NO_PROMPT = new RegExp(`${ESCAPE}\\[24;1H(${ESCAPE}\\[\\d+m)* \\? help`);
const NO_FILTER = new RegExp(`${ESCAPE}\\[1;1H(?:(?!filter:|\\[1;1H).)*packets`);

const KEYS = [
  ...[
    ['down', `${ESCAPE}[B`],
    ['up', `${ESCAPE}[A`],
    ['page down', `${ESCAPE}[6~`],
    ['page up', `${ESCAPE}[5~`],
    ['end', 'G'],
    ['home', 'g'],
  ],
  ...[
    ['frame 500000', '500000\r'],
    ['next of it', ']'],
    ['previous', '['],
    ['tree', '\t'],
    ['in tree', 'j'],
    ['bytes', '\t'],
    ['list', '\t'],
  ],
  ...[
    ['mark', 'm'],
    ['ladder', 'l'],
    ['on ladder', 'j'],
    ['rows', 'l'],
    ['ruler', 'r'],
    ['hex', 'r'],
    ['zoom', 'z'],
    ['unzoom', 'z'],
  ],
  ...[
    ['help', '?'],
    ['leave help', 'q'],
    ['conversations', 'c'],
    ['last of them', 'G'],
    ['leave them', 'c'],
    ['follow', 's'],
  ],
  ...[
    ['leave it', 'q'],
    ['filter line', '/'],
    ['letter', 't'],
    ['letter', 'c'],
    ['completion', '\t'],
    ['no filter', ESCAPE, NO_PROMPT],
  ],
  ...[
    ['filter', '/tcp.len > 1000 or dns.flags.response == 1\r'],
    ['down in it', 'j'],
    ['no filter', ESCAPE, NO_FILTER],
    ['find', 'fGET\r'],
    ['next', 'n'],
  ],
  ...[
    ['conversation', 'c'],
    ['all packets', 'q'],
    ['to the top', 'g'],
  ],
];

class Viewer {
  #out = '';
  #titles = '';
  #child;
  #heard = () => {};
  #begun = performance.now();
  isReading = true;

  constructor(file) {
    const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
    this.#child = spawn(process.execPath, [PROGRAM, 'read', file], { cols: 80, rows: 24, env: { ...env, TERM: 'xterm-256color' } });
    this.#child.onData((chunk) => {
      this.#out += chunk;
      this.#titles = (this.#titles + chunk).slice(-TITLES);
      const title = [...this.#titles.matchAll(READING)].at(-1);
      if (title !== undefined) this.isReading = title[1] === 'reading';
      this.#heard();
    });
  }

  get age() {
    return performance.now() - this.#begun;
  }

  /** Milliseconds until the new output matches. */
  async shows(pattern, since = this.#begun, most = MOST_MS) {
    for (;;) {
      const took = performance.now() - since;
      if (pattern.test(this.#out) || took > most) return took;
      await Promise.race([
        new Promise((resolve) => {
          this.#heard = resolve;
        }),
        pause(most - took),
      ]);
    }
  }

  async is(state) {
    if ((await this.shows(state, performance.now(), LONGEST_MS)) > LONGEST_MS) throw new Error(`the screen never showed ${state}`);
  }

  press(key) {
    this.#out = '';
    this.#child.write(key);
    return this.shows(BELOW_TITLE, performance.now());
  }

  async leave() {
    const gone = new Promise((resolve) => this.#child.onExit(resolve));
    this.#child.write('\u0003');
    await gone;
  }
}

/** Presses each key once. */
const allKeys = async (v) => {
  const times = [];
  for (const [name, key, state] of KEYS) {
    times.push([name, await v.press(key)]);
    if (state !== undefined) await v.is(state);
    await pause(DRAWN_MS);
  }
  times.sort(([, a], [, b]) => b - a);
  const late = times.filter(([, ms]) => ms > 50).map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
  const [name, worst] = times[0];
  return `median ${times[times.length >> 1][1].toFixed(1)} ms, worst ${worst.toFixed(1)} (${name})${late.length > 0 ? `; late: ${late.join(', ')}` : ''}`;
};

for (const file of process.argv.slice(2)) {
  const v = new Viewer(file);
  console.log(`${basename(file)}: first rows ${(await v.shows(FRAME)).toFixed(0)} ms`);
  console.log(`  while it is read: ${await allKeys(v)}`);
  while (v.isReading) await pause(100);
  console.log(`  read after ${(v.age / 1000).toFixed(1)} s: ${await allKeys(v)}`);
  await v.leave();
}
