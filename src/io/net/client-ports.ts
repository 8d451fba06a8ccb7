/** From where the system takes the ports of those who chose none (ephemeral ports). */
import { readFileSync } from 'node:fs';

/** The first and the last; on Linux as it is set now, elsewhere what is usual. */
export const clientPorts = (): readonly [first: number, last: number] => {
  try {
    const [first, last] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'latin1').trim().split(/\s+/).map(Number);
    return [first ?? USUAL[0], last ?? USUAL[1]];
  } catch {
    return USUAL;
  }
};
const USUAL = [32_768, 65_535] as const;
