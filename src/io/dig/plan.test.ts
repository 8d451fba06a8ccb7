import { describe, expect, it } from 'vitest';
import { digPlan } from './plan.ts';

const asked = (line: string, more: object = {}) => digPlan({ words: line.split(' ').filter((w) => w !== ''), ...more });
const question = (line: string, more: object = {}): string => {
  const { plan } = asked(line, more);
  const [q] = plan.query.questions ?? [];
  return `${q?.name} ${q?.type} ${plan.servers.join()}#${plan.port} ${plan.over}`;
};

describe('the words of dig', () => {
  it.each([
    ['www.lab @s', 'www.lab A s#53 udp'],
    ['@s mx lab. IN', 'mx A s#53 udp'],
    ['lab mx @s#5353', 'lab MX s#5353 udp'],
    ['lab TYPE65 @[::1]:5353', 'lab HTTPS ::1#5353 udp'],
    ['@::1 lab ANY', 'lab ANY ::1#53 tcp'],
    ['lab axfr @127.0.0.1:10053', 'lab AXFR 127.0.0.1#10053 tcp'],
    ['printer.local', 'printer.local A 224.0.0.251#5353 udp'],
    ['printer.local ANY @127.0.0.1', 'printer.local ANY 127.0.0.1#53 tcp'],
    ['lab +tcp +notcp @s', 'lab A s#53 udp'],
    ['@s', '. NS s#53 udp'],
  ])('%s', (line, expected) => {
    if (line.includes(' mx lab.')) expect(() => question(line)).toThrow('a record type behind the name');
    else expect(question(line)).toBe(expected);
  });

  it('turn an address round, and take its port from an option', () => {
    expect(question('@s', { reverse: '192.0.2.7', port: 99 })).toBe('7.2.0.192.in-addr.arpa PTR s#99 udp');
    expect(question('@s', { reverse: '2001:db8::1' })).toMatch(/^1\.0\.0\..*\.8\.b\.d\.0\.1\.0\.0\.2\.ip6\.arpa PTR/);
    expect(() => asked('', { reverse: 'lab' })).toThrow('an address');
  });

  it('say what is sent and what is printed', () => {
    const { plan, shown } = asked('lab @s +norecurse +dnssec +bufsize=4096 +time=1 +retry=0 +noall +answer');
    expect([plan.query.recursionDesired, plan.query.edns, plan.patience, plan.tries]).toEqual([
      false,
      { size: 4096, dnssec: true },
      1000,
      1,
    ]);
    expect(Object.entries(shown).filter(([key, on]) => on && key in { cmd: 0, comments: 0, question: 0, answer: 0, stats: 0 })).toEqual([
      ['answer', true],
    ]);
    expect(() => asked('lab @s +shrot')).toThrow('perhaps +short');
    expect(() => asked('lab @s +time=x')).toThrow('a number');
  });
});
