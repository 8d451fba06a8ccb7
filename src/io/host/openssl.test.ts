/** What OpenSSL refuses is an error with its words, and a session that is over is not touched again. */
import { expect, it } from 'vitest';
import { inPlainHost, inWholeHost } from '../../../test/host.ts';
import { type DtlsSettings, dtlsSessions } from './openssl.ts';

const MTU = 1400;

inWholeHost(() => {
  it('says hello within the size of a datagram, and with the name asked for', async () => {
    const open = await dtlsSessions('here');
    const session = open({ mtu: 300, sni: 'wirecat.example' });
    expect(session.handshake()).toBe(false);
    const hello = session.take();
    expect([hello[0], hello[1]]).toEqual([22, 254]); // a handshake record of DTLS
    expect(hello.readUInt16BE(11)).toBeLessThanOrEqual(300);
    expect(hello.includes('wirecat.example')).toBe(true);
    expect([session.take().length, session.read(), session.hasEnded(), session.certificate()]).toEqual([0, undefined, false, undefined]);
    session.put(Buffer.from('no record'));
    expect(session.handshake()).toBe(false);
    session.free();
  });

  it.each([
    [{ cert: '/nonexistent' }, 'SSL_CTX_use_certificate_chain_file'],
    [{ ca: '/nonexistent' }, 'SSL_CTX_load_verify_locations'],
    [{ ciphers: 'NOSUCH' }, 'SSL_CTX_set_cipher_list'],
    [{ mtu: 1 }, 'SSL_set_mtu'],
  ] as const)('%j is refused by %s', async (settings: Partial<DtlsSettings>, call) => {
    const open = await dtlsSessions('here');
    expect(() => open({ mtu: MTU, ...settings })).toThrow(expect.objectContaining({ name: 'IoError', code: 'EOPENSSL' }));
    expect(() => open({ mtu: MTU, ...settings })).toThrow(`OpenSSL: expected ${call} to succeed, got `);
  });

  it('a session that is over refuses everything, and is freed once', async () => {
    const session = (await dtlsSessions('here'))({ mtu: MTU });
    session.free();
    session.free();
    const calls = [session.handshake, session.take, session.read, session.retry, session.shutdown, session.hasEnded, session.problem];
    for (const call of calls) expect(call).toThrow('OpenSSL: expected a session, got one that is over');
    expect(() => session.write(Uint8Array.of(1))).toThrow('got one that is over');
    expect(() => session.put(Uint8Array.of(1))).toThrow('got one that is over');
  });
});

inPlainHost(() => {
  it('DTLS is refused in a plain host', async () => {
    await expect(dtlsSessions('here')).rejects.toThrow('here: expected more than Node alone for DTLS, got WIRECAT_HOST=plain');
  });
});
