/** Service `tftp`: gives files, and takes them where that is allowed, RFC 1350; each transfer from a port of its own. */

import { isLoopback, joinHostPort } from '../../../core/address.ts';
import type { Bytes } from '../../../core/bytes.ts';
import { IoError, thrownLine } from '../../../core/fault.ts';
import { sayServing } from '../../../core/said.ts';
import { readTftp, TftpError, type TftpMessage, writeTftp } from '../../../protocols/tftp/message.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { Files } from '../../files/files.ts';
import { type Service, type ServiceContext, sharedOptions } from '../../serve/service.ts';
import { fromNetascii, toNetascii } from './netascii.ts';
import { termsOf } from './terms.ts';
import { Transfer, TransferOver } from './transfer.ts';

type Request = Extract<TftpMessage, { readonly kind: 'read' | 'write' }>;

export interface TftpState {
  /** Transfers under way, by who asked for what: who asks again because nothing came yet gets no second one. */
  readonly under: Set<string>;
}

const MOST_TRANSFERS = 100;
/** Bytes of a file that is sent as text: it is changed as a whole. */
const MOST_TEXT = 16 << 20;

export const tftp: Service<TftpState> = {
  name: 'tftp',
  title: 'Gives files without asking who you are',
  spec: 'RFC 1350',
  ports: { udp: 69 },
  framings: ['datagram'],
  example: 'tftp HOST PORT -c get index.html',
  options: { files: sharedOptions.files, write: sharedOptions.write, dotfiles: sharedOptions.dotfiles },
  parse: () => ({ under: new Set() }),
  serve: async (channel, context) => {
    for await (const datagram of channel.incoming) {
      const request = readTftp(datagram);
      if (request?.kind === 'read' || request?.kind === 'write') await begin(request, channel, context);
      else if (request?.kind !== 'error')
        await channel.write(writeTftp({ kind: 'error', code: TftpError.illegal, text: 'a transfer begins with RRQ or WRQ' }));
    }
  },
};

const begin = async (request: Request, channel: OpenChannel, context: ServiceContext<TftpState>): Promise<void> => {
  const { under } = context.options;
  const key = `${channel.remote} ${request.kind} ${request.file}`;
  const { remoteIp } = channel.facts;
  if (under.has(key) || remoteIp === undefined) return;
  if (under.size >= MOST_TRANSFERS)
    return channel.write(writeTftp({ kind: 'error', code: TftpError.other, text: 'too many transfers, try again later' }));
  under.add(key);
  const own = await context
    .open(`udp:${joinHostPort(remoteIp.address.replace(/^::ffff:/, ''), remoteIp.port)}`, channel)
    .catch(() => undefined);
  if (own === undefined) under.delete(key);
  else void carryOut(request, own, context).finally(() => under.delete(key));
};

/** Never rejects. */
const carryOut = async (request: Request, channel: OpenChannel, context: ServiceContext<TftpState>): Promise<void> => {
  try {
    const { files } = context;
    if (files === undefined) throw new IoError(request.file, 'ENOENT', 'there is no folder to serve');
    if (request.mode !== 'octet' && request.mode !== 'netascii')
      throw new IoError(request.file, 'EINVAL', 'the mode is neither octet nor netascii');
    await (request.kind === 'read' ? give(request, files, channel) : take(request, files, channel, context));
  } catch (error) {
    context.say([`${channel.remote}: ${request.kind} ${request.file}: `, ...thrownLine(error)]);
    if (!(error instanceof TransferOver)) await channel.write(writeTftp(refusalOf(error))).catch(() => {});
  } finally {
    channel.close();
  }
};

const CODES: Readonly<Record<string, readonly [number, string]>> = {
  ENOENT: [TftpError.notFound, 'File not found'],
  EISDIR: [TftpError.access, 'That is a folder'],
  EACCES: [TftpError.access, 'Access violation'],
  EROFS: [TftpError.access, 'Nothing may be written here'],
  ENOSPC: [TftpError.full, 'Disk full'],
  EINVAL: [TftpError.illegal, 'Only octet and netascii are known'],
};

const refusalOf = (error: unknown): TftpMessage => {
  const [code, text] = (error instanceof IoError ? CODES[error.code] : undefined) ?? [TftpError.other, 'It could not be done'];
  return { kind: 'error', code, text };
};

const isNear = (channel: OpenChannel): boolean => isLoopback(channel.facts.remoteIp?.address ?? '');
const pathOf = (file: string): string => `/${file.replace(/^\/+/, '')}`;

const give = async ({ file, mode, options }: Request, files: Files, channel: OpenChannel): Promise<void> => {
  const open = files.open(pathOf(file));
  try {
    const isText = mode === 'netascii';
    if (isText && open.size > MOST_TEXT) throw new IoError(file, 'EACCES', 'too long to be sent as text');
    const text = isText ? toNetascii(await readAt(open, 0, open.size)) : undefined;
    const terms = termsOf(options, text?.length ?? open.size, isNear(channel));
    const { size } = terms;
    const block = async (n: number): Promise<Bytes> => {
      const from = (n - 1) * size;
      return text?.subarray(from, from + size) ?? readAt(open, from, size);
    };
    await new Transfer(channel, terms).send(block);
  } finally {
    open.close();
  }
};

/** As many bytes as there are. */
const readAt = async (open: ReturnType<Files['open']>, position: number, size: number): Promise<Bytes> => {
  const out = new Uint8Array(Math.max(0, Math.min(size, open.size - position)));
  let length = 0;
  while (length < out.length) {
    const n = await open.read(out.subarray(length), position + length);
    if (n === 0) break;
    length += n;
  }
  return out.subarray(0, length);
};

const take = async ({ file, mode, options }: Request, files: Files, channel: OpenChannel, context: ServiceContext): Promise<void> => {
  const path = pathOf(file);
  const made = files.create(path);
  const decode = mode === 'netascii' ? fromNetascii() : (data: Bytes): Bytes => data;
  try {
    await new Transfer(channel, termsOf(options, 'as asked', isNear(channel))).receive(
      (data) => made.write(decode(data)),
      () => made.finish(),
    );
    context.say(sayServing('wrote', { who: channel.remote, path: file, bytes: made.written }));
  } catch (error) {
    made.discard();
    throw error;
  }
};
