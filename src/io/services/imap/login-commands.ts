/** Commands for anybody, and before the login: CAPABILITY, NOOP, LOGOUT, ID, STARTTLS, LOGIN, AUTHENTICATE. */
import { authenticate } from '../../mail/sasl.ts';
import type { Act } from './act.ts';

const capability: Act = {
  in: 'any',
  run: (s, { arguments: a }) => {
    a.end();
    s.talk.say(`* CAPABILITY ${s.capabilities}`);
    return 'OK That is what there is';
  },
};

const noop: Act = {
  in: 'any',
  run: (_, { arguments: a }) => {
    a.end();
    return 'OK Done';
  },
};

const logout: Act = {
  in: 'any',
  run: (s) => {
    s.talk.say('* BYE Good bye');
    s.isOver = true;
    return 'OK The session is over';
  },
};

const identify: Act = {
  in: 'any',
  run: (s, { arguments: a }) => {
    a.space();
    if (a.isList) a.list(() => a.nstring('a name or a value'), true);
    else a.nstring('a list');
    s.talk.say('* ID ("name" "Wirecat")');
    return 'OK Nice to meet you';
  },
};

const startTls: Act = {
  in: 'outside',
  run: (s, { arguments: a }) => {
    a.end();
    return s.talk.isTls ? 'BAD This is TLS already' : 'OK Begin the handshake';
  },
};

const login: Act = {
  in: 'outside',
  run: (s, { arguments: a }) => {
    if (!s.talk.isPrivate) return 'NO [PRIVACYREQUIRED] Passwords travel only inside TLS: STARTTLS first';
    a.space();
    const name = a.astring('a name');
    a.space();
    const password = a.astring('a password');
    a.end();
    if (!s.users.admits(utf8Text(name), utf8Text(password))) return 'NO [AUTHENTICATIONFAILED] Name or password is wrong';
    s.user = name;
    return `OK [CAPABILITY ${s.capabilities}] You are logged in`;
  },
};

const authenticated: Act = {
  in: 'outside',
  run: async (s, { arguments: a }) => {
    a.space();
    const mechanism = a.word('a mechanism');
    const initial = a.hasMore ? a.rest().trim() : undefined;
    const outcome = await authenticate(mechanism, initial, (challenge) => s.ask(challenge), s.users, s.talk.isPrivate);
    if (outcome.kind === 'cancelled') return 'BAD Called off';
    if (outcome.kind === 'malformed') return 'BAD That was no answer in Base64';
    if (outcome.kind === 'unknown') return 'NO There is no such mechanism here; CAPABILITY names those there are';
    if (outcome.kind !== 'ok') return 'NO [AUTHENTICATIONFAILED] Name or password is wrong';
    s.user = outcome.name;
    return `OK [CAPABILITY ${s.capabilities}] You are logged in`;
  },
};

/** What was read byte by byte, as the text that it is. */
const utf8Text = (latin: string): string => Buffer.from(latin, 'latin1').toString('utf8');

export const loginCommands: readonly (readonly [verb: string, Act])[] = [
  ['CAPABILITY', capability],
  ['NOOP', noop],
  ['LOGOUT', logout],
  ['ID', identify],
  ['STARTTLS', startTls],
  ['LOGIN', login],
  ['AUTHENTICATE', authenticated],
];
