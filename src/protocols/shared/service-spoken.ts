/** The service that a segment or datagram belongs to, as far as a port says it: what has no dissector here has a name, at least. */
import { serviceName, type Transport } from '../../core/services-table.ts';
import type { Speaking } from '../../wire/sentence.ts';

export interface ServiceSpoken {
  readonly known: string;
  readonly service: string;
}

/** The server's port, or one that only servers have. */
export const serviceSpoken = (at: Speaking, transport: Transport): ServiceSpoken | undefined => {
  const [source, target] = [at.number(`${transport}.srcport`), at.number(`${transport}.dstport`)];
  const isServers = (port: number, who: string): boolean => who === 'server' || port < FIRST_REGISTERED;
  const port = [
    { port: target, who: at.receiver.who },
    { port: source, who: at.sender.who },
  ].find((end) => isServers(end.port, end.who))?.port;
  const service = port === undefined ? undefined : serviceName(port, transport);
  return service === undefined ? undefined : { known: String(port), service };
};

const FIRST_REGISTERED = 1024;
