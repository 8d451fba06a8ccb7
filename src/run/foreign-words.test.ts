import { expect, it } from 'vitest';
import { refuseForeign } from './foreign-words.ts';

it.each([
  ['connect', 'TCP:host:80', 'TCP:host:80: this is how socat writes it; type wirecat connect tcp:host:80'],
  ['connect', 'TCP-LISTEN:5000,fork,reuseaddr', 'TCP-LISTEN:5000,fork,reuseaddr: this is how socat writes it; type wirecat listen 5000 -k'],
  ['connect', '- TCP:host:80', 'TCP:host:80: this is how socat writes it; type wirecat connect tcp:host:80'],
  ['connect', 'STDIO TCP4:host:80,retry=3', "STDIO: this is how socat writes it; type wirecat connect 'tcp:host:80?4' (without retry)"],
  ['connect', 'TCP-LISTEN:5000 EXEC:cat', 'TCP-LISTEN:5000: this is how socat writes it; type wirecat link -1 listen:5000 exec:cat'],
  ['connect', 'STDIO', 'STDIO: this is how socat writes it; type wirecat connect -'],
  ['listen', 'UDP:127.0.0.1:5000', 'UDP:127.0.0.1:5000: this is how socat writes it; type wirecat listen udp:127.0.0.1:5000'],
  ['listen', 'EXEC:cat', 'EXEC:cat: this is how socat writes it; type wirecat connect exec:cat'],
  ['listen', 'TCP-L:5,range=10.0.0.0/8', 'TCP-L:5,range=10.0.0.0/8: this is how socat writes it; type wirecat listen 5 --allow 10.0.0.0/8'],
  ['link', 'TCP-LISTEN:5,fork tls:host:443', 'TCP-LISTEN:5,fork: this is how socat writes it; type wirecat link listen:5 tls:host:443'],
  ['link', 'listen:5 UNIX:/p', 'UNIX:/p: this is how socat writes it; type wirecat link listen:5 unix:/p'],
  ['link', '- SYSTEM:cat|cat', "SYSTEM:cat|cat: this is how socat writes it; type wirecat connect 'sh:cat|cat'"],
  ['serve', 'TCP-LISTEN:5,fork EXEC:cat', 'TCP-LISTEN:5,fork: this is how socat writes it; type wirecat link listen:5 exec:cat'],
  ['serve echo', 'TCP-LISTEN:5,fork', 'TCP-LISTEN:5,fork: this is how socat writes it; type wirecat serve echo 5'],
  ['connect', 'DTLS:host:5', 'DTLS:host:5: this is how socat writes it; type wirecat ncat --udp --ssl host 5'],
])('%s %s', (command, words, says) => expect(() => refuseForeign(command, words.split(' '))).toThrow(says));

it('leaves a host and its port alone', () => {
  expect(() => refuseForeign('connect', ['PTY', '80'])).not.toThrow();
  expect(() => refuseForeign('connect', ['proxy:3128'])).not.toThrow();
});
