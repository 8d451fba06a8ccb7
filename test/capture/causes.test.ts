/** Why a connection cannot be: every cause tried in a network of its own, and the card that says it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { inNamespace } from './namespace.ts';

const folder = scratch();

/** What it says of `words`, on one line. */
const says = (words: string, before = ''): string => {
  inNamespace(folder, `${before}\nwirecat ${words} </dev/null >said 2>&1 || true`);
  return readFileSync(join(folder, 'said'), 'utf8').replace(/\s+/g, ' ');
};
const listens = (words: string): string => `wirecat listen ${words} >heard 2>&1 & L=$!; trap 'kill $L' EXIT; says 'listening' heard $L`;

needs('netns', 'ip', 'openssl', 'setpriv').describe('why not', () => {
  it.each([
    ['refused', '127.0.0.1 7001', '', /nothing listens on port 7001 of this machine; in another terminal type: wirecat listen 7001/],
    ['silent', '10.9.0.2 80 --connect-timeout 0.5s', '', /nothing answered in 0\.5 s: one SYN went out and nothing came back/],
    ['unreachable, no route', '203.0.113.9 80', '', /no IPv4 route that leads to 203\.0\.113\.9/],
    ['unreachable, no neighbour', '10.9.0.99 80', '', /no machine on v0 says that it has 10\.9\.0\.99 \(ARP\)/],
    ['in use', 'listen 7002', listens('127.0.0.1:7002'), /node \(pid \d+\) listens on 127\.0\.0\.1:7002 already/],
    [
      'the other family',
      '[::1]:7003',
      listens('127.0.0.1:7003'),
      /node \(pid \d+\) listens on 127\.0\.0\.1:7003; type: wirecat connect 127/,
    ],
    ['a name', 'nobody.invalid 80', '', /no name server answered|no such name|nobody.invalid/],
  ])('%s', (_, words, before, said) => {
    expect(says(words, before)).toMatch(said);
  });

  it('permission', () => {
    inNamespace(folder, 'setpriv --bounding-set=-all --no-new-privs "$NODE" "$WIRECAT" listen 80 >said 2>&1 || true');
    expect(readFileSync(join(folder, 'said'), 'utf8')).toMatch(/1024[\s\S]*type\s+8080\s+in\s+place\s+of\s+80/);
  });

  it('a certificate for another name', () => {
    const made = `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out cert -subj /CN=right.example -addext subjectAltName=DNS:right.example 2>/dev/null`;
    const server = `openssl s_server -accept 127.0.0.1:7004 -cert cert -key key -quiet >/dev/null 2>heard & L=$!; trap 'kill $L' EXIT
      until "$NODE" -e 'require("net").connect(7004, "127.0.0.1").on("connect", () => process.exit()).on("error", () => process.exit(1))'; do :; done`;
    expect(says('"tls:127.0.0.1:7004?sni=wrong.example&ca=cert"', `${made}\n${server}`)).toContain(
      'the certificate is for "right.example", not for wrong.example; if right.example is who you mean, add ?sni=right.example',
    );
  });

  it('of the target of a relay: its client is not told, who runs it is', () => {
    inNamespace(
      folder,
      `wirecat link -l 7005 127.0.0.1:7006 --quiet >heard 2>&1 & L=$!; trap 'kill $L' EXIT
      until "$NODE" -e 'require("net").connect(7005, "127.0.0.1").on("connect", () => process.exit()).on("error", () => process.exit(1))'; do :; done
      says 'nothing listens on port 7006 of this machine; in another terminal type: wirecat listen 7006' heard $L`,
    );
    expect(readFileSync(join(folder, 'heard'), 'utf8')).toContain('(ECONNREFUSED)');
  });
});
