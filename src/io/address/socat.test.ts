import { describe, expect, it } from 'vitest';
import { foreignAddress, parseAddress, printAddress } from './address.ts';

/** `!` in front: it is listened on. */
const told = (text: string): string => {
  const meant = foreignAddress(text);
  if (meant === undefined) return '';
  return `${meant.listens ? '!' : ''}${meant.line ?? meant.address}${meant.forks ? ' +' : ''}${meant.left.length === 0 ? '' : ` -${meant.left}`}`;
};

describe('addresses in the spelling of socat', () => {
  it.each([
    ['TCP:host:80', 'tcp:host:80'],
    ['TCP4:host:80', 'tcp:host:80?4'],
    ['TCP4:127.0.0.1:80', 'tcp:127.0.0.1:80'],
    ['TCP6-CONNECT:[::1]:80,sp=7,bind=[::2]', 'tcp:[::1]:80?bind=%3A%3A2&sourceport=7'],
    ['tcp-connect:host:http,crnl', 'crlf:tcp:host:http'],
    ['tcp:host:80,reuseaddr,keepalive', 'tcp:host:80 -keepalive'],
    ['host:80,fork', 'tcp:host:80 +'],
    ['TCP-LISTEN:5000,fork,reuseaddr', '!5000 +'],
    ['tcp-l:5000,bind=0.0.0.0', '!0.0.0.0:5000'],
    ['UDP-LISTEN:5000', '!udp:5000'],
    ['UDP6-RECVFROM:5000,fork', '!udp:5000?6 +'],
    ['UDP4-DATAGRAM:224.1.1.1:5000,ip-add-membership=224.1.1.1:eth0', 'udp:224.1.1.1:5000?join&interface=eth0'],
    ['UDP-DATAGRAM:10.0.0.255:9,broadcast,bind=:7', 'udp:10.0.0.255:9?sourceport=7&broadcast'],
    ['UNIX-CONNECT:/tmp/a,b', 'unix:/tmp/a -b'],
    ['UNIX-LISTEN:/tmp/p,fork,mode=660', '!unix:/tmp/p?mode=660 +'],
    ['UNIX-RECV:/tmp/p', '!unixgram:/tmp/p'],
    ['ABSTRACT-LISTEN:lab', '!unix:@lab'],
    ['OPENSSL:host:443,verify=0', 'tls:host:443?insecure'],
    ['SSL:host:443,commonname=lab,cafile=ca.pem', 'tls:host:443?ca=ca.pem&sni=lab'],
    ['OPENSSL-LISTEN:4433,cert=a.pem,key=b.pem,verify=0', '!tls:4433?cert=a.pem&key=b.pem'],
    ['OPENSSL-DTLS-CLIENT:host:4433', 'wirecat ncat --udp --ssl host 4433'],
    ['DTLS-LISTEN:4433', '!wirecat ncat -l --udp --ssl 4433'],
    ['EXEC:cat -n', 'exec:cat -n'],
    ['EXEC:"echo a,b",stderr', 'exec:echo a,b -stderr'],
    ['EXEC:bash -i,pty,setsid,ctty', 'pty:bash -i'],
    ["SYSTEM:read a; echo 'x'", "sh:read a; echo 'x'"],
    ["SYSTEM:echo 'x',pty", "pty:sh -c 'echo '\\''x'\\'''"],
    ['PTY,link=/tmp/x', 'pty:bash -i -link'],
    ['STDIO', '-'],
    ['FD:3', 'fd:3'],
    ['OPEN:/tmp/f,creat,append', 'file:/tmp/f?append'],
    ['CREATE:/tmp/f', 'file:/tmp/f?write'],
    ['PIPE', 'pipe:'],
    ['PIPE:/tmp/x', 'fifo:/tmp/x'],
    ['SOCKS4A:proxy:host:80,socksport=1081', 'socks4:host:80:proxy:1081'],
    ['SOCKS5:proxy:1082:host:80', 'socks5:host:80:proxy:1082'],
    ['PROXY:proxy:host:443,proxyauth=me:x', 'http-connect:host:443:proxy:8080?user=me'],
  ])('%s is %s', (text, ours) => {
    expect(told(text)).toBe(ours);
    const { address = '', line } = foreignAddress(text) ?? {};
    if (line === undefined) expect(foreignAddress(address)).toBeUndefined();
    if (line === undefined)
      expect(printAddress(parseAddress(printAddress(parseAddress(address))))).toBe(printAddress(parseAddress(address)));
  });

  it.each([
    'proxy:3128',
    'pty:bash',
    'exec:cat,pty',
    'unix:/tmp/a,b',
    'tcp:host:80',
    'socks4:host:80:proxy:1080',
    '-',
    'host:80',
    'open:80',
  ])('%s is taken as it is', (text) => {
    expect(told(text)).toBe('');
    expect(() => parseAddress(text)).not.toThrow();
  });

  it.each([
    ['UNIX-CONNECT:/tmp/p', 'UNIX-CONNECT:/tmp/p: this is how socat writes it; type unix:/tmp/p'],
    ['tls:TCP:host:443', 'tls:TCP:host:443: this is how socat writes it; type tls:tcp:host:443'],
    ['TLS:host:443', 'TLS:host:443: there is no "TLS:"; type tls:host:443'],
    ['SCTP:host:443', 'SCTP:host:443: there is no "SCTP:"; wirecat endpoints lists what there is'],
  ])('%s is refused', (text, says) => expect(() => parseAddress(text)).toThrow(says));
});
