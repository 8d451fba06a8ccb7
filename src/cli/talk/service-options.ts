/** What the services declare, for the command line: their options, each told with who has it, and the list of them all. */
import type { Given, Service, ServiceOption } from '../../io/serve/service.ts';
import { services } from '../../io/services/index.ts';

import type { OptionSpec, OptionTable } from '../command/options.ts';
import type { Translate } from '../help/index.ts';

/** The options of all services, by name. */
export const serviceOptions = (): OptionTable => {
  const table: Record<string, OptionSpec> = {};
  for (const { options } of services) for (const [name, option] of Object.entries(options)) table[name] ??= optionSpec(name, option);
  return table;
};

/** Of what was typed, what belongs to services. */
export const givenOptions = (typed: Readonly<Record<string, unknown>>): Given =>
  Object.fromEntries(Object.keys(serviceOptions()).map((name) => [name, typed[name] as Given[string]]));

/** Which there are, what they do, and where. */
export const serviceLines = (say: Translate): string =>
  services.map((s) => `${s.name}: ${say(begun(s.title))} (${s.spec}${portText(s, say)}).`).join(' ');

export const begun = (title: string): string => `${title.charAt(0).toLowerCase()}${title.slice(1)}`;

const portText = ({ ports }: Service, say: Translate): string => {
  const own = ports.tcp ?? ports.udp ?? ports.tls;
  return own === undefined ? '' : `, ${say(ports.tcp === undefined && ports.udp !== undefined ? 'UDP port' : 'port')} ${own}`;
};

/** A fallback is told, and left to the service: what nobody typed was not given. */
const optionSpec = (name: string, { complete, fallback, help, ...option }: ServiceOption): OptionSpec => {
  const having = services.filter(({ options }) => Object.hasOwn(options, name)).map((s) => s.name);
  return {
    ...option,
    ...(complete !== undefined && { complete }),
    help,
    ...(fallback !== undefined && { left: fallback }),
    having,
    group: 'Of services',
  };
};
