/** Acts: what a page may do where it may steer. It names no files and no programs: addresses of the network alone. */
import { UsageError } from '../../core/fault.ts';
import { parseAddress } from '../../io/address/address.ts';
import { fromBase64 } from '../messages/base64.ts';
import type { Act } from '../messages/messages.ts';
import type { Desktop } from './desktop.ts';

/** Resolves with the number of what it made, where it made something. */
export const act = async (what: Act, desktop: Desktop): Promise<number | undefined> => {
  const { workbench } = desktop;
  switch (what.act) {
    case 'send':
      await workbench.send(what.endpoint, bytesOf(what.bytes));
      return undefined;
    case 'end':
      await workbench.end(what.endpoint);
      return undefined;
    case 'cut':
      workbench.cut(what.endpoint);
      return undefined;
    case 'connect':
      return (await workbench.connect(networkAddress(what.address))).id;
    case 'serve':
      return (await workbench.serve(servable(what.service, desktop), what.port)).id;
    case 'stop':
      workbench.stop(what.endpoint);
      return undefined;
    case 'close':
      desktop.close(what.capture);
      return undefined;
    case 'guide':
      return (await workbench.guide(what.guide, hostAddress(what.address), { name: what.user, password: what.password })).id;
    case 'line':
      workbench.type(what.endpoint, what.line.slice(0, LONGEST_LINE));
      return undefined;
    case 'lesson':
      return desktop.classroom.begin(what.name);
    case 'leave':
      await desktop.classroom.leave();
      return undefined;
    case 'answer':
      desktop.classroom.answer(what.number, what.text);
      return undefined;
    case 'code':
      desktop.classroom.handIn(what.name, what.text);
      return undefined;
    case 'step':
      await desktop.classroom.step(what.line);
      return undefined;
  }
};

const bytesOf = (text: string): Uint8Array => {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw UsageError.of('send', 'these are no bytes in base64', 'this is a fault of the page');
  return bytes;
};

const LONGEST_LINE = 8192;

/** A host with or without a port, over TLS or not. */
const hostAddress = (text: string): string => {
  if (/^(tls:)?(\[[0-9a-f:.%]+\]|[^\s:[\]/?]+)(:\d+)?$/i.test(text.trim())) return text.trim();
  throw UsageError.of(text, 'a guide goes to a host', 'type HOST, HOST:PORT or tls:HOST:PORT');
};

const NETWORK: ReadonlySet<string> = new Set(['tcp', 'udp', 'tls', 'ws', 'wss']);

const networkAddress = (text: string): string => {
  const { endpoint, overlays } = parseAddress(text);
  const other = [endpoint.scheme, ...overlays.map((o) => o.type.scheme)].find((scheme) => !NETWORK.has(scheme));
  if (other !== undefined) throw UsageError.of(text, `a page may not open ${other}:`, 'tcp:, udp:, tls: or ws: with a host and a port');
  if (/\?/.test(text)) throw UsageError.of(text, 'a page may give an address no options', 'leave out what stands behind the question mark');
  return text;
};

const servable = (name: string, { services }: Desktop): string => {
  if (services.some((s) => s.name === name)) return name;
  throw UsageError.of(name, 'a page may not start this', `one of ${services.map((s) => s.name).join(', ')}`);
};
