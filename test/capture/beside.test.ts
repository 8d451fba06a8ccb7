/** Our own sessions with an interface captured beside them: what was inferred (S) and what was real (R) agree in all that is not inferred. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch, wirecat } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { inNamespace } from './namespace.ts';

const folder = scratch();

/** A client of our echo, with the loopback captured beside it; what it says. */
const beside = (talk: string, on: string, to: string): string =>
  inNamespace(
    folder,
    `wirecat serve echo ${on} 2>listening & L=$!; says 'echo on' listening $L
    ( ${talk} ) | wirecat connect ${to} --beside lo -w beside.pcapng --wire >answer 2>err; kill $L; cat err`,
  ).out;

const rows = (filter: string): readonly string[] =>
  wirecat(['read', join(folder, 'beside.pcapng'), '-Y', filter])
    .out.split('\n')
    .filter(Boolean);

const INFERRED = ['segmentation', 'acknowledgments', 'windows', 'sent again'];

needs('netns', 'ip').describe('beside', () => {
  it.each([
    ['a line and its answer', 'echo hello'],
    ['half a megabyte', 'head -c 500000 /dev/zero'],
    ['two writes with a pause', 'echo one; sleep 0.2; echo two'],
  ])('%s: numbers agree, and each difference has its name', (_, talk) => {
    const said = beside(talk, '7007', '127.0.0.1 7007');
    expect(said).toMatch(/packets inferred \(S\), \d[\d,]* captured on lo \(R\); sequence and acknowledgment numbers agree/);
    const kinds = [...said.matchAll(/^ {2}([\w ]+), \w+ → \w+: /gm)].map(([, kind]) => kind ?? '');
    expect(kinds.filter((kind) => !INFERRED.includes(kind))).toEqual([]);
    // Two conversations of the same two sides, neither of which is taken for the other's repetition.
    expect(['S', 'R'].map((mark) => rows(`frame.mark == "${mark}" && tcp.flags.syn == 1`).length)).toEqual([2, 2]);
    expect(rows('frame.mark == "S" && tcp.analysis.retransmission')).toEqual([]);
  });

  it('IPv6', () => {
    expect(beside('echo six', '[::1]:7007', '[::1]:7007')).toContain('sequence and acknowledgment numbers agree');
  });

  it('TLS: what was captured opens by our own secrets, in rows at once and in the file', () => {
    const said = beside('printf "GET /inside HTTP/1.0\\r\\n\\r\\n"', 'tls:127.0.0.1:7007', '--insecure tls:127.0.0.1:7007');
    expect(said).toMatch(/ R .*GET \/inside/);
    expect(rows('frame.mark == "R" && http.request.uri == "/inside"').length).toBeGreaterThan(0);
  });

  it('a pcap file has no room for both', () => {
    const { code, err } = wirecat(['connect', '127.0.0.1', '7', '--beside', 'lo', '-w', 'a.pcap']);
    expect([code, err]).toEqual([2, expect.stringContaining('expected a pcapng file with --beside')]);
  });
});
