import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { needs } from '../../../../test/needs.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { Chat } from '../../serve/chat.ts';
import { chat } from './chat.ts';

/** Who says much has to wait, and the suite says much. */
serviceConformance({ ...chat, parse: () => new Chat({ host: undefined, rate: 1_000_000 }) });

let stop: AbortController;
let on: Asked;
beforeEach(async () => {
  stop = new AbortController();
  on = await serving(chat, stop.signal);
});
afterEach(() => stop.abort());

class Guest {
  heard = '';
  readonly channel: OpenChannel;

  constructor(channel: OpenChannel) {
    this.channel = channel;
    void this.#hear().catch(() => {});
  }

  types(...lines: readonly string[]): Promise<void> {
    return this.channel.write(Buffer.from(lines.map((line) => `${line}\r\n`).join('')));
  }

  hears(words: string | RegExp): Promise<void> {
    return expect.poll(() => this.heard).toMatch(words);
  }

  async #hear(): Promise<void> {
    for await (const chunk of this.channel.incoming) this.heard += Buffer.from(chunk);
  }
}

const guest = async (): Promise<Guest> => new Guest(await on.call());
const irc = async (name: string): Promise<Guest> => {
  const one = await guest();
  await one.types('CAP LS 302', `NICK ${name}`, `USER ${name} 0 * :${name}`, 'CAP END');
  await one.hears(`:wirecat.chat 001 ${name} `);
  await one.hears(' 376 ');
  return one;
};

describe('IRC and lines in one room (RFC 2812)', () => {
  it('talk, come, go and change their names', async () => {
    const nc = await guest();
    await nc.hears(/^\* you are guest1 in lobby, with nobody/);
    const ann = await irc('ann');
    expect(nc.heard).not.toContain('ann');
    await ann.types('JOIN #lobby');
    await ann.hears(/:ann!ann@127.0.0.1 JOIN :?#lobby\r\n/);
    await ann.hears(/ 353 ann = #lobby :guest1 ann\r\n:wirecat.chat 366 ann #lobby :/);
    await nc.hears('* ann is here\n');
    await ann.types('PRIVMSG #lobby :hello there', 'PRIVMSG #lobby :\x01ACTION waves\x01', 'PRIVMSG #lobby :\x1b[2J');
    await nc.hears('<ann> hello there\n<ann> /me waves\n');
    await nc.hears('<ann> \\x1b[2J\n');
    await nc.types('hi ann', '/me nods', '/name bob', '/msg ann psst', '/topic boats');
    await ann.hears(':guest1!guest1@127.0.0.1 PRIVMSG #lobby :hi ann\r\n');
    await ann.hears(':guest1!guest1@127.0.0.1 NICK bob\r\n');
    await ann.hears(':bob!bob@127.0.0.1 PRIVMSG ann :psst\r\n');
    await ann.hears(':bob!bob@127.0.0.1 TOPIC #lobby boats\r\n');
    await nc.types('/join kitchen');
    await ann.hears(':bob!bob@127.0.0.1 PART #lobby :went to kitchen\r\n');
    await ann.types('JOIN #kitchen', 'NICK anna', 'PRIVMSG bob :only you');
    await nc.hears('* ann is here\n* ann is now anna\n* anna to you alone: only you\n');
    await ann.types('QUIT :so long');
    await nc.hears('* anna left (so long)\n');
    await ann.hears('ERROR :');
  });

  it('clients of IRC hear each other in several rooms', async () => {
    const [ann, bob] = [await irc('ann'), await irc('bob')];
    for (const one of [ann, bob]) await one.types('JOIN #lobby,#kitchen');
    await bob.hears(/ 366 bob #kitchen/);
    await ann.types('PRIVMSG #kitchen,bob :soup?', 'PART #lobby');
    await bob.hears(':ann!ann@127.0.0.1 PRIVMSG #kitchen :soup?\r\n:ann!ann@127.0.0.1 PRIVMSG bob :soup?\r\n');
    await bob.hears(':ann!ann@127.0.0.1 PART #lobby :\r\n');
    await bob.types('PRIVMSG #kitchen :\x01ACTION cooks\x01');
    await ann.hears('PRIVMSG #kitchen :\x01ACTION cooks\x01');
    ann.channel.abort(new Error('gone'));
    await bob.hears(/:ann!ann@127.0.0.1 QUIT /);
  });

  it('answers what clients ask', async () => {
    const ann = await irc('ann');
    await ann.types(
      'JOIN #lobby',
      'MODE #lobby',
      'MODE #lobby b',
      'MODE ann +i',
      'WHO #lobby',
      'WHOIS ann',
      'LIST',
      'PING :42',
      'TOPIC #lobby',
    );
    for (const reply of [
      / 324 ann #lobby /,
      / 368 /,
      / 221 /,
      / 352 ann #lobby ann /,
      / 315 /,
      / 311 ann ann /,
      / 318 /,
      / 322 ann #lobby 1 /,
      / 323 /,
    ])
      await ann.hears(reply);
    await ann.hears(/ PONG wirecat.chat :42\r\n/);
    await ann.hears(/ 331 /);
    await ann.types('FROB', 'PRIVMSG nobody :x', 'PRIVMSG', 'JOIN nothing', 'KICK #lobby ann', 'PART #far', 'NICK a*b', 'USER a b c d');
    for (const code of ['421', '401', '411', '403', '482', '442', '432', '462']) await ann.hears(` ${code} ann `);
  });

  it('a notice stays one, and is answered by nothing (RFC 2812 §3.3.2)', async () => {
    const [ann, bob] = [await irc('ann'), await irc('bob')];
    for (const one of [ann, bob]) await one.types('JOIN #lobby');
    await bob.hears(/ 366 bob /);
    await ann.types('NOTICE bob,#lobby :hear this', 'NOTICE nobody :x', 'NOTICE #far :x', 'NOTICE bob', 'PING :then');
    await bob.hears(':ann!ann@127.0.0.1 NOTICE bob :hear this\r\n:ann!ann@127.0.0.1 NOTICE #lobby :hear this\r\n');
    await ann.hears(' PONG wirecat.chat :then');
    expect(ann.heard).not.toMatch(/ (401|404|412|442) /);
  });

  it('lists one room, asks others in, and says what it has nothing of', async () => {
    const [ann, bob] = [await irc('ann'), await irc('bob')];
    await ann.types('JOIN #den', 'LIST #den', 'INVITE bob #den', 'INVITE nobody #den', 'PRIVMSG #far :x', 'PING', 'PASS x', 'OPER a b');
    for (const code of ['322 ann #den 1', '323', '341 ann bob', '401 ann nobody', '404 ann #far', '409', '462', '491'])
      await ann.hears(` ${code} `);
    expect(ann.heard).not.toContain(' 322 ann #lobby');
    await bob.hears(':ann!ann@127.0.0.1 INVITE bob #den');
    await bob.types('JOIN #den', 'TIME', 'ADMIN', 'INFO', 'STATS u', 'LINKS', 'WHOWAS ann');
    for (const code of ['391', '423', '371', '374', '219', '364', '365', '406', '369']) await bob.hears(` ${code} bob `);
    await ann.hears(/ JOIN #den\r\n$/);
    await ann.types('INVITE bob #den');
    await ann.hears(' 443 ann bob ');
  });

  it('who opens a room is its operator, may make others so and put people out (RFC 2811 §4)', async () => {
    const [ann, bob] = [await irc('ann'), await irc('bob')];
    await ann.types('JOIN #den');
    await ann.hears(' 353 ann = #den :@ann\r\n');
    await bob.types('JOIN #den', 'KICK #den ann', 'MODE #den +o bob', 'MODE #den');
    await bob.hears(/ 353 bob = #den :?@ann bob\r\n.* 482 bob #den .* 482 bob #den .* 324 bob #den :\+n\r\n/s);
    await ann.types('MODE #den +t', 'MODE #den +x', 'MODE #den +o nobody', 'KICK #den nobody');
    await ann.hears(/ MODE #den \+t\r\n.* 472 ann x .* 401 ann nobody .* 401 ann nobody /s);
    await bob.hears(':ann!ann@127.0.0.1 MODE #den +t\r\n');
    await bob.types('TOPIC #den :mine');
    await bob.hears(/( 482 bob #den .*){3}/s);
    await ann.types('MODE #den +o bob');
    await bob.hears(':ann!ann@127.0.0.1 MODE #den +o bob\r\n');
    await bob.types('TOPIC #den :ours', 'WHOIS bob', 'KICK #den ann :enough');
    await ann.hears(/ TOPIC #den :?ours\r\n.*:bob!bob@127.0.0.1 KICK #den ann :?enough\r\n/s);
    await bob.hears(/ 319 bob bob :@#den\r\n/);
    await ann.types('PRIVMSG #den :x', 'JOIN #den', 'MODE #lobby +t', 'JOIN #lobby', 'MODE #lobby +t');
    await ann.hears(/ 404 ann #den .* 353 ann = #den :?ann @bob\r\n.* 442 ann #lobby .* 482 ann #lobby /s);
  });

  it('who types lines is in the lobby when put out, and may put others out of a room of their own', async () => {
    const [ann, nc] = [await irc('ann'), await guest()];
    await nc.hears('you are guest1');
    await ann.types('JOIN #den', 'JOIN #lobby');
    await ann.hears(' 366 ann #lobby ');
    await nc.types('/join den');
    await ann.hears(/:guest1!\S+ JOIN #den\r\n/);
    await nc.types('/kick ann');
    await nc.hears('* only an operator of the room');
    await ann.types('KICK #den guest1 :so');
    await nc.hears('* ann put guest1 out of den (so)\n');
    await nc.types('back here');
    await ann.hears(':guest1!guest1@127.0.0.1 PRIVMSG #lobby :back here\r\n');
    await nc.types('/join own');
    await ann.hears(' PART #lobby :went to own\r\n');
    await ann.types('JOIN #own');
    await nc.hears('* ann is here\n');
    await nc.types('/op ann', '/kick ann go');
    await ann.hears(/ MODE #own \+o ann\r\n.* KICK #own ann :?go\r\n/s);
  });

  it('lets nobody have the name of another, or speak unknown', async () => {
    await irc('ann');
    const late = await guest();
    await late.types('NICK Ann', 'JOIN #lobby', 'NICK anna', 'USER x 0 * :x');
    await late.hears(' 433 * Ann ');
    await late.hears(' 451 ');
    await late.hears(' 001 anna ');
  });
});

needs('irssi').describe('irssi', () => {
  it('joins, hears and speaks', async () => {
    const nc = await guest();
    await nc.hears('you are guest1');
    const port = nc.channel.remote.split(':').at(-1);
    const home = '/nonexistent';
    const env = { ...process.env, HOME: home, TERM: 'xterm' };
    const child = spawn('script', ['-qec', `irssi --home=$(mktemp -d) -n irs -c 127.0.0.1 -p ${port}`, '/dev/null'], {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    try {
      let shown = '';
      child.stdout.on('data', (bytes: Buffer) => {
        shown += bytes.toString('latin1');
      });
      await expect.poll(() => shown).toContain('Type /join #lobby');
      child.stdin.write('/join #lobby\r');
      await nc.hears('* irs is here');
      child.stdin.write('hello from irssi\r');
      await nc.hears('<irs> hello from irssi');
      await nc.types('hello irssi');
      await expect.poll(() => shown).toContain('hello irssi');
      child.stdin.write('/quit done\r');
      await nc.hears('* irs left (done)');
    } finally {
      child.kill('SIGKILL');
    }
  });
});
