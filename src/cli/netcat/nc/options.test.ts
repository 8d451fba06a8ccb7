import { describe, expect, it } from 'vitest';
import { NcError } from '../nc-error.ts';
import { type NcOptions, readOptions } from './options.ts';
import { USAGE } from './texts.ts';

const read = (line: string): NcOptions => {
  const options = readOptions(line.split(' '));
  if (options === 'help') throw new Error('help');
  return options;
};

const refusal = (line: string): string => {
  try {
    readOptions(line === '' ? [] : line.split(' '));
  } catch (error) {
    if (error instanceof NcError) return error.more === USAGE ? `${error.message}|usage` : error.message;
  }
  return 'no refusal';
};

describe('where to', () => {
  it.each([
    ['host 80', 'host', ['80'], false],
    ['host 80 90-91 http', 'host', ['80', '90-91', 'http'], false],
    ['-l 80', undefined, ['80'], true],
    ['-l host 80', 'host', ['80'], true],
    ['-l -p 80', undefined, ['80'], true],
    ['-l -p 80 -s 10.0.0.1', '10.0.0.1', ['80'], true],
    ['-lU /run/x', '/run/x', [], true],
    ['-U /run/x', '/run/x', [], false],
    ['-U -u -s here /run/x', '/run/x', [], false],
  ])('%s', (line, host, ports, listen) => {
    const o = read(line);
    expect([o.host, o.ports, o.listen]).toEqual([host, ports, listen]);
  });

  it.each(['', 'host -p 3', '-l -p 3 host', '-l -s 10.0.0.1 80', '-l host 80 90', '-l -p 3 host 80', '-s 10.0.0.1 host'])(
    '%j is no place',
    (line) => expect(refusal(line)).toBe('|usage'),
  );
});

describe('values', () => {
  it('are numbers in bounds', () => {
    expect(read('-q 3 -w 0 -i 2 -W 5 -M 64 -m 1 -I 4096 -O 8192 -T ef host 80')).toMatchObject({
      quit: 3,
      shutdown: true,
      timeout: 0,
      interval: 2,
      receiveLimit: 5,
      socket: { ttl: 64, minTtl: 1, receiveBuffer: 4096, sendBuffer: 8192, tos: 0xb8 },
    });
    expect(read('-q -1 host 80')).toMatchObject({ quit: -1, shutdown: false });
    expect(read('-T 0x1c -vv host 80')).toMatchObject({ socket: { tos: 0x1c }, verbose: 2 });
  });

  it.each([
    ['-w x h 1', 'timeout invalid: x'],
    ['-w 2147484 h 1', 'timeout too large: 2147484'],
    ['-M 256 h 1', 'ttl is too large'],
    ['-m -1 h 1', 'minttl is too small'],
    ['-T 0x100 h 1', 'illegal tos value 0x100'],
    ['-T constructor h 1', 'illegal tos value constructor'],
    ['-V 1 h 1', 'no alternate routing table support available'],
    ['-g 1.2.3.4 h 1', '-g: loose source routing is not supported (routers have dropped such packets for decades)'],
  ])('%s', (line, words) => expect(refusal(line)).toBe(words));
});

describe('proxies', () => {
  it.each([
    ['-x p', { kind: 'socks5', host: 'p', port: '1080' }],
    ['-x p:8080 -X connect', { kind: 'connect', host: 'p', port: '8080' }],
    ['-X connect -x [::1]', { kind: 'connect', host: '::1', port: '3128' }],
    ['-X 4 -x [::1]:99', { kind: 'socks4', host: '::1', port: '99' }],
  ])('%s', (words, proxy) => expect(read(`${words} host 80`).proxy).toEqual(proxy));

  it('are not for everything, and what else is wrong is said first', () => {
    expect(refusal('-u -x p h 1')).toBe('no proxy support for UDP mode');
    expect(refusal('-x p')).toBe('|usage');
    expect(refusal('-x [::1 h 1')).toBe('missing closing bracket in proxy');
  });
});

describe('the traditional ones', () => {
  it('are read', () => {
    expect(read('-l 80 -e /bin/cat').exec).toEqual({ shell: false, text: '/bin/cat' });
    expect(read('-l 80 -o log')).toMatchObject({ hexLog: 'log' });
    expect(readOptions(['-l', '80', '-c', 'echo a | cat'])).toMatchObject({ exec: { shell: true, text: 'echo a | cat' } });
  });
  it('do not scan', () => expect(refusal('-z -e x h 1')).toBe('cannot use -z and -e or -c'));
});

it('--raw is ours, but not behind --', () => {
  expect(read('--raw host 80').raw).toBe(true);
  expect(read('host 80').raw).toBe(false);
  expect(read('-- --raw 80')).toMatchObject({ raw: false, host: '--raw' });
});

it('-h helps wherever it stands before a mistake', () => {
  expect(readOptions(['-v', '-h', '-Q'])).toBe('help');
  expect(refusal('-Q -h')).toBe("invalid option -- 'Q'|usage");
});
