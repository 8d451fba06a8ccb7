import { describe, expect, it } from 'vitest';
import { UsageError } from '../core/fault.ts';
import { english } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { printAddress } from '../io/address/address.ts';
import { linkPlan } from './linking.ts';
import { connectPlan, explainConnect, explainListen, listenPlan } from './plan.ts';

const wire = { live: false, file: undefined };
const words = (text: string): string[] => text.split(' ');

const said = (lines: readonly Said[]): readonly string[] => lines.map((line) => english.text(line));

describe('plan', () => {
  it.each([
    ['tcp:127.0.0.1:7', 'tcp:127.0.0.1:7'],
    ['127.0.0.1 7', 'tcp:127.0.0.1:7'],
    ['localhost:7', 'tcp:localhost:7'],
    ['::1 7', 'tcp:[::1]:7'],
    ['[::1] 7', 'tcp:[::1]:7'],
    ['[::1]:7', 'tcp:[::1]:7'],
    ['example.org http', 'tcp:example.org:80'],
    ['unix:/run/x.sock', 'unix:/run/x.sock'],
  ])('connect %s goes to %s', (text, address) => expect(printAddress(connectPlan(words(text), wire).to)).toBe(address));

  it.each([
    ['61111', 'tcp::61111'],
    ['tcp:127.0.0.1:0', 'tcp:127.0.0.1:0'],
    ['0.0.0.0 80', 'tcp:0.0.0.0:80'],
  ])('listen %s listens on %s', (text, address) => expect(printAddress(listenPlan(words(text), false, wire, false).on)).toBe(address));

  it.each([
    [() => connectPlan(words('127.0.0.1 0'), wire), /a port from 1/],
    [() => connectPlan(words('a b/c'), wire), /a port behind the host/],
    [() => connectPlan(words('a 1 2'), wire), /one word too many/],
    [() => connectPlan(['somewhere'], wire), /a port is missing/],
    [() => listenPlan(['stdio:'], false, wire, false), /not listened on/],
  ])('refuses what cannot be, before anything is opened', (plan, says) => {
    expect(plan).toThrow(UsageError);
    expect(plan).toThrow(says);
  });

  it('warns of what other machines can reach', () => {
    const notes = (text: string, guarded = false): readonly string[] =>
      listenPlan([text], false, wire, guarded).notes.map((note) => english.text(note));
    for (const here of ['7', '127.0.0.1:7', 'localhost:7', '[::1]:7', '127.9.9.9:7', 'unix:/tmp/x']) expect(notes(here)).toEqual([]);
    for (const there of ['0.0.0.0:7', '*:7', '[::]:7', '10.0.0.1:7', 'myhost:7']) expect(notes(there)).toHaveLength(1);
    expect(notes('0.0.0.0:7')).toEqual(['tcp:0.0.0.0:7 can be reached from other machines (no --allow, no TLS)']);
    expect(notes('0.0.0.0:7', true)).toEqual([]);
  });
});

it('a word of socat is answered with the command that was typed', () => {
  expect(() => connectPlan(['TCP:h:80'], wire, { command: 'telnet' })).toThrow('type wirecat telnet tcp:h:80');
});

describe('--insecure', () => {
  const opened = (text: string): string => printAddress(connectPlan([text], wire, { insecure: true }).to);

  it('is for all that would be verified, and for nothing else', () => {
    expect(opened('tls:localhost:443?alpn=h2')).toBe('tls?alpn=h2&insecure:tcp:localhost:443');
    expect(opened('wss://localhost/chat')).toBe('wss?insecure&path=/chat:tcp:localhost:443');
    expect(opened('ws:tls:localhost:443')).toBe('ws:tls?insecure:tcp:localhost:443');
    expect(opened('localhost:80')).toBe('tcp:localhost:80');
  });

  it('is for the side of a link that is opened', () => {
    const plan = linkPlan(['listen:tls:0', 'tls:localhost:443'], false, wire, { guarded: false, programs: false, insecure: true });
    expect([plan.a, plan.b].map(({ at }) => printAddress(at))).toEqual(['tls:tcp::0', 'tls?insecure:tcp:localhost:443']);
  });
});

describe('explaining a plan', () => {
  it('names what is opened, what lies on it, and where the packets go', () => {
    expect(said(explainConnect(connectPlan(['tls:tcp:localhost:443'], { live: true, file: 'talk.pcapng' })))).toEqual([
      'open tls:tcp:localhost:443 (TCP over IPv4 and IPv6)',
      'on it: tls (TLS over any stream)',
      'join it to standard input and output, until both sides have ended',
      'show each packet as it happens',
      'write the packets to talk.pcapng',
    ]);
  });

  it('says how many clients are served, and who can come', () => {
    expect(said(explainListen(listenPlan(['0.0.0.0', '99'], true, wire, false)))).toEqual([
      'listen on tcp:0.0.0.0:99 (TCP over IPv4 and IPv6)',
      'serve one client after the other on standard input and output',
      expect.stringContaining('can be reached from other machines'),
    ]);
  });
});
