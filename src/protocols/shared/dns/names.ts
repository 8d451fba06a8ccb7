/** Numbers inside records and options, and what they are called (IANA: Domain Name System Parameters, DNS Security Algorithm Numbers). */
import type { Names } from '../../../wire/value.ts';

export const ALGORITHMS: Names = {
  0: 'Delete',
  1: 'RSA/MD5',
  2: 'Diffie-Hellman',
  3: 'DSA',
  5: 'RSA/SHA-1',
  6: 'DSA, NSEC3',
  7: 'RSA/SHA-1, NSEC3',
  8: 'RSA/SHA-256',
  10: 'RSA/SHA-512',
  12: 'GOST R 34.10-2001',
  13: 'ECDSA P-256 with SHA-256',
  14: 'ECDSA P-384 with SHA-384',
  15: 'Ed25519',
  16: 'Ed448',
  157: 'HMAC-MD5',
  252: 'Indirect key',
  253: 'Private, by domain name',
  254: 'Private, by OID',
};

export const DIGESTS: Names = { 1: 'SHA-1', 2: 'SHA-256', 3: 'GOST R 34.11-94', 4: 'SHA-384' };
export const NSEC3_HASHES: Names = { 1: 'SHA-1' };
export const CERTIFICATES: Names = {
  1: 'PKIX',
  2: 'SPKI',
  3: 'PGP',
  4: 'IPKIX',
  5: 'ISPKI',
  6: 'IPGP',
  7: 'ACPKIX',
  8: 'IACPKIX',
  253: 'URI',
  254: 'OID',
};
export const SSH_ALGORITHMS: Names = { 1: 'RSA', 2: 'DSA', 3: 'ECDSA', 4: 'Ed25519', 5: 'XMSS', 6: 'Ed448' };
export const SSH_HASHES: Names = { 1: 'SHA-1', 2: 'SHA-256' };
export const TLSA_USAGES: Names = { 0: 'PKIX-TA', 1: 'PKIX-EE', 2: 'DANE-TA', 3: 'DANE-EE' };
export const TLSA_SELECTORS: Names = { 0: 'Certificate', 1: 'Public key' };
export const TLSA_MATCHES: Names = { 0: 'Whole', 1: 'SHA-256', 2: 'SHA-512' };
export const GATEWAYS: Names = { 0: 'None', 1: 'IPv4', 2: 'IPv6', 3: 'Name' };
export const IPSEC_ALGORITHMS: Names = { 1: 'DSA', 2: 'RSA', 3: 'ECDSA' };
export const HIP_ALGORITHMS: Names = { 1: 'DSA', 2: 'RSA', 3: 'ECDSA' };
export const ZONE_SCHEMES: Names = { 1: 'SIMPLE' };
export const ZONE_HASHES: Names = { 1: 'SHA-384', 2: 'SHA-512' };
export const TKEY_MODES: Names = { 1: 'Server assigns', 2: 'Diffie-Hellman', 3: 'GSS-API', 4: 'Resolver assigns', 5: 'Delete' };
export const FAMILIES: Names = { 1: 'IPv4', 2: 'IPv6' };
export const CARRIED: Names = { 1: 'ICMP', 6: 'TCP', 17: 'UDP' };

/** RFC 9460 §14.3.2; 7 RFC 9461, 8 RFC 9540, 9 RFC 9848. */
export const SERVICE_KEYS: Names = {
  0: 'mandatory',
  1: 'alpn',
  2: 'no-default-alpn',
  3: 'port',
  4: 'ipv4hint',
  5: 'ech',
  6: 'ipv6hint',
  7: 'dohpath',
  8: 'ohttp',
  9: 'tls-supported-groups',
  32769: 'odohconfig',
};

export const OPTIONS: Names = {
  1: 'LLQ',
  2: 'Update lease',
  3: 'NSID',
  4: 'Owner',
  5: 'DAU',
  6: 'DHU',
  7: 'N3U',
  8: 'Client subnet',
  9: 'Expire',
  10: 'Cookie',
  11: 'TCP keepalive',
  12: 'Padding',
  13: 'Chain',
  14: 'Key tag',
  15: 'Extended error',
  16: 'Client tag',
  17: 'Server tag',
  18: 'Report channel',
  19: 'Zone version',
  20292: 'Umbrella identity',
  20730: 'Client subnet (experimental)',
  26946: 'Device ID',
};

/** RFC 8914 §5.2 and its registry. */
export const EXTENDED_ERRORS: Names = {
  0: 'Other',
  1: 'Unsupported DNSKEY algorithm',
  2: 'Unsupported DS digest',
  3: 'Stale answer',
  4: 'Forged answer',
  5: 'DNSSEC indeterminate',
  6: 'DNSSEC bogus',
  7: 'Signature expired',
  8: 'Signature not yet valid',
  9: 'DNSKEY missing',
  10: 'RRSIGs missing',
  11: 'No zone key bit',
  12: 'NSEC missing',
  13: 'Cached error',
  14: 'Not ready',
  15: 'Blocked',
  16: 'Censored',
  17: 'Filtered',
  18: 'Prohibited',
  19: 'Stale NXDOMAIN answer',
  20: 'Not authoritative',
  21: 'Not supported',
  22: 'No reachable authority',
  23: 'Network error',
  24: 'Invalid data',
  25: 'Signature expired before valid',
  26: 'Too early',
  27: 'Unsupported NSEC3 iterations',
  28: 'Against policy',
  29: 'Synthesized',
  30: 'Invalid query type',
};

export const STATEFUL_TYPES: Names = {
  1: 'Keepalive',
  2: 'Retry delay',
  3: 'Encryption padding',
  64: 'Subscribe',
  65: 'Push',
  66: 'Unsubscribe',
  67: 'Reconfirm',
};
