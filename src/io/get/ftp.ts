/** A file or a folder by FTP (RFC 959, RFC 2428), by hand: each command and reply told. Passive, anonymous, and to no other host than the first. */

import { joinHostPort } from '../../core/address.ts';
import { IoError, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { isSecret } from '../../protocols/ftp/command.ts';
import { parseExtendedPassive, parsePort } from '../../protocols/ftp/data-ports.ts';
import type { OpenChannel } from '../base/channel.ts';
import { lingeringClose } from '../channels/lingering-close.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import type { GetFaces, GetPlan, TakeContent } from '../http/client.ts';

const LONGEST_LINE = 8192;
const MOST_LINES = 1000;

interface FtpReply {
  readonly code: number;
  /** Of the last line. */
  readonly text: string;
}

/** Rejects with an IoError where the server refuses, or does not say that all came. */
export const getByFtp = async ({ place }: GetPlan, faces: GetFaces, take: TakeContent, signal: AbortSignal): Promise<void> => {
  const path = pathOf(place.target);
  const channel = await faces.connect(place.address);
  try {
    const control = new Control(channel, faces, signal);
    await control.expect('a greeting', control.reply(), 220);
    await logIn(control);
    await control.ask('TYPE I', 200);
    const data = await faces.connect(await control.dataAddress());
    try {
      const isFolder = path === '' || path.endsWith('/');
      await control.ask(isFolder ? `LIST ${path}`.trim() : `RETR ${path}`, 125, 150);
      await take({ type: isFolder ? 'text/plain' : typeOf(path), url: place.url }, whole(control, data));
    } finally {
      await lingeringClose(data, { time: 1000, bytes: 1 << 20 });
    }
    await control.ask('QUIT', 221);
  } finally {
    await lingeringClose(channel, { time: 1000, bytes: 1 << 16 });
  }
};

/** Content ends where the server says that it was all: the end of the connection alone may be a cut. */
async function* whole(control: Control, data: OpenChannel): AsyncGenerator<Uint8Array> {
  yield* data.incoming;
  await control.expect('all of it', control.reply(), 226, 250);
}

const logIn = async (control: Control): Promise<void> => {
  const { code } = await control.ask('USER anonymous', 230, 331);
  if (code === 331) await control.ask('PASS guest@', 230, 202);
};

/** Without the slash at its front: seen from where one is after the login (RFC 1738 §3.2.2). */
const pathOf = (target: string): string => {
  const path = decodeURIComponent(target.replace(/^\//, ''));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line end in a name would be a command of its own
  if (/[\0-\x1f\x7f]/.test(path)) throw new UsageError('get', sayWrong('plainName'), target);
  return path;
};

const typeOf = (path: string): string => (/\.x?html?$/i.test(path) ? 'text/html' : '');

/** Without its password. */
const shown = (line: string): string => {
  const [verb = ''] = line.split(' ', 1);
  return isSecret(verb) ? `${verb} ****` : line;
};

/** The control connection. */
class Control {
  readonly #channel: OpenChannel;
  readonly #reader: ChannelReader;
  readonly #faces: GetFaces;

  constructor(channel: OpenChannel, faces: GetFaces, signal: AbortSignal) {
    this.#channel = channel;
    this.#reader = new ChannelReader(channel, channel.remote, signal);
    this.#faces = faces;
  }

  /** Sends a command; its reply has to have one of the codes. */
  async ask(line: string, ...codes: readonly number[]): Promise<FtpReply> {
    return this.expect(`${codes.join(' or ')} to ${shown(line)}`, this.#said(line), ...codes);
  }

  async expect(what: string, coming: Promise<FtpReply>, ...codes: readonly number[]): Promise<FtpReply> {
    const reply = await coming;
    if (codes.includes(reply.code)) return reply;
    throw new IoError(
      this.#channel.remote,
      'EPROTO',
      `expected ${what}, got ${JSON.stringify(`${reply.code} ${reply.text}`.slice(0, 200))}`,
    );
  }

  /** All lines of the next reply. */
  async reply(): Promise<FtpReply> {
    let open = '';
    for (let n = 0; n < MOST_LINES; n++) {
      const line = await this.#reader.line(LONGEST_LINE);
      this.#faces.say(`< ${line}`);
      const [, code = '', mark = ''] = /^(\d{3})([ -]|$)/.exec(line) ?? [];
      if (open === '' && code === '') break;
      if (open === '' && mark === '-') open = code;
      else if (open === '' || (code === open && mark !== '-')) return { code: Number(code), text: line.slice(4) };
    }
    throw new IoError(this.#channel.remote, 'EPROTO', 'expected a reply of FTP, a code of three digits, got something else');
  }

  /** Where a data connection may be opened: always to the host that is spoken to, whatever address it names (RFC 2577 §3). */
  async dataAddress(): Promise<string> {
    const host = this.#channel.facts.remoteIp?.address ?? '';
    const extended = await this.#said('EPSV');
    const at = extended.code === 229 ? parseExtendedPassive(extended.text) : parsePort((await this.ask('PASV', 227)).text);
    if (at === undefined) throw new IoError(this.#channel.remote, 'EPROTO', 'expected the port of a data connection, got none');
    const named = at.address?.value.join('.');
    if (named !== undefined && named !== host) this.#faces.say(`it names ${named}; the data connection goes to ${host}`);
    return `tcp:${joinHostPort(host, at.port.value)}`;
  }

  async #said(line: string): Promise<FtpReply> {
    this.#faces.say(`> ${shown(line)}`);
    await this.#channel.write(Buffer.from(`${line}\r\n`));
    return this.reply();
  }
}
