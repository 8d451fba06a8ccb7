/** Service `finger`: who is known and connected here, RFC 1288. It asks no other machine, and knows no user of this one. */
import { fromUtf8 } from '../../../core/bytes.ts';
import { visible } from '../../../core/text.ts';
import { durationText } from '../../../core/time.ts';
import { type LineTalk, runTalk } from '../../serve/line-talk.ts';
import { type ServedRow, type Service, type ServiceContext, sharedOptions } from '../../serve/service.ts';
import { parseUsers, type Users } from '../../serve/users.ts';

export const finger: Service<Users> = {
  name: 'finger',
  title: 'Says who is known and who is connected here',
  spec: 'RFC 1288',
  ports: { tcp: 79 },
  framings: ['stream'],
  example: 'echo | nc HOST PORT',
  options: { user: sharedOptions.user },
  parse: ({ user }) => parseUsers(user as readonly string[] | undefined),
  serve: (channel, context) =>
    runTalk(
      channel,
      context,
      (talk) => answer(talk, context),
      () => {},
    ),
};

const LONGEST = 512;

const answer = async (talk: LineTalk, context: ServiceContext<Users>): Promise<void> => {
  const line = await talk.line(LONGEST);
  const asked = line === undefined ? '' : fromUtf8(line).trim();
  const query = asked.replace(/^\/W(\s+|$)/i, '');
  for (const text of linesFor(query, context)) talk.say(text);
};

const linesFor = (query: string, { options, connections }: ServiceContext<Users>): readonly string[] => {
  const rows = connections();
  if (query.includes('@')) return ['This server asks no other machine (RFC 1288, section 3.2.1).'];
  if (query === '') return listOf(options, rows);
  const name = query.toLowerCase();
  const isUser = options.names.some((user) => user.toLowerCase() === name);
  const served = rows.filter(({ service }) => service === name);
  if (!isUser && served.length === 0) return [`${visible(query)}: nobody and nothing here is called so.`];
  return [...(isUser ? [`Login: ${visible(name)}`, 'May log in to the services here that ask for a name.'] : []), ...served.map(rowLine)];
};

const listOf = ({ names }: Users, rows: readonly ServedRow[]): readonly string[] => [
  `Who may log in: ${names.map(visible).join(', ')}`,
  'Who is connected:',
  ...rows.slice(0, MOST_ROWS).map(rowLine),
  ...(rows.length > MOST_ROWS ? [`and ${rows.length - MOST_ROWS} more`] : []),
];
const MOST_ROWS = 500;

const rowLine = ({ service, remote, age }: ServedRow): string => `${service.padEnd(10)} ${remote.padEnd(23)} for ${durationText(age)}`;
