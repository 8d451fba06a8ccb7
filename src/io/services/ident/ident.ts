/** Service `ident`: to whom a connection belongs, RFC 1413; of our own connections alone, and never a user of this machine. */

import { splitHostPort } from '../../../core/address.ts';
import { fromUtf8 } from '../../../core/bytes.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { type LineTalk, runTalk } from '../../serve/line-talk.ts';
import type { ServedRow, Service, ServiceContext } from '../../serve/service.ts';

export const ident: Service<void> = {
  name: 'ident',
  title: 'Says to which service here a connection belongs',
  spec: 'RFC 1413',
  ports: { tcp: 113 },
  framings: ['stream'],
  example: "printf '23 , 50000\\r\\n' | nc -N HOST PORT",
  options: {},
  parse: () => {},
  serve: (channel, context) =>
    runTalk(
      channel,
      context,
      (talk) => answer(talk, channel, context),
      () => {},
    ),
};

/** RFC 1413 §4: a line has at most 1000 characters. */
const LONGEST = 1000;

const answer = async (talk: LineTalk, { remote }: OpenChannel, { connections }: ServiceContext<void>): Promise<void> => {
  for (;;) {
    const line = await talk.line(LONGEST);
    if (line === undefined) return;
    const ports = portsOf(fromUtf8(line));
    const [ours, theirs] = ports ?? [0, 0];
    talk.say(`${ours} , ${theirs} : ${ports === undefined ? 'ERROR : INVALID-PORT' : reply(ours, theirs, remote, connections())}`);
  }
};

/** The port here and the port of who asks. */
const portsOf = (line: string): readonly [number, number] | undefined => {
  const [, ours, theirs] = /^\s*(\d{1,5})\s*,\s*(\d{1,5})\s*$/.exec(line) ?? [];
  const ports = [Number(ours ?? 0), Number(theirs ?? 0)] as const;
  return ports.every((port) => port >= 1 && port <= 65_535) ? ports : undefined;
};

/** Who asks is told of connections with their own machine. What is not ours may be anybody's. */
const reply = (ours: number, theirs: number, asker: string, rows: readonly ServedRow[]): string => {
  const { host } = splitHostPort(asker);
  const own = rows.find(({ local, remote }) => portOf(local) === ours && portOf(remote) === theirs && splitHostPort(remote).host === host);
  return own === undefined ? 'ERROR : HIDDEN-USER' : `USERID : OTHER : wirecat-${own.service}`;
};

const portOf = (address: string): number => Number(splitHostPort(address).port);
