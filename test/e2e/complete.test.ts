/** The script of `wirecat complete bash` in a real bash: addresses, options, files and, in a filter, names of fields and protocols. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasTool } from '../needs.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/wirecat', import.meta.url));

/** What Tab offers behind each of the lines, with one bash for all. */
const offered = (lines: readonly string[]): readonly string[][] => {
  const script = `source <("$0" complete bash); compopt() { :; }
for words in "$@"; do COMP_LINE="$0 $words"; COMP_POINT=\${#COMP_LINE}; _wirecat; echo "\${COMPREPLY[*]}"; done`;
  const out = execFileSync('bash', ['-c', script, PROGRAM, ...lines], { encoding: 'utf8' });
  return out.split('\n').map((line) => line.split(' '));
};

describe.skipIf(!hasTool('bash'))('in bash', () => {
  it('words of all kinds are completed', () => {
    const [addresses, options, name, beginnings, quoted, list] = offered([
      'connect t',
      'connect --cr',
      'read x.pcapng -Y tcp.flags.sy',
      'read x.pcapng -Y ip',
      "read x.pcapng -Y 'ip.ttl == 1 && tcp.flags.rese",
      'read x.pcapng -e ip.src,tcp.dstpor',
    ]);
    expect(addresses).toEqual(expect.arrayContaining(['tcp:', 'tls:']));
    expect(options).toContain('--crlf');
    expect(name).toEqual(['tcp.flags.syn']);
    expect(beginnings).toEqual(expect.arrayContaining(['ip', 'ip.']));
    expect(quoted?.join(' ')).toBe('ip.ttl == 1 && tcp.flags.reset');
    expect(list).toEqual(['ip.src,tcp.dstport']);
  });
});
