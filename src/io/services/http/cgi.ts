/** CGI/1.1 (RFC 3875): a program of the folder answers. It has so much time, so many run at once, and it goes when its client does. */
import { dirname } from 'node:path';
import { IoError } from '../../../core/fault.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { FileEntry, Files } from '../../files/files.ts';
import { ChannelReader } from '../../http/channel-reader.ts';
import { InputFile } from '../../program/input-file.ts';
import { openProgram } from '../../program/program.ts';
import { PROGRAMS } from '../../serve/service.ts';
import { cgiVariables, type Script } from './cgi-env.ts';
import { cgiHeadLength, parseCgiHead, statusOf } from './cgi-head.ts';
import type { Exchange } from './exchange.ts';
import type { Content, Reply } from './reply.ts';
import { namesOf, onDisk } from './site.ts';
import { StatusError } from './status-error.ts';

/** Milliseconds that a program may take, and how many run at once. */
const TIME = 10_000;
const MOST = 8;

export const isProgramPath = (path: string): boolean => namesOf(path)[0] === PROGRAMS;

/** The program's reply, or the path on this server where it is. Throws a StatusError. */
export const cgiReply = async (x: Exchange, files: Files): Promise<Reply | { readonly elsewhere: string }> => {
  const script = findScript(files, x.request.path);
  if (!x.context.options.cgi) throw new StatusError(403, 'programs are not run here (--cgi allows it)');
  if (!METHODS.has(x.request.method))
    throw new StatusError(405, 'a program is asked by GET, HEAD or POST', { fields: [['Allow', 'GET, HEAD, POST, OPTIONS']] });
  const file = onDisk(() => files.program(script.name));
  const input = x.body.isOver ? undefined : await InputFile.of(x.body.pieces());
  try {
    const run = await ProgramRun.start(x, file, cgiVariables(x, script, files, input?.size ?? 0), input?.fd ?? 'none');
    return await run.reply(x, isNonParsed(script));
  } finally {
    await input?.close();
  }
};

/** Its reply is the whole of what goes out (RFC 3875 §5), by the name that servers have for it. */
const isNonParsed = ({ name }: Script): boolean => name.slice(name.lastIndexOf('/') + 1).startsWith('nph-');

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/** The first file on the way; what follows it is for the program. */
const findScript = (files: Files, path: string): Script => {
  const names = namesOf(path);
  for (let n = 2; n <= names.length; n++) {
    const name = `/${names.slice(0, n).join('/')}`;
    const { kind }: FileEntry = onDisk(() => files.look(name));
    if (kind === 'file') return { name, info: infoOf(names.slice(n), path) };
  }
  throw new StatusError(404, 'there is no program of that name');
};

/** What a program is given of the path leads nowhere but down: many open what PATH_TRANSLATED says. */
const infoOf = (names: readonly string[], path: string): string => {
  if (names.includes('..')) throw new StatusError(404, 'what follows the name of a program goes up nowhere');
  return names.length === 0 ? '' : `/${names.join('/')}${path.endsWith('/') ? '/' : ''}`;
};

let running = 0;

class ProgramRun {
  readonly #program: OpenChannel;
  readonly #reader: ChannelReader;
  readonly #late: NodeJS.Timeout;
  readonly #cut = new AbortController();
  #isOver = false;

  static async start(x: Exchange, file: string, env: Readonly<Record<string, string>>, input: number | 'none'): Promise<ProgramRun> {
    if (running >= MOST) throw new StatusError(503, `${MOST} programs run already; try again`, { fields: [['Retry-After', '5']] });
    running++;
    const place = `cgi:${file}`;
    const say = (line: string): void => x.context.say(`${x.request.path}: ${line}`);
    try {
      const program = await openProgram(
        { scheme: 'exec', place, argv: [file], cwd: dirname(file), env, pipes: true, input },
        { onMessage: say },
        x.context.signal,
      );
      return new ProgramRun(program, x);
    } catch (error) {
      running--;
      x.context.say(error instanceof Error ? error.message : String(error));
      throw new StatusError(500, 'the program cannot be run; the server has been told why');
    }
  }

  private constructor(program: OpenChannel, { channel }: Exchange) {
    this.#program = program;
    this.#reader = new ChannelReader(program, program.remote, this.#cut.signal);
    this.#late = setTimeout(() => this.#stop('ETIMEDOUT', `the program took more than ${TIME / 1000} s`), TIME);
    channel.ledger.whenOver(() => this.#stop('ECANCELED', 'its client is gone'));
    program.ledger.whenOver(() => {
      running--;
      this.#isOver = true;
      clearTimeout(this.#late);
    });
  }

  async reply({ context }: Exchange, isNonParsed: boolean): Promise<Reply | { readonly elsewhere: string }> {
    try {
      const bytes = await this.#reader.until(cgiHeadLength, 'header lines and an empty line');
      if (isNonParsed) return this.#whole(bytes);
      const head = parseCgiHead(Buffer.from(bytes).toString('latin1'));
      if (head.elsewhere === undefined) return { ...head, content: this.#content() };
      this.release();
      return { elsewhere: head.elsewhere };
    } catch (error) {
      this.release();
      if (error instanceof StatusError) throw error;
      context.say(error instanceof Error ? error.message : String(error));
      throw new StatusError(this.#cut.signal.aborted ? 504 : 500, 'the program gave no reply; the server has been told why');
    }
  }

  release(): void {
    if (!this.#isOver) this.#stop('ECANCELED', 'what it says is not wanted any more');
  }

  #whole(head: Uint8Array): Reply {
    const status = statusOf(Buffer.from(head).toString('latin1'));
    return { status, fields: [], content: this.#content(head), isWhole: true };
  }

  #content(before?: Uint8Array): Content {
    const reader = this.#reader;
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      if (before !== undefined) yield before;
      yield* reader.all();
    };
    return { kind: 'pieces', pieces: pieces(), release: () => this.release() };
  }

  #stop(code: string, text: string): void {
    if (this.#isOver) return;
    const reason = new IoError(this.#program.remote, code, text);
    this.#cut.abort(reason);
    this.#program.abort(reason);
  }
}
