/** Service `time`: the seconds since 1900 as 32 bits, RFC 868. */
import { put32 } from '../../../core/bytes.ts';
import { sayOnce } from '../../serve/datagram-answer.ts';
import type { Service } from '../../serve/service.ts';

export const time: Service<void> = {
  name: 'time',
  title: 'Says the time as seconds since 1900',
  spec: 'RFC 868',
  ports: { tcp: 37, udp: 37 },
  framings: ['stream', 'datagram'],
  example: 'nc HOST PORT | xxd',
  datagramExample: 'echo | nc -u -W 1 HOST PORT | xxd',
  options: {},
  parse: () => {},
  serve: (channel, { now }) => sayOnce(channel, () => secondsOf(now()), SIZE),
};

const SIZE = 4;
/** From 1900 to 1970. */
const TO_1970 = 2_208_988_800;

/** It begins anew in 2036. */
const secondsOf = (ms: number): Uint8Array => {
  const bytes = new Uint8Array(SIZE);
  put32(bytes, 0, (Math.floor(ms / 1000) + TO_1970) % 2 ** 32);
  return bytes;
};
