/** The help of the persona: Ncat's options in Ncat's order, in our own words. */

export const HELP = `Ncat 7.93 ( https://nmap.org/ncat ), as Wirecat has it
Usage: ncat [options] [hostname] [port]

A time is in seconds, or has a unit: 500ms, 2s, 5m, 1h.
  -4                         IPv4 only
  -6                         IPv6 only
  -U, --unixsock             Unix sockets: the hostname is a path
  -C, --crlf                 Send CR LF for each LF of standard input
  -c, --sh-exec <command>    Run a command by /bin/sh on the connection
  -e, --exec <command>       Run a program (full path) on the connection
  -m, --max-conns <n>        At most <n> connections at once (100)
  -h, --help                 Show this help
  -d, --delay <time>         Wait before each read or write
  -o, --output <filename>    Write all that passes to a file
  -x, --hex-dump <filename>  Write all that passes to a file, in hex
  -i, --idle-timeout <time>  End after so much silence
  -p, --source-port port     Connect from this port
  -s, --source addr          Connect from this address
  -l, --listen               Listen for connections
  -k, --keep-open            Accept many connections, one after the other and at once
  -n, --nodns                Look no names up
  -t, --telnet               Refuse what Telnet wants to negotiate
  -u, --udp                  UDP instead of TCP
  -v, --verbose              Say what happens (twice: say more)
  -w, --wait <time>          Time to connect in (10 s)
  -z                         Only see whether a connection can be had
      --append-output        Append to the output files
      --send-only            Only send, and end with standard input
      --recv-only            Only receive
      --no-shutdown          Do not half-close at the end of standard input
      --allow <host,...>     Only these hosts may connect
      --allowfile <file>     Only the hosts in a file may connect
      --deny <host,...>      These hosts may not connect
      --denyfile <file>      The hosts in a file may not connect
      --broker               Every client hears all others
      --chat                 A broker that says who said what
      --proxy <addr[:port]>  Connect by way of a proxy
      --proxy-type <type>    Its protocol: http, socks4 or socks5; with -l: be an HTTP proxy
      --proxy-auth <auth>    Credentials for the proxy, or that it wants
      --proxy-dns <type>     Who looks the destination up: local, remote, both or none
      --ssl                  TLS, connecting or listening
      --ssl-cert <file>      Certificate (PEM)
      --ssl-key <file>       Its private key (PEM)
      --ssl-verify           Verify the certificate and its name
      --ssl-trustfile <file> Certificates to trust (PEM)
      --ssl-ciphers <list>   Cipher suites, as openssl names them
      --ssl-servername <name> Server name to ask for (SNI)
      --ssl-alpn <list>      Protocols to offer (ALPN)
      --version              Show the version
      --wire[=all]           Wirecat's: show the packets on standard error
      --pcap <file>          Wirecat's: keep them in a file for Wireshark

Hosts may be addresses, networks (10.0.0.0/8), ranges (10.0.0-3.*) and names.
Not here: --lua-exec, --sctp, --vsock, -g and -G. More: docs/ncat.md
`;
