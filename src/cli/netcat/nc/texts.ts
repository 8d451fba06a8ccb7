/** What nc says: its usage and help, and the lines of `-v`, as OpenBSD netcat 1.219 of Debian has them. All of it goes to standard error. */

/** After a mistake. The same as the original's, byte for byte. */
export const USAGE = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
\t  [destination] [port]
`;

export const HELP = `OpenBSD netcat (Debian patchlevel 1.219-1)
${USAGE}\tCommand Summary:
\tWhere to:
\t\t-4, -6\t\tIPv4 or IPv6 only
\t\t-U\t\tunix socket; with -u of the datagram kind; @name is abstract
\t\t-u\t\tUDP instead of TCP
\t\t-s sourceaddr\tcome from this address; with -l listen on it
\t\t-p port\t\tcome from this port; with -l listen on it
\t\t-n\t\taddresses and ports are numbers, nothing is looked up
\t\t-r\t\ttry the ports in random order
\t\t-z\t\tonly see who listens, send nothing
\t\t-x addr[:port]\tgo through this proxy
\t\t-X proto\tkind of the proxy: 4, 5 (SOCKS) or connect (HTTP)
\t\t-P user\t\tname to tell an HTTP proxy; the password is asked for
\tListening:
\t\t-l\t\twait for a connection
\t\t-k\t\tand for another one when it is over
\tHow it ends:
\t\t-N\t\tend our direction when standard input ends
\t\t-q secs\t\tlike -N, and quit so long after it; -1: never end by itself
\t\t-w timeout\tlimit for connecting, and for silence
\t\t-W number\tquit after so many reads from the network
\t\t-d\t\tdo not read standard input
\tWhat passes:
\t\t-C\t\tsend CR LF for LF
\t\t-i interval\tseconds between lines sent
\t\t-t\t\tanswer telnet options with a no
\t\t-F\t\thand the connected socket to standard output and quit
\t\t-e program\trun it with the connection as its input and output
\t\t-c command\tthe same through /bin/sh
\t\t-o file\t\twrite all bytes there as a hex dump
\t\t--wire\t\tshow the packets on standard error; =all: what is inferred, too
\t\t--pcap file\tkeep the packets there, for Wireshark and wirecat read
\t\t--raw\t\tdo not make control characters visible on a terminal
\tSocket options:
\t\t-b\t\tallow broadcast
\t\t-T keyword\ttype of service, by name or number
\t\t-M ttl, -m ttl\thop limit of what leaves; lowest one of what may come
\t\t-I, -O length\treceive and send buffer
\t\t-D, -S\t\tdebug mark; TCP MD5 signature
\tAlso:
\t\t-v\t\tsay what happens, and bytes and SHA-256 of what was copied;
\t\t\t\ttwice: also how the options were understood
\t\t-h\t\tthis text
\t\t-V, -Z\t\trouting tables and DCCP: not on this system
\tPorts are numbers, names, or ranges lo-hi.
\tThis netcat is wirecat's: see wirecat --help.
`;

export const listening = (...where: readonly (string | number)[]): string => `Listening on ${where.join(' ')}`;
/** A unix socket or UDP port that has its address. */
export const bound = (...where: readonly (string | number)[]): string => `Bound on ${where.join(' ')}`;
export const received = (...from: readonly (string | number)[]): string => `Connection received on ${from.join(' ')}`;

/** `address` is left out where it says no more than `host`. */
export const connected = (host: string, address: string | undefined, port: string, proto: string, service: string): string =>
  `Connection to ${hostText(host, address)} ${port} port [${proto}/${service}] succeeded!`;

export const notConnected = (host: string, address: string | undefined, port: string, proto: string, how: string): string =>
  `connect to ${hostText(host, address)} port ${port} (${proto}) ${how}`;

const hostText = (host: string, address: string | undefined): string =>
  address === undefined || address === host ? host : `${host} (${address})`;
