/** Service `broker`: passes what each client sends to all others. On streams alone: over datagrams one forged question would be many answers. */
import { Broker } from '../../serve/broker.ts';
import type { Service } from '../../serve/service.ts';

export const broker: Service<Broker> = {
  name: 'broker',
  title: 'Passes what each client sends to all others',
  spec: 'RFC 9293',
  ports: { tcp: 7000 },
  framings: ['stream'],
  example: 'wirecat HOST PORT',
  options: {},
  shares: 'clients',
  parse: () => new Broker({ patience: 5000 }),
  serve: (channel, { options }) => options.serve(channel),
};
