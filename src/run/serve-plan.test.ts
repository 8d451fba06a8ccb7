/** ServePlan: the words of `serve`. */
import { describe, expect, it } from 'vitest';
import { UsageError } from '../core/fault.ts';
import { english } from '../core/said.ts';
import { printAddress } from '../io/address/address.ts';
import { type ServeWords, servePlan } from './serve-plan.ts';

const wire = { live: false, file: undefined };

const told = (words: string, asked: ServeWords = {}): readonly string[] =>
  servePlan(words.split(' '), wire, asked).services.map(
    ({ service, places }) => `${service.name} ${places.map(({ on, otherwise }) => `${printAddress(on)} ${otherwise}`).join(', ')}`,
  );

describe('serve', () => {
  it.each([
    ['echo', ['echo tcp::7 any, udp::7 any']],
    ['echo 7007', ['echo tcp::7007 none, udp::7007 without']],
    ['echo 127.0.0.1 7007', ['echo tcp:127.0.0.1:7007 none, udp:127.0.0.1:7007 without']],
    ['echo [::1]:7007', ['echo tcp:[::1]:7007 none, udp:[::1]:7007 without']],
    ['echo tcp:127.0.0.1:7007', ['echo tcp:127.0.0.1:7007 none']],
    ['echo udp::7007', ['echo udp::7007 none']],
    ['echo unix:/tmp/x.sock', ['echo unix:/tmp/x.sock none']],
    ['echo=7007 discard', ['echo tcp::7007 none, udp::7007 without', 'discard tcp::9 any, udp::9 any']],
    ['echo discard=tls:tcp::7009', ['echo tcp::7 any, udp::7 any', 'discard tls:tcp::7009 none']],
    ['http=8080 echo=7 http=8081', ['http tcp::8080 none, tcp::8081 none', 'echo tcp::7 none, udp::7 without']],
    ['http=127.0.0.1:0 http=127.0.0.1:0', ['http tcp:127.0.0.1:0 none, tcp:127.0.0.1:0 none']],
  ])('%s', (words, places) => expect(told(words)).toEqual(places));

  it('adds a base to the own ports', () => {
    expect(told('echo discard', { base: 10_000 })).toEqual([
      'echo tcp::10007 without, udp::10007 without',
      'discard tcp::10009 without, udp::10009 without',
    ]);
    expect(told('all', { base: 10_000 })).toContain('echo tcp::10007 without, udp::10007 without');
    expect(told('all', { base: 20_000 })).toContain('reqtime tcp::50007 without, udp::50007 without');
    expect(() => told('echo', { base: 65_530 })).toThrow(/at most 65528 for echo/);
  });

  it('--tls adds the ports of TLS, and is refused where there are none', () => {
    expect(told('http echo', { twins: true })).toEqual(['http tcp::80 any, tls:tcp::443 any', 'echo tcp::7 any, udp::7 any']);
    expect(told('http=tls:8443', { twins: true })).toEqual(['http tls:tcp::8443 none']);
    for (const words of ['http=8080', 'http 8080', 'echo'])
      expect(() => told(words, { twins: true })).toThrow(/none of these ports is one of TLS; type wirecat serve (http|echo)=tls:8443/);
  });

  it.each([
    ['ehco', /perhaps echo/],
    ['zzz', /there are all, .*echo/],
    ['echo echo', /each service once/],
    ['echo stdio:', /not listened on/],
    ['echo=7 7008', /there is no service/],
    ['all 127.0.0.1:7000', /no address.*serve all --base/],
  ])('refuses %s before anything is opened', (words, says) => {
    expect(() => told(words)).toThrow(UsageError);
    expect(() => told(words)).toThrow(says);
  });

  it('lets nobody in the network use a program who was not allowed to', () => {
    const given = { exec: 'cat' } as object;
    expect(() => told('telnet 0.0.0.0:10023', { given })).toThrow(/everybody who reaches .* could use cat with your rights; type --allow/);
    expect(told('telnet 0.0.0.0:10023', { given, guarded: true })).toEqual(['telnet tcp:0.0.0.0:10023 none']);
    const [note] = servePlan(['telnet', '10023'], wire, { given }).notes;
    expect(note && english.text(note)).toMatch(/can use cat with your rights/);
    expect(servePlan(['telnet', '10023'], wire).notes).toEqual([]);
  });

  it('warns of what other machines can reach', () => {
    expect(servePlan(['echo', 'tcp:0.0.0.0:7'], wire).notes).toHaveLength(1);
    expect(servePlan(['echo', 'tcp:0.0.0.0:7'], wire, { guarded: true }).notes).toEqual([]);
  });
});
