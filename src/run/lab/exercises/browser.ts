/** Write your own browser: a request made by hand, and its reply. */
import { fromLatin1 } from '../../../core/bytes.ts';
import { atPlace } from '../checks.ts';
import { endOf, packetsText, saidBy, type Talk, turnsOf } from '../evidence.ts';
import { done, type Exercise, notYet } from '../exercise.ts';

const REQUEST = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS) (\S+) HTTP\/1\.[01]\r\n/;

const requestOf = (talk: Talk) => {
  const sent = turnsOf(talk).find((t) => t.side === 0);
  return sent && { sent, text: fromLatin1(sent.bytes) };
};

const replyOf = (talk: Talk) => {
  const reply = turnsOf(talk).find((t) => t.side === 1);
  return reply && { reply, text: fromLatin1(reply.bytes), status: /^HTTP\/1\.[01] (\d{3})/.exec(fromLatin1(reply.bytes))?.[1] };
};

/** Whether the body is there as long as the header says. */
const bodyFinding = (talk: Talk) => {
  const whole = fromLatin1(saidBy(talk, 1));
  const head = whole.indexOf('\r\n\r\n');
  if (head < 0) return notYet('the reply has no empty line yet, which ends its header');
  const length = /^content-length: *(\d+)/im.exec(whole.slice(0, head))?.[1];
  const body = whole.length - head - 4;
  if (length === undefined)
    return endOf(talk, 1) === undefined && !whole.endsWith('0\r\n\r\n')
      ? notYet('its end has not come yet')
      : done(`its body ends with the last chunk, or with the connection: ${body} bytes`);
  return body >= Number(length)
    ? done(`Content-Length says ${length}, and so many bytes came behind the empty line`)
    : notYet(`Content-Length says ${length}, and ${body} have come`);
};

export const browser: Exercise = {
  name: 'browser',
  title: 'write your own browser',
  from: 'IPC: write your own browser; Inter process communication 2: a web server is asked',
  places: [{ kind: 'serve', name: 'web', title: 'server: http', service: 'http', over: 'tcp' }],
  task: [
    'A web server of ours listens on {web}. Send it a request made by hand, or by your own program: GET /, the version, the header Host, an empty line, each line ended by CR LF.',
    'Then read what comes back: the status, the header, the empty line, the page.',
  ],
  goals: [
    {
      what: 'a request came, with all its parts',
      hint: "printf 'GET / HTTP/1.1\\r\\nHost: {web}\\r\\nConnection: close\\r\\n\\r\\n' | wirecat {web}",
      check: atPlace('web', 'nobody has asked yet', (talk) => {
        const request = requestOf(talk);
        if (request === undefined) return notYet('nothing was sent yet');
        const { text, sent } = request;
        if (!text.includes('\r\n')) return notYet(`${packetsText(sent.packets)}: lines end in CR LF, and here is LF alone`);
        const [, method, path] = REQUEST.exec(text) ?? [];
        if (method === undefined) return notYet(`${packetsText(sent.packets)}: its first line is not METHOD PATH HTTP/1.1`);
        if (!/\r\nhost: *\S/i.test(text)) return notYet(`${packetsText(sent.packets)}: the header Host is missing`);
        if (!text.includes('\r\n\r\n')) return notYet(`${packetsText(sent.packets)}: the empty line that ends the header is missing`);
        return done(`${method} ${path} is ${packetsText(sent.packets)}`);
      }),
    },
    {
      what: 'the server has answered with 200',
      hint: 'ask for a page that is there: /',
      check: atPlace('web', 'no reply yet', (talk) => {
        const reply = replyOf(talk);
        if (reply?.status === undefined) return notYet('no reply yet');
        if (reply.status !== '200') return notYet(`${packetsText(reply.reply.packets)} says ${reply.status}`);
        return done(`its reply begins in packet ${reply.reply.packets[0]}: 200`);
      }),
    },
    {
      what: 'the page came whole',
      hint: 'read until as many bytes came as Content-Length says, or the server has closed',
      check: atPlace('web', 'no reply yet', (talk) =>
        replyOf(talk)?.status === '200' ? bodyFinding(talk) : notYet('no reply with 200 yet'),
      ),
    },
    {
      what: 'a page that is not there was asked for',
      hint: 'ask for /nothing: which status comes?',
      check: atPlace('web', 'nobody has asked yet', (talk) => {
        const reply = replyOf(talk);
        return reply?.status === '404' ? done(`packet ${reply.reply.packets[0]} says 404: asked well, and not found`) : notYet('not yet');
      }),
    },
  ],
  questions: [
    { ask: 'What tells the browser where the header ends and the page begins?' },
    { ask: 'Who closes the connection, and what in the request or reply says so?' },
  ],
};
