import { describe, expect, it } from 'vitest';
import { type ByFrame, differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { concat, put32, utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Side } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { agree, readLists } from './agree.ts';
import { sealOf } from './names.ts';
import { type SshMessage, sshReader } from './reader.ts';

const bytes = (...parts: readonly (number | string)[]): Uint8Array =>
  concat(parts.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : utf8(part))));
const counted = (text: string): Uint8Array => {
  const length = new Uint8Array(4);
  put32(length, 0, text.length);
  return concat([length, utf8(text)]);
};

/** RFC 4253 §6. */
const packet = (...payload: readonly Uint8Array[]): Uint8Array => {
  const all = concat(payload);
  const padding = 4 + ((16 - ((5 + all.length + 4) % 8)) % 8);
  const length = new Uint8Array(4);
  put32(length, 0, 1 + all.length + padding);
  return concat([length, Uint8Array.of(padding), all, new Uint8Array(padding)]);
};
const lists = (method: string, cipher: string, mac: string): Uint8Array =>
  packet(
    Uint8Array.of(20),
    new Uint8Array(16),
    ...[method, 'ssh-ed25519', cipher, cipher, mac, mac, 'none', 'none', '', ''].map(counted),
    new Uint8Array(5),
  );
const [CLIENT, SERVER, NEW_KEYS] = [utf8('SSH-2.0-a\r\n'), utf8('SSH-2.0-b c\r\n'), packet(Uint8Array.of(21))];

type Said = readonly (readonly [Side, Uint8Array])[];
const found = (said: Said) =>
  readAll(sshReader, said).messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'ssh', frame, message));
  });
const opening = (method: string, cipher: string, mac: string): Said => [
  [0, CLIENT],
  [1, SERVER],
  [0, lists(method, cipher, mac)],
  [1, lists(method, cipher, mac)],
  [0, NEW_KEYS],
];

describe('ssh (RFC 4253)', () => {
  it('takes the first of the client’s list that the server has', () => {
    const [client, server] = [lists('a,b,c', 'x,y', 'm'), lists('c,b', 'y', 'n')].map((b) => readLists(b, 0, b.length));
    expect(agree(client!, server!)).toEqual({ method: 'b', hostKey: 'ssh-ed25519', cipher: ['y', 'y'], mac: ['', ''] });
  });

  it('knows how long packets are whose length is not encrypted', () => {
    expect(sealOf('aes128-gcm@openssh.com', '')).toEqual({ framed: true, open: false, mac: 16 });
    expect(sealOf('aes128-ctr', 'hmac-sha2-512-etm@openssh.com')).toEqual({ framed: true, open: false, mac: 64 });
    expect(sealOf('aes128-ctr', 'hmac-sha1-96')).toEqual({ framed: false, open: false, mac: 12 });
    expect(sealOf('none', 'hmac-md5')).toEqual({ framed: true, open: true, mac: 16 });
    const twice = concat([Uint8Array.of(0, 0, 0, 16), new Uint8Array(16 + 16), Uint8Array.of(0, 0, 0, 12), new Uint8Array(12 + 16)]);
    const sealed = found([...opening('curve25519-sha256', 'aes128-gcm@openssh.com', ''), [0, twice]]).slice(5);
    expect(sealed.map((v) => [v['ssh.packet_length'], v['ssh.mac']?.length])).toEqual([
      [['16'], 1],
      [['12'], 1],
    ]);
  });

  it('goes on in clear where both agreed on no cipher, behind each packet its code', () => {
    const why = packet(Uint8Array.of(1, 0, 0, 0, 11), counted('bye'), counted(''));
    const all = found([...opening('ecdh-sha2-nistp256', 'none', 'hmac-sha1'), [0, concat([why, new Uint8Array(20)])]]);
    expect(all.at(-1)).toMatchObject({ 'ssh.disconnect_description': ['bye'], 'ssh.mac': ['0'.repeat(40)], 'ssh.seq_num': ['2'] });
  });

  it('tells text from what is encrypted, in front of the version and in place of a packet', () => {
    const kinds = (...said: Said) => readAll(sshReader, said).messages.map(({ message }) => (message as SshMessage).kind);
    expect(kinds([1, utf8('No way\r\nSSH-2.0-b\r\n')], [0, utf8('hello\r\n')])).toEqual(['line', 'version', 'line']);
    expect(kinds([0, CLIENT], [1, SERVER], [1, utf8('Too many\r\n')])).toEqual(['version', 'version', 'line']);
    expect(kinds([0, bytes(200, 'x', 3)], [0, bytes(7)])).toEqual(['sealed', 'sealed']);
    expect(kinds([0, utf8('SSH-1.5-old\n')], [0, bytes('hello\n')])).toEqual(['version', 'sealed']);
  });

  it('what a damaged packet claims is a fault', () => {
    const damaged = packet(Uint8Array.of(20), new Uint8Array(16), Uint8Array.of(0, 0, 9, 9), utf8('abc'));
    expect(
      found([
        [0, CLIENT],
        [0, damaged],
      ]).at(-1),
    ).toMatchObject({ 'ssh.message_code': ['20'], 'ssh.cookie': ['0'.repeat(32)] });
  });

  /**
   * 4.0 takes a hybrid for Diffie-Hellman, leaves out signatures of elliptic curves, calls text encrypted, counts packets otherwise, and opens
   * what is sealed with AES-GCM with keys that it does not have; the length of what is sealed behind a code of its own it does not show.
   */
  needs('tshark')('has the values that tshark has, up to the new keys', () => {
    const ours = merged(oursInFrames('ssh'));
    const told = [...ours].filter(([, [values]]) => values?.['ssh.protocol'] ?? values?.['ssh.message_code']).map(([frame]) => frame);
    const pick = (all: ByFrame): ByFrame => new Map(told.map((frame) => [frame, all.get(frame) ?? []]));
    const places = differences(pick(ours), pick(theirsInFrames('ssh')), SEALED);
    expect(told.length).toBeGreaterThan(30);
    expect(places.map((place) => place.replace('ssh.', ''))).toEqual([
      '11 packet_length',
      '11 host_sig.data',
      ...['padding_length', 'host_sig.data', 'padding_string', 'payload', 'ssh_mac_status'].map((name) => `29 ${name}`),
      ...['ecdh.q_c_length', 'ecdh.q_c', 'mpint_length', 'dh.e'].map((name) => `104 ${name}`),
      ...['ecdh.q_s_length', 'ecdh.q_s', 'host_sig.data', 'mpint_length', 'dh.f'].map((name) => `105 ${name}`),
    ]);
  });
});

/** Of what is encrypted, and numbers of packets. */
const SEALED: ReadonlySet<string> = new Set(
  ['encrypted_packet', 'packet_length_encrypted', 'mac', 'mac.status', 'seq_num', 'key_length.error'].map((name) => `ssh.${name}`),
);

/** tshark has one layer for all that a segment brings. */
const merged = (all: ByFrame): ByFrame =>
  new Map(
    [...all].map(([frame, each]) => {
      const names = [...new Set(each.flatMap((values) => Object.keys(values)))];
      const joined = names.map((name) => [name, each.flatMap((values) => values[name] ?? [])] as const);
      return [frame, [Object.fromEntries(joined.map(([name, values]) => [name, name === 'ssh.direction' ? values.slice(0, 1) : values]))]];
    }),
  );
