/** An errno explained: what the system means, what the wire shows of it, and what to do. */
import { type Facts, fact } from '../facts.ts';

/** `ECONNREFUSED` or `111`; `numbers` are those of this system. Undefined for what is none of them. */
export const explainErrno = (text: string, numbers: Readonly<Record<string, number>>): Facts | undefined => {
  const name = text.toUpperCase();
  const code = Object.hasOwn(numbers, name) ? name : Object.keys(numbers).find((key) => String(numbers[key]) === text);
  if (code === undefined) return undefined;
  const known = ERRORS[code];
  return {
    kind: 'error of a system call (errno)',
    text: code,
    facts: [
      fact('number', `${numbers[code]} on this system`),
      ...(known === undefined
        ? [fact('more', `man 3 errno, or errno -s ${code}`)]
        : [fact('means', known[0]), fact('on the wire', known[1]), fact('do', known[2])]),
    ],
  };
};

const ERRORS: Readonly<Record<string, readonly [means: string, wire: string, remedy: string]>> = {
  ECONNREFUSED: [
    'nobody listens on that port',
    'SYN, answered with RST; over UDP an ICMP "port unreachable"',
    'start the server, or look at the port: ss -ltn lists who listens',
  ],
  EADDRINUSE: [
    'another socket has this address and port',
    'nothing: bind or listen failed here',
    'end the other program (ss -ltnp names it), take another port, or SO_REUSEADDR where old connections linger',
  ],
  EADDRNOTAVAIL: ['this machine has no such address', 'nothing', 'bind to one of your own addresses, or 0.0.0.0 for all'],
  EACCES: ['this user may not', 'nothing', 'take a port above 1023, or ask for the right (root, CAP_NET_BIND_SERVICE)'],
  EPERM: ['this user may not', 'nothing', 'ask for the right: raw sockets want CAP_NET_RAW; a firewall may say so, too'],
  ETIMEDOUT: [
    'nobody answered',
    'the same packets again and again, without an answer',
    'look at the address; a firewall may drop the packets',
  ],
  EHOSTUNREACH: [
    'no way to that machine',
    'ICMP "host unreachable", or nobody answers for the address on this link',
    'look at the address and at the route: ip route get ADDRESS',
  ],
  ENETUNREACH: ['no route to that network', 'nothing: no packet left', 'look at ip route; the machine may have no IPv6 or be off line'],
  ECONNRESET: ['the other side cut the connection', 'RST', 'the program there ended or closed with bytes unread; see its log'],
  EPIPE: [
    'written to a connection or pipe that nobody reads any more',
    'an earlier RST: the one before this write',
    'see why the other side closed; ignore SIGPIPE to get this error and no signal',
  ],
  EAGAIN: ['a call that does not block would have to wait', 'nothing', 'ask again when poll or select says that it is ready'],
  EINPROGRESS: [
    'connect goes on in the background (the socket does not block)',
    'SYN has been sent',
    'wait until the socket can be written to, then read SO_ERROR',
  ],
  ENOTCONN: ['the socket has no other side', 'nothing', 'connect or accept first'],
  EISCONN: ['the socket has another side already', 'nothing', 'close it and make a new one'],
  EMSGSIZE: ['the datagram is too long', 'nothing', 'send at most 65,507 bytes over IPv4, better fewer than 1,400'],
  EMFILE: ['this process has too many files and sockets open', 'nothing', 'close some, or raise the limit: ulimit -n'],
  EINVAL: ['a value that the call does not take', 'nothing', 'look at the order of the calls: accept wants listen before it'],
  EBADF: ['no such descriptor: closed already, or never opened', 'nothing', 'use the socket before it is closed'],
  EINTR: ['a signal came while the call waited', 'nothing', 'call again'],
  EEXIST: ['there is one of that name', 'nothing', 'with mkfifo no mistake: use it'],
  ENOENT: ['there is no such file', 'nothing', 'look at the path; a unix socket exists while somebody listens'],
};
