import { describe, expect, it } from 'vitest';
import { dissectedSample } from '../../../test/conformance/protocol/samples.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { secondsText } from './fields.ts';

/** A message with these options behind the cookie. */
const message = (options: readonly number[], seconds: readonly number[] = [0, 0]) => {
  const bytes = new Uint8Array(240 + options.length);
  bytes.set([1, 1, 6, 0, 0, 0, 0, 1]);
  bytes.set([0x63, 0x82, 0x53, 0x63], 236);
  bytes.set(seconds, 8);
  bytes.set(options, 240);
  return dissectAs(protocols, 'dhcp', {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes,
    original: bytes.length,
    comments: [],
  });
};

const faults = (options: readonly number[]) => message(options).faults.map(({ text }) => text);

describe('dhcp (RFC 2131, RFC 2132)', () => {
  it('reads seconds that were written the wrong way round', () => {
    const read = (...seconds: number[]) => valuesOf(message([255], seconds))['dhcp.secs'];
    expect([read(3, 0), read(0, 3), read(3, 1)]).toEqual([['3'], ['3'], ['769']]);
  });

  it('reads routes, names and the agent’s information', () => {
    expect(valuesOf(message([53, 1, 3, 121, 8, 24, 198, 51, 100, 192, 0, 2, 9, 255]))).toMatchObject({
      'dhcp.option.dhcp': ['3'],
      'dhcp.option.classless_static_route': ['18c63364c0000209'],
    });
    expect(valuesOf(message([119, 8, 3, 108, 97, 98, 0, 1, 120, 0, 255]))['dhcp.option.dhcp_dns_domain_search_list_fqdn']).toEqual([
      'lab',
      'x',
    ]);
    expect(valuesOf(message([82, 6, 5, 4, 192, 0, 2, 0, 255]))).toMatchObject({
      'dhcp.option.agent_information_option.link_selection': ['192.0.2.0'],
    });
  });

  it('says what is wrong, and goes on', () => {
    expect(faults([1, 2, 1, 2, 53, 1, 1, 255])).toContain('length 2 is not 4');
    expect(faults([53, 1, 1])).toContain('the option that ends the list is missing');
    expect(faults([12, 64, 97, 98]).join()).toMatch(/needs 64 bytes/);
    expect(faults([121, 3, 33, 1, 1, 255]).join()).toMatch(/RFC 3442/);
    expect(faults([82, 3, 1, 9, 0, 255]).join()).toMatch(/RFC 3046/);
    expect(valuesOf(message([1, 2, 1, 2, 53, 1, 1, 255]))['dhcp.option.dhcp']).toEqual(['1']);
  });

  it('has rows as Wireshark has them', () => {
    expect(dissectedSample('dhcp').map((d) => d.layers.at(-1)?.info)).toEqual(
      expect.arrayContaining([
        'DHCP Offer    - Transaction ID 0x3903f326',
        'Boot Request from 02:00:00:00:0a:01 (02:00:00:00:0a:01)[Malformed Packet]',
      ]),
    );
  });

  it('says seconds in words', () => {
    expect([0, 86_400, 3661, -18_000, 0xffff_ffff].map(secondsText)).toEqual([
      '(0s) 0 seconds',
      '(86400s) 1 day',
      '(3661s) 1 hour, 1 minute, 1 second',
      '(-18000s) -5 hours',
      '(4294967295s) infinity',
    ]);
  });
});

describe('rows of BOOTP and DHCP, as Wireshark has them', () => {
  const row = (head: readonly number[], options: readonly number[], length = 240 + options.length) => {
    const bytes = new Uint8Array(240 + options.length);
    bytes.set([...head, 0, 0, 0, 0, 7]);
    bytes.set([97, 98, 99, 100, 101, 102, 103], 28);
    bytes.set([0x63, 0x82, 0x53, 0x63, ...options], 236);
    const cut = bytes.slice(0, length);
    const about = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, comments: [] } as const;
    return dissectAs(protocols, 'dhcp', { ...about, bytes: cut, original: cut.length }).layers[0]?.info;
  };
  const MALFORMED = '[Malformed Packet]';

  it('tell an address of Ethernet twice, others as bytes', () => {
    expect([
      row([1, 1, 6], []),
      row([1, 1, 0], []),
      row([1, 1, 5], []),
      row([1, 0, 6], []),
      row([2, 1, 6], []),
      row([3, 1, 6], []),
    ]).toEqual([
      'Boot Request from 61:62:63:64:65:66 (61:62:63:64:65:66)',
      'Boot Request from <No address>',
      'Boot Request from 6162636465',
      'Boot Request from 616263646566',
      'Boot Reply',
      'Unknown BOOTP message type (3)',
    ]);
  });

  it('mark what is not all there', () => {
    const who = 'Boot Request from 61:62:63:64:65:66 (61:62:63:64:65:66)';
    expect([row([1, 1, 6], [], 236), row([2, 1, 6], [], 236), row([1, 1, 6], [53]), row([1, 1, 6], [53, 1])]).toEqual([
      `${who}${MALFORMED}`,
      `Boot Reply${MALFORMED}`,
      `${who}${MALFORMED}`,
      `${who}${MALFORMED}`,
    ]);
    expect([row([1, 1, 6], [53, 1, 1]), row([1, 1, 6], [53, 1, 1, 12, 9, 97])]).toEqual([
      'DHCP Discover - Transaction ID 0x7',
      `DHCP Discover - Transaction ID 0x7${MALFORMED}`,
    ]);
  });
});
