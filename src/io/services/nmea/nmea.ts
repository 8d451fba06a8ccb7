/** Service `nmea`: a receiver of GPS that walks in a circle and tells where it is and what time it is, NMEA 0183. */
import { utf8 } from '../../../core/bytes.ts';
import { gga, type Position, zda } from '../../../protocols/nmea0183/sentence.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { discardIncoming } from '../../channels/lingering-close.ts';
import { sayOnce } from '../../serve/datagram-answer.ts';
import type { Service, ServiceContext } from '../../serve/service.ts';

/** Seconds between two tellings. */
type Every = number;

export const nmea: Service<Every> = {
  name: 'nmea',
  title: 'Tells where a walker with GPS is, every second',
  spec: 'NMEA 0183',
  ports: { tcp: 10_110, udp: 10_110 },
  framings: ['stream', 'datagram'],
  example: 'nc HOST PORT',
  options: { every: { value: 'TIME', kind: 'duration', min: 0.01, fallback: '1s', help: 'how long between two positions' } },
  parse: ({ every = '1' }) => Number.parseFloat(String(every)),
  serve: (channel, context) =>
    channel.facts.framing === 'datagram' ? sayOnce(channel, () => utf8(gga(...here(context)))) : tell(channel, context),
};

/** Around the Marienplatz in Munich, once in ten minutes. */
const [LATITUDE, LONGITUDE, RADIUS, TURN] = [48.1374, 11.5755, 0.002, 600_000] as const;

const here = ({ now }: ServiceContext<Every>): [Date, Position] => {
  const at = now();
  const turned = (2 * Math.PI * (at % TURN)) / TURN;
  return [
    new Date(at),
    { latitude: LATITUDE + RADIUS * Math.sin(turned), longitude: LONGITUDE + 1.5 * RADIUS * Math.cos(turned), altitude: 519 },
  ];
};

/** What the client sends is thrown away; its end is the end. */
const tell = async (channel: OpenChannel, context: ServiceContext<Every>): Promise<void> => {
  let wake = (): void => {};
  let ended = false;
  const listening = discardIncoming(channel, Number.POSITIVE_INFINITY).finally(() => {
    ended = true;
    wake();
  });
  while (!ended && !channel.ledger.isOver) {
    const [at, position] = here(context);
    await Promise.race([channel.write(utf8(gga(at, position) + zda(at))), listening]);
    if (ended) break;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, context.options * 1000);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
};
