import { expect, it } from 'vitest';
import { takeWire } from './wire-options.ts';

it.each([
  ['-l 80', '-l 80', undefined],
  ['--wire -l 80', '-l 80', { show: 'brief', file: undefined, showSecrets: false }],
  ['-l --wire=all 80', '-l 80', { show: 'all', file: undefined, showSecrets: false }],
  ['-l 80 --pcap x.pcapng', '-l 80', { show: 'no', file: 'x.pcapng', showSecrets: false }],
  ['--pcap=x.pcap --wire host 80', 'host 80', { show: 'brief', file: 'x.pcap', showSecrets: false }],
  ['--wire --show-secrets host 80', 'host 80', { show: 'brief', file: undefined, showSecrets: true }],
  ['--show-secrets host 80', '--show-secrets host 80', undefined],
  ['-w 3 -- --wire --pcap x', '-w 3 -- --wire --pcap x', undefined],
  ['host 80 --pcap', 'host 80 --pcap', undefined],
  ['host 80 --wir', 'host 80 --wir', undefined],
])('takes its own words out of %s', (typed, words, wishes) => {
  expect(takeWire(typed.split(' '))).toEqual({ words: words.split(' '), wishes });
});
