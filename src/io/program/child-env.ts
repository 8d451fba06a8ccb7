/** The environment of programs that are started for a peer: a short list, and who the peer is. Nothing of it is ever put into a command. */
import type { ChannelFacts } from '../base/tap.ts';

/** What programs get of our own environment. */
const PASSED: readonly string[] = ['PATH', 'LANG', 'TZ'];

/** `PREFIX_REMOTE_ADDR`, `_REMOTE_PORT`, `_LOCAL_ADDR`, `_LOCAL_PORT`, `_PROTO`: the same names that Ncat has after its own prefix. */
export const peerVariables = (peer: ChannelFacts, prefix: string): Readonly<Record<string, string>> => {
  const { localIp, remoteIp } = peer;
  return {
    [`${prefix}_REMOTE_ADDR`]: remoteIp?.address ?? peer.remote,
    [`${prefix}_REMOTE_PORT`]: remoteIp === undefined ? '' : String(remoteIp.port),
    [`${prefix}_LOCAL_ADDR`]: localIp?.address ?? peer.local,
    [`${prefix}_LOCAL_PORT`]: localIp === undefined ? '' : String(localIp.port),
    [`${prefix}_PROTO`]: peer.scheme.toUpperCase(),
  };
};

/**
 * The allowed part of `own` and the peer's variables. Values that some shells have taken for code (`() {`, CVE-2014-6271), with a zero
 * byte or empty, are left out.
 */
export const safeEnv = (
  own: Readonly<Record<string, string | undefined>>,
  peer: ChannelFacts | undefined,
  more: readonly string[] = [],
): Readonly<Record<string, string>> => {
  const wanted: [string, string | undefined][] = [...PASSED, ...more].map((name) => [name, own[name]]);
  const told = peer === undefined ? [] : Object.entries(peerVariables(peer, 'WIRECAT'));
  return Object.fromEntries([...wanted, ...told].filter((pair): pair is [string, string] => isSafe(pair[1])));
};

const isSafe = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && !value.includes('\0') && !/^\s*\(\)\s*\{/.test(value);
