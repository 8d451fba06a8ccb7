/** Service `dns`: answers for its own zones, RFC 1034 and 1035. It asks nobody else, unless it is told whom. */

import { readFile } from 'node:fs/promises';
import { isLoopback, splitHostPort } from '../../../core/address.ts';
import type { Bytes } from '../../../core/bytes.ts';
import { IoError, UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { framed, writeMessage } from '../../../protocols/shared/dns/write-message.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { ioError } from '../../base/errors.ts';
import { frames } from '../../dig/frames.ts';
import { answerEach } from '../../serve/answer-each.ts';
import type { Service, ServiceContext } from '../../serve/service.ts';
import { Forwarder } from './forward.ts';
import { KnownReplies } from './known-replies.ts';
import { Rcode } from './look-up.ts';
import { zonesOf } from './records.ts';
import { type Asker, type Outcome, replyOf, replyTo, roomFor } from './reply.ts';
import type { Zones } from './zone.ts';

export interface DnsOptions {
  readonly file: string | undefined;
  readonly forwarder: Forwarder | undefined;
  /** Whole zones are given to this machine. */
  readonly transfer: boolean;
  /** The zones that ship, until the file was read. */
  zones: Zones;
  /** To datagrams of this machine. */
  readonly known: KnownReplies;
}

const MOST_BYTES = 16 << 20;

export const dns: Service<DnsOptions> = {
  name: 'dns',
  title: 'Answers for the zone lab., and for your own records',
  spec: 'RFC 1035',
  ports: { tcp: 53, udp: 53 },
  framings: ['stream', 'datagram'],
  example: 'dig @HOST -p PORT www.lab',
  datagramExample: 'dig @HOST -p PORT www.lab',
  options: {
    records: {
      value: 'FILE',
      complete: 'file',
      help: 'names to answer for: a zone file ($ORIGIN lab.), or ADDRESS NAME… as in /etc/hosts',
    },
    forward: { value: 'ADDRESS', complete: 'address', help: 'pass questions of this machine about other names on to this server' },
    transfer: { help: 'give this machine a whole zone (AXFR) where it asks for it' },
  },
  parse: (given) => {
    const {
      records,
      forward,
      transfer = false,
    } = given as { readonly records?: string; readonly forward?: string; readonly transfer?: boolean };
    return {
      file: records,
      transfer,
      forwarder: forward === undefined ? undefined : new Forwarder(serverAddress(forward)),
      zones: zonesOf(),
      known: new KnownReplies(),
    };
  },
  ready: async (options) => {
    if (options.file !== undefined) options.zones = zonesOf(await recordsIn(options.file), options.file);
  },
  serve: (channel, context) => (channel.facts.framing === 'datagram' ? serveDatagrams(channel, context) : serveStream(channel, context)),
};

const serverAddress = (text: string): string => {
  const bare = text.replace(/^udp:/, '');
  const { host, port } = splitHostPort(/^[^:]*$|^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*$/i.test(bare) ? `[${bare}]:53` : bare);
  if (host === '' || port === '') throw new UsageError('--forward', sayWrong('forwardForm'), text);
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
};

const recordsIn = async (file: string): Promise<string> => {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw ioError(file, 'a file with records', cause);
  });
  if (bytes.length > MOST_BYTES) throw new IoError(file, 'EFBIG', `more than ${MOST_BYTES} bytes; serve fewer records`);
  return bytes.toString('utf8');
};

const askerOf = ({ facts }: OpenChannel, { options }: ServiceContext<DnsOptions>): Asker => ({
  takesZones: options.transfer,
  isSure: facts.framing !== 'datagram',
  isNear: facts.remoteIp === undefined || isLoopback(facts.remoteIp.address),
});

const serveDatagrams = (channel: OpenChannel, context: ServiceContext<DnsOptions>): Promise<void> => {
  const asker = askerOf(channel, context);
  const { zones, known } = context.options;
  const answer = (b: Bytes): Bytes | undefined => {
    const outcome = replyTo(zones, b, asker);
    if (outcome.kind === 'reply') return outcome.bytes;
    void forwarded(outcome, b, asker, channel, context)
      .then((reply) => channel.write(reply))
      .catch(() => {});
    return undefined;
  };
  return answerEach(channel, asker.isNear ? (b) => known.to(b, () => answer(b)) : answer);
};

/** Questions one behind the other are answered in their order (RFC 7766 §6.2.1). */
const serveStream = async (channel: OpenChannel, context: ServiceContext<DnsOptions>): Promise<void> => {
  const asker = askerOf(channel, context);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error('it asked nothing for too long')), context.limits.idle);
  try {
    for await (const b of frames(channel, AbortSignal.any([silence.signal, context.signal]))) {
      timer.refresh();
      const outcome = replyTo(context.options.zones, b, asker);
      const reply = outcome.kind === 'reply' ? outcome.bytes : await forwarded(outcome, b, asker, channel, context);
      if (reply !== undefined) await channel.write(framed(reply));
    }
  } catch (error) {
    if (!silence.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
};

/** Only for this machine: who asks for others would be an open resolver. */
const forwarded = async (
  { query }: Extract<Outcome, { readonly kind: 'forward' }>,
  b: Bytes,
  asker: Asker,
  channel: OpenChannel,
  context: ServiceContext<DnsOptions>,
): Promise<Bytes> => {
  const { forwarder } = context.options;
  const most = roomFor(query, b, asker);
  if (forwarder === undefined || !asker.isNear) return writeMessage(replyOf(query, { rcode: Rcode.refused }), { most });
  const reply = await forwarder.ask(query, asker.isSure ? 'tcp' : 'udp', context, channel);
  const available = { recursionAvailable: true };
  if (reply === undefined) return writeMessage(replyOf(query, { rcode: Rcode.failure, ...available }), { most });
  const { rcode, answers, authorities, additionals, truncated = false } = reply;
  return writeMessage(replyOf(query, { rcode: rcode & 15, answers, authorities, additionals, truncated, ...available }), { most });
};
