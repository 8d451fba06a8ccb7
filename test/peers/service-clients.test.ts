/** `wirecat serve all --base N` with the clients that people have for mail, chat, names, time and files, each with what it does on a usual day. */
import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { Running, scratch, WIRECAT } from '../e2e/program.ts';
import { needs } from '../needs.ts';

const folder = scratch();
const run = promisify(execFile);
let serve: Running;
const ports = new Map<string, string>();
/** Of a service as the table names it: `imap tcp`. */
const portOf = (service: string): string => ports.get(service) ?? '';

beforeAll(async () => {
  writeFileSync(join(folder, 'text'), 'hello\nworld\n');
  writeFileSync(join(folder, 'big'), Buffer.alloc(2_000_000, 'big file '));
  // As little as has more than two rounds of block numbers in the smallest blocks.
  writeFileSync(join(folder, 'blocks'), Buffer.alloc(8 * (2 * 65_536 + 1_000), 'numbered '));
  // Somewhere among the ports that nobody is given.
  for (let tries = 0; tries < 5 && ports.size === 0; tries++) {
    const base = 9000 + Math.floor(Math.random() * 14_000);
    serve = new Running(process.execPath, [WIRECAT, 'serve', 'all', '--tls', '--write', '--files', folder, '--base', String(base)]);
    await serve.says(/^time .*\n/m);
    if (serve.err.includes('not on ')) serve.child.kill();
    else
      for (const [, name = '', port = '', kind = ''] of serve.err.matchAll(ROW)) for (const k of kind.split(' ')) add(`${name} ${k}`, port);
  }
});
afterAll(() => void serve.child.kill());

const ROW = /^(\w+) +127\.0\.0\.1:(\d+) +(tcp udp|tcp|udp|tls)/gm;
const add = (service: string, port: string): void => {
  if (!ports.has(service)) ports.set(service, port);
};

/** Standard output. */
const said = async (program: string, ...words: readonly string[]): Promise<string> =>
  (await run(program, [...words], { cwd: folder, maxBuffer: 1 << 24, timeout: 120_000, env: { ...process.env, HOME: folder } })).stdout;
const python = async (script: string): Promise<readonly string[]> =>
  (await said('python3', '-W', 'ignore', '-c', script)).trim().split('\n');

needs('python3').describe('Python', () => {
  needs('python3')('imaplib: folders, flags, parts, searches, copies, TLS', async () => {
    const lines = await python(`
import imaplib, ssl
M = imaplib.IMAP4('127.0.0.1', ${portOf('imap tcp')}); M.starttls(ssl._create_unverified_context()); M.authenticate('PLAIN', lambda _: b'\\0guest\\0guest')
print(M.create('Work')[0], M.create('Work.Old')[0], M.rename('Work.Old', 'Work.New')[1], M.list('""', 'Work*')[1], M.subscribe('Work'), M.lsub()[1])
text = 'Subject: =?utf-8?q?gr=C3=BC=C3=9Fe?=\\r\\nContent-Type: multipart/mixed; boundary=b\\r\\n\\r\\n--b\\r\\n\\r\\nhall\\u00f6\\r\\n--b\\r\\nContent-Type: text/csv\\r\\n\\r\\n1,2\\r\\n--b--\\r\\n'.encode()
print(M.append('Work', '(\\\\Seen)', None, text)[0], M.select('Work')[1], M.status('Work', '(MESSAGES UNSEEN)')[1])
print(M.fetch('1', '(BODY.PEEK[2] BODY.PEEK[1]<0.4> FLAGS)')[1][0][1], M.fetch('1', 'BODYSTRUCTURE')[1][0].count(b'"TEXT"'))
M.literal = 'gr\\u00fc\\u00dfe'.encode(); print(M.search('UTF-8', 'SUBJECT')[1], M.search(None, 'OR (SEEN LARGER 10) (NOT SINCE 1-Jan-2020)')[1], M.uid('SEARCH', '1:*')[1])
print(sorted(M.store('1', '+FLAGS', '(\\\\Deleted \\\\Flagged)')[1][0].decode()[10:-2].split()), M.uid('COPY', '1', 'Work.New')[0], M.expunge()[1], M.select('Work.New', True)[1], M.store('1', '+FLAGS', '\\\\Seen')[0])
print(M.delete('Work.New')[0], M.delete('Work')[0], M.logout()[0], imaplib.IMAP4_SSL('127.0.0.1', ${portOf('imap tls')}, ssl_context=ssl._create_unverified_context()).login('guest', 'guest')[0])
`);
    expect(lines).toEqual([
      `OK OK [b'The folder has the new name'] [b'(\\\\HasChildren) "." "Work"', b'(\\\\HasNoChildren) "." "Work.New"'] ('OK', [b'Done']) [b'(\\\\HasChildren) "." "Work"']`,
      `OK [b'1'] [b'"Work" (MESSAGES 1 UNSEEN 0)']`,
      "b'1,2' 2",
      "[b'1'] [b'1'] [b'1']",
      `['\\\\Deleted', '\\\\Flagged', '\\\\Seen'] OK [b'1'] [b'1'] NO`,
      'OK OK BYE OK',
    ]);
  });

  needs('python3')(
    'imaplib: words of its own as flags, parts of parts, what is not there, and ten errors that are not in a row',
    async () => {
      const lines = await python(String.raw`
import imaplib
M = imaplib.IMAP4('127.0.0.1', ${portOf('imap tcp')}); M.login_cram_md5('guest', 'guest'); M.create('Words'); M.select('Words')
print(M.append('Words', '(\\Flagged own)', imaplib.Time2Internaldate(1700000000), b'Subject: one\r\nX-Long: a\r\n b\r\n\r\n0123456789abcdef\r\n')[0], M.noop()[0])
print(M.fetch('1', '(FLAGS BODY.PEEK[1]<2.5> BODY.PEEK[HEADER.FIELDS (X-LONG)])')[1], M.search(None, 'KEYWORD own ON 14-Nov-2023')[1], M.response('PERMANENTFLAGS')[1])
def wrong(f):
    try: return f()[0]
    except imaplib.IMAP4.error as e: return type(e).__name__
print([wrong(f) for f in [lambda: M.fetch('9', 'UID'), lambda: M.fetch('1', 'NOTHING'), lambda: M.store('1', 'FLUGS', 'x'), lambda: M.search(None, 'NOTHING'), lambda: M.search('KLINGON', 'ALL')]])
print([wrong(f) for _ in range(12) for f in [lambda: M.fetch('9', 'UID'), M.noop]].count('OK'), M.uid('FETCH', '9', 'UID')[1], M.fetch('1', 'BODY[7]')[1])
M.close(); M.delete('Words'); M.logout()
`);
      expect(lines).toEqual([
        'OK OK',
        "[(b'1 (FLAGS (\\\\Flagged own) BODY[1]<2> {5}', b'23456'), (b' BODY[HEADER.FIELDS (X-LONG)] {17}', b'X-Long: a\\r\\n b\\r\\n\\r\\n'), b')'] [b'1'] [b'(\\\\Answered \\\\Flagged \\\\Deleted \\\\Seen \\\\Draft $Forwarded \\\\*)']",
        "['error', 'error', 'error', 'error', 'NO']",
        "12 [None] [b'1 (BODY[7] NIL FLAGS (\\\\Flagged \\\\Seen own))']",
      ]);
    },
  );

  needs('python3')('ftplib: every way there is, in clear and inside TLS, over IPv4 and IPv6', async () => {
    const lines = await python(String.raw`
import ftplib, io, ssl
def wrong(f):
    try: return f()
    except ftplib.Error as e: return str(e)[:3]
def got(f, name, rest=None):
    b = []; f.retrbinary('RETR ' + name, b.append, rest=rest); return b''.join(b)
F = ftplib.FTP(); F.connect('127.0.0.1', ${portOf('ftp tcp')}); F.login('guest', 'guest')
print(F.mkd('a b"c'), F.cwd('a b"c')[:3], F.pwd(), F.storbinary('STOR x', io.BytesIO(b'0123456789'))[:3], F.storbinary('STOR x', io.BytesIO(b'ABC'), rest=5)[:3], F.size('x'), got(F, 'x', 3))
print(F.storbinary('APPE x', io.BytesIO(b'END'))[:3], F.storlines('STOR y', io.BytesIO(b'one\ntwo\n'))[:3], F.nlst(), sorted((n, m['type'], m['size']) for n, m in F.mlsd(facts=['type', 'size'])))
print(F.rename('x', 'z')[:3], wrong(lambda: F.rename('none', 'q')), wrong(lambda: F.size('none')), wrong(lambda: F.rmd('/a b"c')), wrong(lambda: F.cwd('/../../etc')), wrong(lambda: F.mkd('/a b"c')))
c, size = F.ntransfercmd('RETR z'); print(size, c.recv(99), c.close(), F.voidresp()[:3])
c = F.transfercmd('RETR /big'); c.recv(9); print(F.abort()[:3], c.close(), F.getline()[:3], F.voidcmd('NOOP')[:3])
F.set_pasv(False); print(got(F, 'z'), F.delete('z')[:3], F.delete('y')[:3], F.rmd('/a b"c')[:3], F.quit()[:3])
F = ftplib.FTP(); F.connect('::1', ${portOf('ftp tcp')}); print(F.login()[:3], 'text' in F.nlst(), wrong(lambda: F.storbinary('STOR no', io.BytesIO(b'')))); F.set_pasv(False); print('text' in F.nlst()); F.quit()
T = ftplib.FTP_TLS(context=ssl._create_unverified_context()); T.connect('127.0.0.1', ${portOf('ftp tcp')})
print(T.login('guest', 'guest')[:3], T.prot_p()[:3], T.storbinary('STOR t', io.BytesIO(b'x' * 500000))[:3], len(got(T, 't')), T.prot_c()[:3], T.delete('t')[:3], wrong(T.ccc), T.quit()[:3])
`);
    expect(lines).toEqual([
      `/a b"c 250 /a b"c 226 226 8 b'34ABC'`,
      "226 226 ['x', 'y'] [('x', 'file', '11'), ('y', 'file', '8')]",
      '250 550 550 550 550 550',
      "11 b'01234ABCEND' None 226",
      '426 None 226 200',
      "b'01234ABCEND' 250 250 250 221",
      '230 True 550',
      'True',
      '230 200 226 500000 200 250 534 221',
    ]);
  });

  needs('python3')('smtplib sends in every way, poplib reads it', async () => {
    const lines = await python(`
import smtplib, poplib, ssl
own = ssl._create_unverified_context()
s = smtplib.SMTP('127.0.0.1', ${portOf('smtp tcp')}); s.ehlo('me'); print(sorted(s.esmtp_features))
text = 'Subject: dots\\r\\n\\r\\n.one\\r\\n..two\\r\\n.\\r\\n' + ('x' * 70 + '\\r\\n') * 20000
print(s.login('guest', 'guest')[0], s.sendmail('a@lab', ['guest@lab', 'b@example.org'], text), s.mail('a@lab', ['SIZE=99999999'])[0], s.quit()[0])
s = smtplib.SMTP('127.0.0.1', ${portOf('smtp tcp')}); s.starttls(context=own); print(s.sendmail('', ['guest@lab'], 'Subject: gr\\u00fc\\u00dfe\\r\\n\\r\\n8'.encode(), ['BODY=8BITMIME']))
p = poplib.POP3('127.0.0.1', ${portOf('pop3 tcp')}); p.stls(own); p.user('guest'); p.pass_('guest'); n = p.stat()[0]
big = [k for k in range(1, n + 1) if b'Subject: dots' in p.top(k, 0)[1]][0]; lines = p.retr(big)[1]; at = lines.index(b'')
print(lines[at + 1:at + 4], len(lines) - at, p.list(big) == b'+OK %d %s' % (big, p.list()[1][big - 1].split()[1]), p.dele(big)[:3], p.rset()[:3], p.uidl(big)[:3], p.quit()[:3])
print(poplib.POP3_SSL('127.0.0.1', ${portOf('pop3 tls')}, context=own).quit()[:3])
`);
    expect(lines).toEqual([
      "['8bitmime', 'auth', 'chunking', 'enhancedstatuscodes', 'help', 'pipelining', 'size', 'smtputf8', 'starttls']",
      "235 {'b@example.org': (554, b'5.7.1 No mail is passed on: only mailboxes @lab, @localhost and of this machine')} 552 221",
      '{}',
      "[b'.one', b'..two', b'.'] 20004 True b'+OK' b'+OK' b'+OK' b'+OK'",
      "b'+OK'",
    ]);
  });
});

needs('telnet')('telnet, with lines that end in CR LF piped into it', async () => {
  const ask = async (service: string, ...lines: readonly string[]): Promise<string> => {
    const telnet = new Running('telnet', ['127.0.0.1', portOf(`${service} tcp`)]);
    telnet.type(lines.map((line) => `${line}\r\n`).join(''));
    await telnet.exit;
    return telnet.out.toString();
  };
  expect(await ask('imap', 'a1 LOGIN guest guest', 'a2 EXAMINE INBOX', 'a3 FETCH 1 BODY[HEADER.FIELDS (SUBJECT)]', 'a4 LOGOUT')).toMatch(
    /a1 OK [\s\S]*a2 OK [\s\S]*Subject: [\s\S]*a4 OK /,
  );
  expect(await ask('pop3', 'USER guest', 'PASS guest', 'STAT', 'QUIT')).toMatch(/\+OK \d+ \d+\n\+OK Good bye/);
  expect(await ask('smtp', 'EHLO me', 'MAIL FROM:<a@lab>', 'RCPT TO:<guest@lab>', 'QUIT')).toMatch(/250 2\.1\.5 .*\n221 /);
  expect(await ask('ftp', 'USER guest', 'PASS guest', 'PWD', 'QUIT')).toMatch(/230 .*\n257 "\/" .*\n221 /);
  expect(await ask('finger', 'guest')).toContain('Login: guest');
});

describe('mail', () => {
  needs('swaks', 'Net::SSLeay')('swaks: in clear, with STARTTLS, inside TLS, pipelined, and no relay', async () => {
    const to = ['--to', 'guest@lab', '--silent', '3'];
    for (const words of [['-a', 'PLAIN', '-au', 'guest', '-ap', 'guest'], ['-tls'], ['--pipeline']])
      await said('swaks', '--server', `127.0.0.1:${portOf('smtp tcp')}`, ...to, ...words);
    await said('swaks', '--server', `127.0.0.1:${portOf('smtp tls')}`, '--tls-on-connect', ...to);
    await expect(said('swaks', '--server', `127.0.0.1:${portOf('smtp tcp')}`, '--to', 'a@example.org')).rejects.toMatchObject({
      stdout: expect.stringContaining('554 5.7.1'),
    });
  });

  needs('msmtp', 'fetchmail')('msmtp sends in clear and inside TLS, fetchmail takes it by POP3 and IMAP', async () => {
    const account = (name: string, port: string, more: string): string =>
      `account ${name}\nhost 127.0.0.1\nport ${port}\nfrom ann@lab\n${more}\n`;
    const login = 'auth on\nuser guest\npassword guest\ntls on\ntls_certcheck off\ntls_starttls';
    const accounts = [
      account('clear', portOf('smtp tcp'), ''),
      account('start', portOf('smtp tcp'), `${login} on`),
      account('inside', portOf('smtp tls'), `${login} off`),
    ];
    writeFileSync(join(folder, 'msmtprc'), accounts.join('\n'), { mode: 0o600 });
    for (const name of ['clear', 'start', 'inside'])
      await said('sh', '-c', `printf 'Subject: msmtp ${name}\\n\\n.dot\\n' | msmtp -C msmtprc -a ${name} guest@lab`);
    await expect(said('sh', '-c', 'echo | msmtp -C msmtprc -a clear x@example.org')).rejects.toMatchObject({
      stderr: expect.stringContaining('554 5.7.1'),
    });
    const ways = [
      ['pop3', portOf('pop3 tcp'), 'fetchall'],
      ['pop3', portOf('pop3 tls'), 'fetchall ssl'],
      ['imap', portOf('imap tcp'), 'fetchall'],
    ] as const;
    for (const [i, [protocol, port, more]] of ways.entries()) {
      const poll = `poll 127.0.0.1 service ${port} protocol ${protocol} user guest password guest keep ${more} mda "cat >> fetched${i}"\n`;
      writeFileSync(join(folder, `fetchrc${i}`), poll, { mode: 0o600 });
      await said('fetchmail', '-s', '-f', `fetchrc${i}`, '--nosslcertck', '--nosyslog', '--pidfile', join(folder, `fetchpid${i}`));
      const fetched = readFileSync(join(folder, `fetched${i}`), 'latin1');
      expect(['clear', 'start', 'inside'].filter((name) => !fetched.includes(`Subject: msmtp ${name}\n\n.dot\n`))).toEqual([]);
    }
  });

  needs('mbsync')('mbsync takes all folders and brings one back', async () => {
    const account = `IMAPAccount w\nHost 127.0.0.1\nPort ${portOf('imap tcp')}\nUser guest\nPass guest\nSSLType None\nAuthMechs LOGIN\n`;
    const stores = 'IMAPStore far\nAccount w\n\nMaildirStore near\nPath mb/\nInbox mb/INBOX\nSubFolders Verbatim\n';
    const channel = 'Channel c\nFar :far:\nNear :near:\nPatterns *\nCreate Both\nSyncState *\n';
    writeFileSync(join(folder, 'mbrc'), [account, stores, channel].join('\n'));
    await said(
      'sh',
      '-c',
      'mkdir mb && mbsync -c mbrc c && ls -d mb/Drafts mb/Sent && printf "Subject: back\\n\\nx\\n" > mb/INBOX/new/1.x.y && mbsync -c mbrc c',
    );
    expect(await said('curl', '-s', '-u', 'guest:guest', `imap://127.0.0.1:${portOf('imap tcp')}/INBOX?SUBJECT%20back`)).toMatch(
      /SEARCH \d/,
    );
  });
});

needs('irssi')('irssi joins, talks and asks; who speaks plain IRC sees it', async () => {
  const raw = spawn('nc', ['127.0.0.1', portOf('chat tcp')]);
  let seen = '';
  raw.stdout.on('data', (bytes: Buffer) => {
    seen += bytes;
  });
  raw.stdin.write('NICK bob\r\nUSER bob 0 * :Bob\r\nJOIN #lab\r\n');
  await expect.poll(() => seen).toContain(' 366 bob #lab ');
  const words = ['-qec', `stty cols 100 rows 30; irssi --home=${folder}/irssi -c 127.0.0.1 -p ${portOf('chat tcp')} -n ann`, '/dev/null'];
  const irssi = new Running('script', words, { TERM: 'xterm', HOME: folder });
  const type = async (line: string, until: string): Promise<void> => {
    irssi.type(`${line}\r`);
    await expect.poll(() => seen).toContain(until);
  };
  await irssi.shows('End of the message of the day');
  await type('/join #lab', ':ann!ann@127.0.0.1 JOIN #lab');
  await type('hello all', ':ann!ann@127.0.0.1 PRIVMSG #lab :hello all');
  await type('/topic something new', 'TOPIC #lab :something new');
  await type('/nick anna', ':ann!ann@127.0.0.1 NICK anna');
  raw.stdin.write('PRIVMSG #lab :from bob\r\n');
  await irssi.shows('from bob');
  await type('/quit', 'QUIT');
  raw.kill();
});

describe('names, time and files', () => {
  needs('dig')('dig: types, both transports, backwards, nothing, refused', async () => {
    const dig = (...words: readonly string[]): Promise<string> => said('dig', '@127.0.0.1', '-p', portOf('dns udp'), ...words);
    expect(await dig('+short', 'lab', 'MX')).toBe('10 mail.lab.\n20 mail2.lab.\n');
    expect(await dig('+short', '+tcp', 'www.lab', 'AAAA')).toBe('web.lab.\n::1\n');
    for (const [words, status] of [
      ['nope.lab', 'NXDOMAIN'],
      ['example.org', 'REFUSED'],
      ['lab SRV', 'NOERROR'],
      ['-x 127.0.0.3', 'NOERROR'],
      ['lab AXFR +all', ''],
    ] as const)
      expect(await dig(...words.split(' ')), words).toContain(status === '' ? 'Transfer failed' : `status: ${status}`);
  });

  needs('atftp')('atftp: blocks of every size, both ways', async () => {
    for (const size of ['8', '512', '1428']) {
      await said('atftp', '--option', `blksize ${size}`, '-g', '-r', 'text', '-l', `got${size}`, '127.0.0.1', portOf('tftp udp'));
      expect(readFileSync(join(folder, `got${size}`), 'utf8')).toBe('hello\nworld\n');
    }
    await said('atftp', '--option', 'blksize 1428', '-p', '-l', 'big', '-r', 'up', '127.0.0.1', portOf('tftp udp'));
    expect(readFileSync(join(folder, 'up')).equals(readFileSync(join(folder, 'big')))).toBe(true);
  });

  needs('atftp')('atftp: more blocks than two rounds of numbers', async () => {
    await said(
      'atftp',
      '--option',
      'blksize 8',
      '--option',
      'windowsize 32',
      '-g',
      '-r',
      'blocks',
      '-l',
      'rounds',
      '127.0.0.1',
      portOf('tftp udp'),
    );
    expect(readFileSync(join(folder, 'rounds')).equals(readFileSync(join(folder, 'blocks')))).toBe(true);
  });

  needs('chronyd', 'root')(
    'chronyd takes the time',
    async () => {
      const { stdout, stderr } = await run('chronyd', ['-Q', '-t', '5', `server 127.0.0.1 port ${portOf('ntp udp')} iburst`], {
        timeout: 30_000,
      });
      expect(stdout + stderr).toContain('System clock wrong by');
    },
    30_000,
  );

  needs('curl')('curl through the proxies, with names and addresses', async () => {
    const url = (host: string): string => `http://${host}:${portOf('http tcp')}/text`;
    for (const by of ['socks4', 'socks4a', 'socks5', 'socks5h', 'http']) {
      const over = ['-sS', '-x', `${by}://127.0.0.1:${portOf(by === 'http' ? 'proxy tcp' : 'socks tcp')}`];
      expect(await said('curl', ...over, url('127.0.0.1')), by).toBe('hello\nworld\n');
      expect(await said('curl', '-p', ...over, url('localhost')), by).toBe('hello\nworld\n');
    }
  });
});
