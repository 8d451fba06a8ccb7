/** Service `syslog`: takes lines for a log and shows them here, RFC 3164 and RFC 5424; on streams by their octets or a line each, RFC 6587. */
import { type Bytes, fromUtf8 } from '../../../core/bytes.ts';
import { cut } from '../../../core/text.ts';
import { LONGEST_LINE, type Part, readSyslog, syslogFrame } from '../../../protocols/syslog/message.ts';
import { facilityWord, levelWord } from '../../../protocols/syslog/names.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { answerEach } from '../../serve/answer-each.ts';
import { type LineTalk, runTalk, TalkOver } from '../../serve/line-talk.ts';
import type { Service, ServiceContext } from '../../serve/service.ts';

export const syslog: Service<void> = {
  name: 'syslog',
  title: 'Takes lines for a log and shows them here',
  spec: 'RFC 5424, RFC 6587',
  ports: { tcp: 514, udp: 514, tls: 6514 },
  framings: ['stream', 'datagram'],
  example: 'logger -n HOST -P PORT hello',
  datagramExample: 'logger -d -n HOST -P PORT hello',
  tlsExample: "printf '<13>hello\\n' | openssl s_client -quiet -connect HOST:PORT",
  options: {},
  parse: () => {},
  serve: (channel, context) => (channel.facts.framing === 'datagram' ? takeDatagrams(channel, context) : takeStream(channel, context)),
};

/** Characters of a message that are shown. */
const SHOWN = 1000;

const takeDatagrams = (channel: OpenChannel, { say }: ServiceContext<void>): Promise<void> =>
  answerEach(channel, (datagram) => {
    if (datagram.length > 0) say(shown(datagram));
    return undefined;
  });

const takeStream = (channel: OpenChannel, context: ServiceContext<void>): Promise<void> =>
  runTalk(
    channel,
    context,
    async (talk) => {
      while (takeFrame(await nextBytes(talk), channel, context));
    },
    () => {},
  );

/** The bytes of the next frame; of one that the client's end has cut, what came. */
const nextBytes = async (talk: LineTalk): Promise<Uint8Array> => {
  try {
    return await talk.take(lengthOf);
  } catch (error) {
    if (!(error instanceof TalkOver) || error.why === 'silence' || !talk.hasMore) throw error;
    return talk.take((held) => held.length);
  }
};

/** False where nothing after it can be read. */
const takeFrame = (bytes: Uint8Array, { remote }: OpenChannel, { say }: ServiceContext<void>): boolean => {
  const found = syslogFrame(bytes as Bytes, 0, bytes.length, true);
  const isGood = typeof found === 'object' && found.length <= LONGEST_LINE;
  if (!isGood) say(`${remote} is cut off: ${found === undefined ? 'it ended within a message' : NEITHER}`);
  else if (found.to > found.skip) say(shown(bytes.subarray(found.skip, found.to)));
  return isGood;
};
const NEITHER = `neither a length, a space and a message, nor a line of at most ${LONGEST_LINE} bytes`;

/** Bytes of the frame at the start: 0 while it is not whole. */
const lengthOf = (held: Uint8Array): number => {
  const found = syslogFrame(held as Bytes, 0, held.length);
  if (found === undefined) return held.length > LONGEST_LINE ? held.length : 0;
  return found === 'wrong' ? held.length : found.length;
};

/** `auth.crit mymachine su[230]: 'su root' failed`; what the message does not say is left out. */
export const shown = (b: Uint8Array): string => {
  const bytes = b as Bytes;
  const { priority, text, head } = readSyslog(bytes, 0, bytes.length);
  const wordOf = (part: Part | undefined): string | undefined => {
    const word = part && fromUtf8(bytes.subarray(part.from, part.to));
    return word === '-' || word === '' ? undefined : word;
  };
  const level = priority === undefined ? undefined : `${facilityWord(priority >> 3)}.${levelWord(priority)}`.toLowerCase();
  if (head === undefined) return [level, line(wordOf(text))].filter(isThere).join(' ');
  const [program, process] = [wordOf(head.program), wordOf(head.process)];
  const source = program === undefined ? undefined : `${program}${process === undefined ? '' : `[${process}]`}:`;
  return [level, wordOf(head.host), source, wordOf(head.data), line(wordOf(head.words))].filter(isThere).join(' ');
};

const isThere = (word: string | undefined): word is string => word !== undefined && word !== '';

const line = (words: string | undefined): string | undefined => words && cut(words.replace(/[\r\n\0]+$/, ''), SHOWN);
