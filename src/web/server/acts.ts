/** Acts: what a page may do where it may steer. It names no files and no programs: addresses of the network and its interfaces alone. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Language } from '../../core/words.ts';
import { parseAddress } from '../../io/address/address.ts';
import { interfaceNamed, interfaces } from '../../io/capture/live/interfaces.ts';
import type { Over } from '../../io/serve/service.ts';
import { fromBase64 } from '../messages/base64.ts';
import type { Act } from '../messages/messages.ts';
import type { Desktop } from './desktop.ts';

/** Resolves with the number of what it made, where it made something. */
export const act = async (what: Act, desktop: Desktop, language: Language): Promise<number | undefined> => {
  const made = await DEEDS[what.act](what as never, desktop, language);
  return typeof made === 'number' ? made : undefined;
};

type Deeds = { readonly [A in Act['act']]: (what: Extract<Act, { readonly act: A }>, desktop: Desktop, language: Language) => unknown };

const DEEDS: Deeds = {
  send: ({ endpoint, bytes }, { workbench }) => workbench.send(endpoint, bytesOf(bytes)),
  end: ({ endpoint }, { workbench }) => workbench.end(endpoint),
  cut: ({ endpoint }, { workbench }) => workbench.cut(endpoint),
  connect: async ({ address }, { workbench }) => (await workbench.connect(networkAddress(address))).id,
  serve: async ({ service, over, port }, { workbench }) => (await workbench.serve(service, port, transport(over))).id,
  stop: ({ endpoint }, { workbench }) => workbench.stop(endpoint),
  close: ({ capture }, desktop) => desktop.close(capture),
  capture: async ({ interface: name, filter }, desktop) => desktop.captureFrom(await interfaceHere(name), filter),
  halt: ({ capture }, desktop) => desktop.halt(capture),
  guide: async ({ guide, address, user, password }, { workbench }) =>
    (await workbench.guide(guide, hostAddress(address), { name: user, password })).id,
  line: ({ endpoint, line }, { workbench }) => workbench.type(endpoint, line.slice(0, LONGEST_LINE)),
  lesson: ({ name }, { classroom }, language) => classroom.begin(name, language),
  leave: (_, { classroom }) => classroom.leave(),
  answer: ({ number, text }, { classroom }) => classroom.answer(number, text),
  code: ({ name, text }, { classroom }) => classroom.handIn(name, text),
  step: ({ line }, { classroom }, language) => classroom.step(line, language),
};

const bytesOf = (text: string): Uint8Array => {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw UsageError.of('send', sayWrong('notBase64'), sayWrong('pageFault'));
  return bytes;
};

/** Of this machine: neither pipes nor other machines. */
const interfaceHere = async (name: string): Promise<string> => interfaceNamed(name, await interfaces('capture'), 'capture').name;

const LONGEST_LINE = 8192;

/** A host with or without a port, over TLS or not. */
const hostAddress = (text: string): string => {
  if (/^(tls:)?(\[[0-9a-f:.%]+\]|[^\s:[\]/?]+)(:\d+)?$/i.test(text.trim())) return text.trim();
  throw UsageError.of(text, sayWrong('guideHost'), sayWrong('guideForms'));
};

const NETWORK: ReadonlySet<string> = new Set(['tcp', 'udp', 'tls', 'ws', 'wss']);

const networkAddress = (text: string): string => {
  const { endpoint, overlays } = parseAddress(text);
  const other = [endpoint.scheme, ...overlays.map((o) => o.type.scheme)].find((scheme) => !NETWORK.has(scheme));
  if (other !== undefined) throw UsageError.of(text, sayWrong('pageOpens', { scheme: other }), sayWrong('pageMay'));
  if (/\?/.test(text)) throw UsageError.of(text, sayWrong('pageOptions'), sayWrong('leaveQuestion'));
  return text;
};

const transport = (text: string): Over => {
  if (text === 'tcp' || text === 'udp') return text;
  throw new UsageError('over', sayWrong('oneOf', { choices: 'tcp, udp' }), text);
};
