/** Records that are opened: the trace of RFC 8448, and what OpenSSL and browsers may do with keys. */
import { describe, expect, it } from 'vitest';
import { clientRandom, expanded, logLines, records, secrets } from '../../../test/rfc8448.ts';
import { dissectRecord, fieldsOf, readAll, rowOf } from '../../../test/tls-records.ts';
import { keyLog, keyLogOf } from '../../analysis/key-log.ts';
import { fromHex, hex } from '../../core/bytes.ts';
import { NO_TOOLS } from '../../core/tools.ts';
import { nodeTools } from '../../io/host/tools.ts';
import { sealingOf, type TagSealing } from '../shared/tls/cipher-suites.ts';
import { expandLabel, nextSecret, pseudoRandom, trafficKeys } from './key-schedule.ts';

const crypto = nodeTools.crypto!;
const sealing = sealingOf(0x1301) as TagSealing;
const ports = [50000, 443] as const;

describe('RFC 8448 §3', () => {
  it.each(expanded)('%s gives its key and its vector (RFC 8446 §7.3)', (label, key, iv) => {
    const made = trafficKeys(crypto, sealing, fromHex(secrets[label])!);
    expect([hex(made.key), hex(made.iv)]).toEqual([key, iv]);
  });

  it("gives the key of the server's Finished (RFC 8446 §4.4.4)", () => {
    expect(hex(expandLabel(crypto, 'sha256', fromHex(secrets.SERVER_HANDSHAKE_TRAFFIC_SECRET)!, 'finished', 32))).toBe(
      '008d3b66f816ea559f96b537e885c31fc068bf492c652f01f288a1d8cdc19fc8',
    );
  });

  it('is read from the first hello to the last alert', () => {
    const taken = readAll(records, ports, { tools: nodeTools, secrets: keyLogOf(logLines.join('\n')) });
    expect(taken.map((t) => rowOf(t).join(' '))).toEqual([
      'TLSv1 Client Hello',
      'TLSv1.3 Server Hello',
      'TLSv1.3 Encrypted Extensions, Certificate, Certificate Verify, Finished',
      'TLSv1.3 Finished',
      'TLSv1.3 New Session Ticket',
      'TLSv1.3 Application Data',
      'TLSv1.3 Application Data',
      'TLSv1.3 Alert (Level: Warning, Description: Close Notify)',
      'TLSv1.3 Alert (Level: Warning, Description: Close Notify)',
    ]);
    const payload = hex(Uint8Array.from({ length: 50 }, (_, k) => k));
    expect(taken.flatMap((t) => t.carries ?? []).map((c) => [hex(c.bytes), c.table, c.key])).toEqual([
      [payload, 'tls.port', 443],
      [payload, 'tls.port', 443],
    ]);
  });

  it('has the tree of what was encrypted in a source of its own', () => {
    const taken = readAll(records, ports, { tools: nodeTools, secrets: keyLogOf(logLines.join('\n')) });
    const flight = dissectRecord(taken[2]!);
    expect(flight.faults).toEqual([]);
    expect(flight.sources.map((s) => [s.name, s.bytes.length])).toEqual([
      ['Frame', 679],
      ['Decrypted TLS', 657],
    ]);
    const fields = fieldsOf(flight);
    expect(fields.filter(([name]) => name === 'tls.handshake.type').map(([, value]) => value)).toEqual(['8', '11', '15', '20']);
    expect(fields).toContainEqual(['tls.record_size_limit', '16385']);
    expect(fields).toContainEqual(['x509sat.printableString', 'rsa']);
    expect(fields.filter(([name]) => name.startsWith('tls.record.'))).toEqual([
      ['tls.record.opaque_type', '23'],
      ['tls.record.version', '0x0303'],
      ['tls.record.length', '674'],
      ['tls.record.content_type', '22'],
    ]);
  });
});

describe('keys', () => {
  const opened = (lines: readonly string[], tools = nodeTools) =>
    readAll(records, ports, { tools, secrets: keyLogOf(lines.join('\n')) }).map((t) => t.message?.keys !== undefined);

  it('that nobody told leave everything encrypted', () => {
    expect(opened([])).toEqual(Array(9).fill(false));
    expect(opened(logLines, NO_TOOLS)).toEqual(Array(9).fill(false));
    const rows = readAll(records, ports).map((t) => rowOf(t)[1]);
    expect(rows.slice(2)).toEqual(Array(7).fill('Application Data'));
    expect(dissectRecord(readAll(records, ports)[2]!).sources).toHaveLength(1);
  });

  it('of one side open that side', () => {
    expect(opened(logLines.filter((line) => line.startsWith('SERVER')))).toEqual([
      false,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it('of application data alone are found where they begin to fit', () => {
    expect(opened(logLines.filter((line) => line.includes('TRAFFIC_SECRET_0')))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('that are wrong open nothing', () => {
    expect(opened(logLines.map((line) => line.replace(/..$/, '00')))).toEqual(Array(9).fill(false));
  });

  it('of a record that is lost are found again behind the gap', () => {
    const secretsOf = keyLogOf(logLines.join('\n'));
    const taken = readAll(
      records.filter((_, k) => k !== 4),
      ports,
      { tools: nodeTools, secrets: secretsOf },
    );
    // Without a word about the gap the next record of the server cannot be opened.
    expect(taken.map((t) => t.message?.keys !== undefined)).toEqual([false, false, true, true, true, false, true, false]);
  });
});

describe('key schedules', () => {
  it('a key update changes the secret (RFC 8446 §7.2)', () => {
    const secret = new Uint8Array(32).fill(1);
    const next = nextSecret(crypto, sealing, secret);
    expect(hex(next)).toBe(hex(expandLabel(crypto, 'sha256', secret, 'traffic upd', 32)));
    expect(hex(next)).not.toBe(hex(secret));
  });

  it('the pseudorandom function of TLS 1.2 with SHA-256 gives the vector of the working group', () => {
    const made = pseudoRandom(
      crypto,
      'sha256',
      fromHex('9bbe436ba940f017b17652849a71db35')!,
      'test label',
      fromHex('a0ba9f936cda311827a6f796ffd5198c')!,
      100,
    );
    expect(hex(made)).toBe(
      'e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66',
    );
  });
});

describe('key log', () => {
  it('finds secrets by label and random, whatever the case of its digits', () => {
    const log = keyLogOf(`# comment\n${logLines[0]!.toUpperCase()}\r\n`);
    expect(hex(log.find('CLIENT_HANDSHAKE_TRAFFIC_SECRET', clientRandom)!)).toBe(secrets.CLIENT_HANDSHAKE_TRAFFIC_SECRET);
    expect(log.find('SERVER_HANDSHAKE_TRAFFIC_SECRET', clientRandom)).toBeUndefined();
  });

  it('passes over lines that are none', () => {
    const log = keyLog();
    for (const line of ['', 'RSA 00 00', `CLIENT_RANDOM ${clientRandom} 0`, `CLIENT_RANDOM zz ${'00'.repeat(48)}`]) log.add(line);
    for (const label of ['RSA', 'CLIENT_RANDOM']) expect(log.find(label, clientRandom)).toBeUndefined();
  });

  it('forgets the oldest beyond its limit', () => {
    const log = keyLog(3);
    const random = (n: number) => n.toString(16).padStart(64, '0');
    for (let n = 0; n < 5; n++) log.add(`CLIENT_RANDOM ${random(n)} ${'ab'.repeat(48)}`);
    expect([0, 1, 2, 3, 4].map((n) => log.find('CLIENT_RANDOM', random(n)) !== undefined)).toEqual([false, false, true, true, true]);
  });
});
