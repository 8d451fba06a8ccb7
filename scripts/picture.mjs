/** `node scripts/picture.mjs`: runs the program and draws what it printed, colours and all, as docs/wirecat.svg. Nothing in it is made up. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';

const COLUMNS = 80;
const [CELL, LINE, MARGIN, BAR] = [8.4, 18, 18, 34];

/**
 * What the program prints on a terminal with colours.
 * @param {readonly string[]} words
 * @param {string} input
 * @param {string} folder
 */
const output = (words, input, folder) => {
  const env = { ...process.env, FORCE_COLOR: '1', COLUMNS: String(COLUMNS), npm_lifecycle_event: '' };
  const { stdout, status } = spawnSync(process.execPath, [at('bin/wirecat'), ...words], { input, cwd: folder, env });
  if (status !== 0) throw new Error(`wirecat ${words.join(' ')} ended with ${status}`);
  return stdout.toString();
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
const SGR = /(\u001b\[[\d;]*m)/;

/** SGR codes that the program uses, as classes of the picture. */
/** @type {Readonly<Record<number, [name: string, on: boolean]>>} */
const CODES = {
  ...{ 1: ['bold', true], 2: ['dim', true], 7: ['here', true], 22: ['bold dim', false], 27: ['here', false] },
  ...{ 31: ['red', true], 32: ['green', true], 33: ['yellow', true], 34: ['blue', true], 35: ['magenta', true], 36: ['cyan', true] },
  94: ['blue', true],
  39: ['red green yellow blue magenta cyan', false],
};

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * One line of output as the spans of an SVG text, each set to the width of its cells, whatever the font is.
 * @param {string} line
 * @param {Set<string>} looks
 */
const spans = (line, looks) => {
  let column = 0;
  let out = '';
  for (const part of line.split(SGR)) {
    if (part.startsWith('\u001b[')) apply(part, looks);
    else if (part !== '') {
      const x = MARGIN + column * CELL;
      const lead = part.length - part.trimStart().length;
      const text = part.trim();
      const at = (x + lead * CELL).toFixed(1);
      const width = (text.length * CELL).toFixed(1);
      if (text !== '') out += `<tspan x="${at}" textLength="${width}" class="${[...looks].join(' ')}">${escaped(text)}</tspan>`;
      column += part.length;
    }
  }
  return out;
};

/**
 * @param {string} sequence
 * @param {Set<string>} looks
 */
const apply = (sequence, looks) => {
  for (const code of sequence.slice(2, -1).split(';').map(Number)) {
    const [names, on] = CODES[code] ?? ['', true];
    for (const name of names.split(' ').filter(Boolean)) {
      if (on) looks.add(name);
      else looks.delete(name);
    }
  }
};

/** @param {readonly string[]} lines */
const picture = (lines) => {
  const width = MARGIN * 2 + COLUMNS * CELL;
  const height = BAR + MARGIN + lines.length * LINE;
  const looks = new Set();
  const rows = lines.map((line, k) => `<text y="${BAR + (k + 1) * LINE}">${spans(line, looks)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="wirecat in a terminal">
<style>
text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d8dee9; white-space: pre }
.bold { font-weight: bold } .dim { fill: #8590a6 } .red { fill: #ff7b86 } .green { fill: #9ece6a } .yellow { fill: #e0af68 }
.blue { fill: #7aa2f7 } .magenta { fill: #c89df2 } .cyan { fill: #7dcfff }
</style>
<rect width="${width}" height="${height}" rx="8" fill="#1a1d27"/>
<circle cx="20" cy="17" r="6" fill="#ff5f57"/><circle cx="40" cy="17" r="6" fill="#febc2e"/><circle cx="60" cy="17" r="6" fill="#28c840"/>
${rows.join('\n')}
</svg>
`;
};

await prepare();
const folder = mkdtempSync(join(tmpdir(), 'wirecat-picture-'));
try {
  const lines = ['here is a message', 'and here is another'];
  const printed = output(['start', '-w', 'talk.pcapng'], lines.map((l) => `${l}\n`).join(''), folder);
  const command = `\u001b[1m$ printf '${lines.join('\\n')}\\n' | wirecat start -w talk.pcapng\u001b[22m`;
  writeFileSync(at('docs/wirecat.svg'), picture([command, '', ...printed.trimEnd().split('\n')]));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
