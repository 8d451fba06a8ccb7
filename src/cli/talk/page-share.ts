/** PageShare: the page for a class: over TLS with a certificate made on the spot, for who has the code, to look at and nothing else. */

import { hostname } from 'node:os';
import { parseIp, splitHostPort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { sayNotice, sayWrong } from '../../core/said.ts';
import { ownAddresses } from '../../io/net/hosts.ts';
import { fingerprint, selfSigned } from '../../io/tls/certificate.ts';
import { joinCode } from '../../web/server/access.ts';
import { type OpenPage, openPage, type PageOptions } from '../../web/server/page-server.ts';
import type { Context } from '../command/command.ts';

const EVERYWHERE = '0.0.0.0';

/** `place`: `HOST`, `HOST:PORT` or nothing: all addresses of this machine. */
export const sharePage = async (place: string, options: PageOptions): Promise<OpenPage> => {
  const { host, port } = placeOf(place);
  const isAny = parseIp(host)?.every((byte) => byte === 0) === true;
  const names = isAny ? [...ownAddresses(host), hostname(), `${hostname()}.local`, '127.0.0.1', 'localhost'] : [host];
  const identity = selfSigned(names, Date.now());
  const code = joinCode();
  const page = await openPage({ ...options, port, shared: { host, names, identity, code } });
  const address = page.address.split('#')[0] ?? '';
  options.desktop.shared = { link: page.address, address, code, fingerprint: fingerprint(identity.cert, 'sha256') };
  return page;
};

const placeOf = (place: string): { readonly host: string; readonly port: number } => {
  if (place === '') return { host: EVERYWHERE, port: 0 };
  const { host, port } = /:\d+$/.test(place) ? splitHostPort(place) : { host: place, port: '0' };
  if (parseIp(host) === undefined) throw UsageError.of('--share', sayWrong('notOurs', { host }), sayWrong('shareForm'));
  return { host, port: Number(port) };
};

export const tellShared = ({ desktop: { shared } }: PageOptions, { out, said }: Context): void => {
  if (shared === undefined) return;
  out.line(out.style.bold(said.text(sayNotice('pageShared'))));
  out.line(`  ${out.style.green(shared.link)}`);
  out.line(`  ${said.text(sayNotice('joinCode', { address: shared.address, code: shared.code }))}`);
  out.line(out.style.dim(`  ${said.text(sayNotice('certificate', { digits: shared.fingerprint.slice(0, 23) }))}`));
  out.line(out.style.dim(`  ${shared.fingerprint}`));
  out.line();
};
