import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { concat, fromHex, fromUtf8, hex, utf8 } from '../../core/bytes.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { seen } from '../../wire/row.ts';
import { protocols } from '../registry.ts';
import { doubled, undoubled, writeOption, writeSuboption } from './parts.ts';
import { telnet, telnetReader } from './telnet.ts';

const dissected = (bytes: Uint8Array) =>
  dissectAs(
    protocols,
    'telnet',
    { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] },
    {},
  );
const row = (b: Uint8Array): string => {
  const out = new TextBuffer(1024);
  telnet.row?.words['all']?.(out, { ...seen(b), end: b.length });
  return fromUtf8(out.bytes.subarray(0, out.length));
};
const bytes = (text: string): Uint8Array => fromHex(text.replaceAll(' ', ''))!;

describe('commands and options (RFC 854)', () => {
  it('have a line each, between the data', () => {
    const b = concat([writeOption(251, 1), writeOption(253, 24), utf8('login: '), bytes('fff6')]);
    expect(valuesOf(dissected(b))).toMatchObject({
      'telnet.cmd': ['251', '253', '246'],
      'telnet.subcmd': ['1', '24'],
      'telnet.data': ['login: '],
    });
    expect(row(b)).toBe('Will Echo, Do Terminal Type, Data: login: , Are You There?');
  });

  it('are read whole, however they come', () => {
    const found = readAll(
      telnetReader,
      ['61ff', 'fb', '01fffa18', '0058ff', 'f062'].map((text) => [0, bytes(text)] as const),
    );
    expect(found.messages.map((m) => hex(m.bytes))).toEqual(['61', 'fffb01', 'fffa180058fff062']);
  });

  it('that are cut or do not end are faults', () => {
    expect(faultsOf(dissected(bytes('6162ff')))).toEqual(['a command of Telnet that is not whole']);
    expect(faultsOf(dissected(bytes('fffa1800fffb01')))).toEqual(['a suboption without IAC SE at its end (RFC 855)']);
    expect(faultsOf(dissected(bytes('fffa1f0001fff0')))).toEqual(['a window size is 4 bytes, this is 2 (RFC 1073)']);
  });

  it('do not wait for ever for the end of a suboption', () => {
    const found = readAll(telnetReader, [[0, bytes('fffa18')], ...Array.from({ length: 60 }, () => [0, new Uint8Array(100)] as const)]);
    expect(found.messages.length).toBeGreaterThan(1);
  });
});

describe('IAC as data', () => {
  it('is sent twice and read once', () => {
    const b = bytes('00ff01ffff');
    expect(hex(doubled(b))).toBe('00ffff01ffffffff');
    expect(hex(undoubled(doubled(b)))).toBe(hex(b));
    const size = writeSuboption(31, Uint8Array.of(0, 255, 255, 0));
    expect(valuesOf(dissected(size))).toMatchObject({ 'telnet.naws_subopt.width': ['255'], 'telnet.naws_subopt.height': ['65280'] });
  });
});

it('is guessed by a negotiation', () => {
  const guess = (text: string): number | undefined => telnetReader.guess?.(bytes(text), 0, bytes(text).length, 0);
  expect([guess('fffd18'), guess('ffff18'), guess('fff41800'), guess('616263')]).toEqual([0.9, 0, 0, 0]);
});

needs('tshark').describe('beside tshark', () => {
  it('has the same values, but for these', () => {
    const except = new Set([
      'telnet.part',
      ...['auth_mod_enc', 'auth_mod_cred_fwd', 'auth_mod_how', 'auth_mod_who', 'auth_krb5_cmd'].map((key) => `telnet_${key}`),
    ]);
    // A size of 255 is sent twice, and tshark reads it as five bytes.
    const keys = ['naws_subopt.width', 'naws_subopt.height', 'data'];
    expect(differences(oursInFrames('telnet'), theirsInFrames('telnet'), except)).toEqual([
      // Its export keeps one of two runs of the same name.
      '8 telnet.subcmd',
      '9 telnet.subcmd',
      ...keys.map((key) => `19 telnet.${key}`),
    ]);
  });
});
