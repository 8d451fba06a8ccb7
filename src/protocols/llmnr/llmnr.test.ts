import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { dissectedSample } from '../../../test/conformance/protocol/samples.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { build } from '../../wire/build.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { llmnr } from './llmnr.ts';

const keys = (flags: number): readonly string[] => {
  const bytes = build(llmnr, { flags });
  const d = dissectAs(protocols, 'llmnr', { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: 12, comments: [] });
  return Object.keys(valuesOf(d)).filter((key) => key.startsWith('dns.flags.'));
};

describe('llmnr', () => {
  it('has flags of its own (RFC 4795 §2.1.1)', () => {
    const common = ['response', 'opcode', 'conflict', 'truncated', 'tentative'].map((key) => `dns.flags.${key}`);
    expect(keys(0x0500)).toEqual(common);
    expect(keys(0x8503)).toEqual([...common, 'dns.flags.rcode']);
  });

  it('pairs what is asked and answered between two hosts; who asks a group is answered by somebody else', () => {
    const paired = dissectedSample('llmnr').map((d) => valuesOf(d)['dns.response_to'] ?? valuesOf(d)['dns.unsolicited']);
    expect(paired).toEqual([undefined, ['1'], undefined, ['3'], undefined, ['1']]);
    expect(dissectedSample('llmnr').map((d) => d.layers.at(-1)?.info)).toEqual([
      'Standard query 0x0077 A wpad',
      'Standard query response 0x0077 A wpad A 192.0.2.7',
      'Standard query 0x0078 AAAA wpad',
      'Standard query response 0x0078 AAAA wpad AAAA fe80::7',
      'Standard query 0x0079 ANY wpad',
      'Standard query response 0x0079 No such name ANY wpad',
    ]);
  });

  needs('tshark')('has the values that tshark has', () => {
    expect(differences(oursInFrames('llmnr', 'dns'), theirsInFrames('llmnr', 'dns'), new Set())).toEqual([]);
  });
});
