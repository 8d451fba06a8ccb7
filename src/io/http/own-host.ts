/** Names that lead to this machine whoever asks: addresses and localhost. Other names lead wherever their owner says (DNS rebinding). */
import { parseIp, splitHostPort } from '../../core/address.ts';

/** Of a host with or without a port. */
export const isOwnHost = (authority: string): boolean => {
  const { host } = splitHostPort(authority);
  return parseIp(host.replace(/^\[(.*)\]$/, '$1')) !== undefined || /^(?:[a-z0-9-]+\.)*localhost\.?$/i.test(host);
};
