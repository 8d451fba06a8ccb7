import { describe, expect, it } from 'vitest';
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';
import { addressCandidates, addressWords } from './complete-address.ts';
import type { AddressUse } from './options.ts';

const offered = (current: string, use: AddressUse = 'address') => addressCandidates(current, addressWords(use, endpoints, overlays));
const texts = (current: string, use?: AddressUse) => offered(current, use).words.map((word) => word.text);

describe('completion of addresses', () => {
  it('offers schemes and overlays, and below an overlay both again', () => {
    expect(texts('t')).toEqual(['tcp:', 'tls:']);
    expect(texts('tls:t')).toEqual(['tls:tcp:', 'tls:tls:']);
    expect(texts('rate:100k:ud')).toEqual(['rate:100k:udp:']);
    expect(texts('rate:1')).toEqual([]);
  });

  it('offers to listen where an address may be either, and only there what cannot listen', () => {
    expect(texts('l', 'link-address')).toEqual(['lines:', 'listen:']);
    expect(texts('listen:tc', 'link-address')).toEqual(['listen:tcp:']);
    expect(texts('listen:f', 'link-address')).toEqual([]);
    expect(texts('listen:tls:f', 'link-address')).toEqual([]);
    expect(texts('fi')).toEqual(['fifo:', 'file:']);
    expect(texts('fi', 'listen-address')).toEqual([]);
  });

  it('leaves paths to the files there', () => {
    expect(offered('unix:/run/x').names).toEqual({ before: 'unix:', typed: '/run/x' });
    expect(offered('listen:unix:/r', 'link-address').names).toEqual({ before: 'listen:unix:', typed: '/r' });
  });

  it('says what an option does, and puts no = behind a flag', () => {
    expect(offered('udp:localhost:80?joi').words).toEqual([
      { text: 'udp:localhost:80?join', says: 'join the multicast group: receive from it, send to it' },
    ]);
    expect(texts('udp:localhost:80?join&joi')).toEqual([]);
  });

  it('offers what an overlay has in its own word', () => {
    expect(texts('impair:d')).toEqual(['impair:duplicate=', 'impair:delay=']);
    expect(texts('tls:impair:delay=1s,r')).toEqual(['reorder=', 'rate=', 'reset='].map((name) => `tls:impair:delay=1s,${name}`));
    expect(texts('impair:delay=1s,de')).toEqual([]);
    expect(texts('impair:delay=')).toEqual([]);
    expect(texts('impair:loss=1%:ud')).toEqual(['impair:loss=1%:udp:']);
  });

  it('offers the options that are not there yet', () => {
    expect(texts('tcp:localhost:80?nod')).toEqual(['tcp:localhost:80?nodelay=']);
    expect(texts('tcp:localhost:80?nodelay=1&nod')).toEqual([]);
    expect(texts('tls:tcp:localhost:443?sn')).toEqual(['tls:tcp:localhost:443?sni=']);
    expect(texts('tls?sn')).toEqual(['tls?sni=']);
    expect(texts('rate:1k:tls?sni=x&in')).toEqual(['rate:1k:tls?sni=x&insecure']);
  });
});
