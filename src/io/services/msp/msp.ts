/** Service `msp`: a message for whoever runs it, RFC 1312; it is shown, and no more. */
import { utf8 } from '../../../core/bytes.ts';
import { cut } from '../../../core/text.ts';
import { type MspMessage, readMessage } from '../../../protocols/msp/message.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { datagramAnswer } from '../../serve/datagram-answer.ts';
import { runTalk } from '../../serve/line-talk.ts';
import type { Service, ServiceContext } from '../../serve/service.ts';

export const msp: Service<void> = {
  name: 'msp',
  title: 'Takes a message and shows it here',
  spec: 'RFC 1312',
  ports: { tcp: 18, udp: 18 },
  framings: ['stream', 'datagram'],
  example: "printf 'B\\0\\0Dinner is ready\\0ann\\0\\0\\0\\0' | nc -N HOST PORT",
  datagramExample: "printf 'B\\0\\0Dinner is ready\\0ann\\0\\0\\0\\0' | nc -u -W 1 HOST PORT",
  options: {},
  parse: () => {},
  serve: (channel, context) => (channel.facts.framing === 'datagram' ? takeDatagrams(channel, context) : takeStream(channel, context)),
};

/** RFC 1312: a message is shorter than 512 bytes. */
const LONGEST = 512;
const TAKEN = utf8('+\0');
const WRONG = utf8('-a message begins with A or B, and has at most 512 bytes\0');
const SHOWN = 300;

const show = ({ say }: ServiceContext<void>, { remote }: OpenChannel, { sender, recipient, terminal, text }: MspMessage): void => {
  const to = [recipient, terminal].filter((word) => word !== '').join(' at ');
  say(
    `message from ${sender === '' ? remote : `${sender} (${remote})`}${to === '' ? '' : ` to ${to}`}: ${cut(text.replace(/\r\n/g, ' / '), SHOWN)}`,
  );
};

const takeStream = (channel: OpenChannel, context: ServiceContext<void>): Promise<void> =>
  runTalk(
    channel,
    context,
    async (talk) => {
      for (;;) {
        const bytes = await talk.take((held) => lengthOf(held));
        const message = readMessage(bytes);
        if (typeof message !== 'object') return talk.put(WRONG);
        show(context, channel, message);
        talk.put(TAKEN);
      }
    },
    () => {},
  );

/** All that is there where it cannot be a message. */
const lengthOf = (held: Uint8Array): number => {
  const message = readMessage(held.subarray(0, LONGEST));
  if (typeof message === 'object') return message.length;
  return message === 'wrong' || held.length >= LONGEST ? held.length : 0;
};

/** One that comes again, because its sender heard no answer, is answered again and not shown. Wrong ones are not answered (RFC 1312). */
const takeDatagrams = async (channel: OpenChannel, context: ServiceContext<void>): Promise<void> => {
  let last = '';
  for await (const bytes of channel.incoming) {
    const message = bytes.length > LONGEST ? undefined : readMessage(bytes);
    if (typeof message !== 'object') continue;
    const mark = `${message.sender} ${message.cookie}`;
    if (message.cookie === '' || mark !== last) show(context, channel, message);
    last = mark;
    await channel.write(datagramAnswer(channel, bytes, TAKEN));
  }
};
