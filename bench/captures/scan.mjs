// Every frame is a SYN from another address: as many conversations as frames.
import { SERVERS } from './names.mjs';
import { SYN } from './tcp-connection.mjs';

export function* scan(capture, _random, k) {
  capture.tcp({
    from: 0x0b000000 + k,
    to: SERVERS,
    sport: 49152 + (k % 7800),
    dport: 7411,
    seq: Math.imul(k, 77),
    ack: 0,
    flags: SYN,
    window: 1024,
  });
  yield;
}
