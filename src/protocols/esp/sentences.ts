/** What ESP says, and what it travels in, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('esp');

export const espSentences: Sentences = {
  example: {
    words: 'ip/esp ip.src=192.0.2.1 ip.dst=198.51.100.2 esp.spi=4096 esp.sequence=7',
    data: 'what nobody reads without the key',
  },
  says: (at) => {
    const [spi, sequence] = [at.text('esp.spi'), at.text('esp.sequence')];
    return sequence === '' ? undefined : say('packet', { source: at.source, target: at.target, sequence, spi });
  },
};

export const encapsulatedSentences: Sentences = {
  says: (at) => {
    if (at.text('udpencap.nat_keepalive') !== '') return say('alive', { source: at.source, target: at.target });
    return at.text('udpencap.non_esp_marker') === '' ? undefined : say('exchange', { source: at.source, target: at.target });
  },
  adds: (at) => (at.above().length === 0 ? undefined : say('translated')),
};
