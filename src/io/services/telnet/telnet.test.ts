import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { type Bytes, concat, fromUtf8, hex, utf8 } from '../../../core/bytes.ts';
import { IS, Linemode, TelnetEnd, writeWindowSize } from '../../../protocols/telnet/endpoint.ts';
import { Command, Option } from '../../../protocols/telnet/names.ts';
import { acceptAddress, openAddress, parseAddress } from '../../address/address.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { IS_PLAIN } from '../../host/plain-host.ts';
import { serve } from '../../serve/serve.ts';
import { serviceContext } from '../../serve/service-context.ts';
import { telnet } from './telnet.ts';

serviceConformance(telnet);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

const connected = async (options: object = {}): Promise<OpenChannel> => {
  const listener = await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, stop.signal);
  serve(telnet, listener, { context: serviceContext(telnet.parse(options), {}, stop.signal) }, stop.signal);
  return openAddress(parseAddress(`tcp:${listener.addresses[0]}`), {}, stop.signal);
};

/** A client with a terminal. */
class Client {
  text = '';
  readonly told: string[] = [];
  readonly end: TelnetEnd;
  readonly channel: OpenChannel;

  constructor(channel: OpenChannel, them = [Option.echo, Option.suppressGoAhead, Option.status]) {
    this.channel = channel;
    const agreed = { us: [Option.suppressGoAhead, Option.terminalType, Option.windowSize, Option.linemode, Option.binary], them };
    this.end = new TelnetEnd(agreed, {
      send: (bytes) => void channel.write(bytes),
      data: (bytes) => {
        this.text += fromUtf8(bytes);
      },
      suboption: (option, value) => this.#asked(option, value),
      changed: (whose, option, on) => {
        this.told.push(`${whose} ${option} ${on ? 'on' : 'off'}`);
        if (whose === 'us' && option === Option.windowSize) this.resize(132, 43);
      },
    });
    void this.#read().catch(() => {});
  }

  resize(columns: number, rows: number): void {
    this.end.suboption(Option.windowSize, writeWindowSize({ columns, rows }));
  }

  /** Says a line; gives what came when `wanted` has come. */
  async say(keys: string, wanted: string | RegExp): Promise<string> {
    this.text = '';
    this.end.write(utf8(keys));
    await expect.poll(() => this.text).toMatch(wanted);
    return this.text;
  }

  #asked(option: number, value: Bytes): void {
    this.told.push(`suboption ${option} ${hex(value)}`);
    if (option === Option.terminalType) this.end.suboption(option, concat([Uint8Array.of(IS), utf8('VT\u001b220')]));
  }

  async #read(): Promise<void> {
    for await (const chunk of this.channel.incoming) this.end.push(chunk);
    this.text += '(end)';
  }
}

const client = async (options: object = {}): Promise<Client> => {
  const made = new Client(await connected(options));
  await expect.poll(() => made.told).toContain(`us ${Option.windowSize} on`);
  return made;
};

describe('the shell', () => {
  it('knows what was negotiated, the terminal and its size (RFC 1073, RFC 1091)', async () => {
    const c = await client();
    // What was negotiated crosses what is typed.
    await expect.poll(() => c.say('terminal\r\n', /wirecat> $/)).toBe('terminal\r\nVT\\x1b220\r\nwirecat> ');
    await expect.poll(() => c.say('window\r\n', /wirecat> $/)).toContain('132 columns, 43 rows');
    c.resize(80, 24);
    expect(await c.say('window\r\n', /wirecat> $/)).toContain('80 columns, 24 rows');
    const text = await c.say('options\r\n', /wirecat> $/);
    for (const line of [
      'server Will   Echo',
      'client Do     Echo',
      'in force at the server: Echo, Suppress Go Ahead',
      'client: Suppress Go Ahead, Terminal Type, Negotiate About Window Size',
    ])
      expect(text).toContain(line);
  });

  it.each([
    ['help', 'mode line|character'],
    ['?', 'help'],
    ['date', /\d{4}-\d\d-\d\dT/],
    ['who', /you, from 127.0.0.1:\d+/],
    ['echo one  two', '\none two\r\n'],
    ['ports telnet', 'telnet 23/tcp'],
    ['ports 53', 'domain 53/tcp\r\ndomain 53/udp'],
    ['ports', 'e.g. ports telnet'],
    ['ports nothing', 'Nothing is known of nothing.'],
    ['constructor', 'There is no such command'],
    ['mode', 'each key comes as it is typed'],
  ])('%s', async (line, expected) => {
    const text = await (await client()).say(`${line}\r\n`, /\n.*wirecat> $/s);
    if (typeof expected === 'string') expect(text).toContain(expected);
    else expect(text).toMatch(expected);
  });

  it('goes by line and by character, whoever echoes (RFC 857, RFC 1184)', async () => {
    const c = await client();
    await c.say('mode line\r\n', /wirecat> $/);
    await expect.poll(() => c.told).toContain(`suboption ${Option.linemode} 0${Linemode.mode}03`);
    expect(c.told).toContain(`them ${Option.echo} off`);
    expect(await c.say('echo unseen\r\n', /wirecat> $/)).toBe('unseen\r\nwirecat> ');
    await c.say('mode character\r\n', /wirecat> $/);
    expect(await c.say('echo x\b seen\r\n', /wirecat> $/)).toBe('echo x\b \b seen\r\nseen\r\nwirecat> ');
  });

  it('answers commands of telnet', async () => {
    const c = await client();
    c.end.command(Command.ayt);
    await expect.poll(() => c.text).toContain('[Yes, I am here.]');
    c.end.write(utf8('datex'));
    c.end.command(Command.ec);
    expect(await c.say('\r\n', /wirecat> $/)).toMatch(/GMT/);
    c.end.write(utf8('date'));
    c.end.command(Command.ip);
    expect(await c.say('\r\n', /wirecat> $/)).not.toMatch(/GMT/);
    c.end.suboption(Option.status, Uint8Array.of(1));
    c.end.options.ask('them', Option.status, true);
    await expect.poll(() => c.told).toContain(`them ${Option.status} on`);
    c.end.suboption(Option.status, Uint8Array.of(1));
    await expect.poll(() => c.told.filter((t) => t.startsWith(`suboption ${Option.status} 00fb01`))).toHaveLength(1);
  });

  it.each([['quit\r\n'], ['logout\n'], ['\u0004']])('%j ends it', async (keys) => {
    const c = await client();
    expect(await c.say(keys, /\(end\)$/)).toContain('Goodbye.');
  });

  it('serves one who knows nothing of telnet, and says everything before the end', async () => {
    const channel = await connected();
    await channel.write(utf8('echo one\necho two'));
    await channel.write(utf8('\nquit\n'));
    await channel.end();
    const chunks: Uint8Array[] = [];
    for await (const chunk of channel.incoming) chunks.push(chunk);
    expect(fromUtf8(concat(chunks))).toMatch(/wirecat> one\r\nwirecat> two\r\nwirecat> Goodbye.\r\n$/);
  });

  it('never goes on for ever with what it is sent (T-B8)', async () => {
    const channel = await connected();
    const bytes = new Uint8Array(100_000);
    for (let i = 0; i < bytes.length; i++) bytes[i] = i % 3 === 0 ? 255 : 240 + ((i * 7919) % 16);
    await channel.write(bytes);
    await channel.write(Uint8Array.of(255, 240, 255, 240));
    await channel.end();
    let answers = 0;
    for await (const chunk of channel.incoming) answers += chunk.filter((c) => c === 255).length;
    expect(answers).toBeLessThanOrEqual(64 + 5);
  });
});

const parsed = (exec: string) => telnet.parse({ exec } as object);

describe('a program', () => {
  it.skipIf(IS_PLAIN)('has a terminal, of the client’s kind and size', async () => {
    const c = await client({ exec: "sh -c 'stty size; echo $TERM; read x; echo got $x; stty size'" });
    await expect.poll(() => c.text).toMatch(/43 132\r\nxterm-256color\r\n$/);
    c.resize(100, 30);
    expect(await c.say('line\r\n', /\(end\)$/)).toMatch(/line\r\ngot line\r\n30 100\r\n/);
  });

  it('takes lines and an end, on a terminal or without', async () => {
    const channel = await connected({ exec: 'cat -n' });
    const c = new Client(channel);
    await expect.poll(() => c.told).toContain(`us ${Option.windowSize} on`);
    expect(await c.say('one\r\ntwo\r\n', /2\ttwo\r\n/)).toContain('1\tone\r\n');
    expect(await c.say('\u0004', /\(end\)$/)).toContain('(end)');
  });

  it('that is not there is told, and the client let go', async () => {
    const c = await client({ exec: 'no-such-program-here' });
    await expect.poll(() => c.text).toMatch(/The program could not be started/);
  });

  it('is asked for by nobody who was not allowed to', () => {
    expect(telnet.program?.(telnet.parse({}))).toBeUndefined();
    expect(telnet.program?.(parsed('cat -n'))).toBe('cat -n');
    expect(() => parsed("cat 'x")).toThrow(/serve --exec/);
  });
});
