/** Handshake times: how long the handshake of an accepted connection took, as the system has measured it (struct tcp_info, linux/tcp.h). */
import { isWide, type Native, native } from './native.ts';

const [PROTOCOL_TCP, TCP_INFO] = [6, 11];
/** Of the smoothed round trip, in microseconds; right after the handshake it is that of the SYN, ACK and its acknowledgment. */
const ROUND_TRIP = 68;
const SIZE = 104;

let system: Native | undefined;
let asked = false;

/** Finds what it takes, in the background; without it nothing is known. */
export const prepareHandshakeTimes = (): void => {
  if (asked || !isWide()) return;
  asked = true;
  native('tcp:', 'times of handshakes').then(
    (found) => {
      system = found;
    },
    () => {},
  );
};

/** Of a socket's descriptor: milliseconds from our SYN, ACK to what acknowledged it; undefined where the system does not tell. */
export const handshakeTime = (fd: number): number | undefined => {
  if (system === undefined || fd < 0) return undefined;
  const info = new Uint8Array(SIZE);
  if (system.getsockopt(fd, PROTOCOL_TCP, TCP_INFO, info, [SIZE]) !== 0) return undefined;
  const micros = new DataView(info.buffer).getUint32(ROUND_TRIP, true);
  return micros === 0 ? undefined : micros / 1000;
};
