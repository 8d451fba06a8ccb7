/** The words of a tls address as what node:tls wants, with the files read. */
import { readFile } from 'node:fs/promises';
import type { SecureContextOptions, SecureVersion } from 'node:tls';
import { IoError } from '../../core/fault.ts';
import { ioError } from '../base/errors.ts';
import type { TlsOptions, TlsVersion } from './options.ts';

/** Rejects with an IoError where a file cannot be read. */
export const contextOptions = async (o: TlsOptions, place: string): Promise<SecureContextOptions> => {
  const read = (file: string): Promise<Buffer> =>
    readFile(file).catch((cause: unknown) => Promise.reject(ioError(place, `to read ${file}`, cause)));
  const old = (o.min ?? '1.2') < '1.2';
  return {
    minVersion: VERSION[o.min ?? (o.max !== undefined && o.max < '1.2' ? o.max : '1.2')],
    maxVersion: VERSION[o.max ?? '1.3'],
    // Old versions sign with what OpenSSL calls too weak for its usual level.
    ...((o.ciphers !== undefined || old) && { ciphers: `${o.ciphers ?? 'DEFAULT'}${old ? ':@SECLEVEL=0' : ''}` }),
    ...(o.ca !== undefined && { ca: withCertificates(await read(o.ca), o.ca, place) }),
    ...(o.trustsNobody === true && { ca: [] }),
    ...(o.cert !== undefined && { cert: await read(o.cert), key: await read(o.key ?? o.cert) }),
    ...o.identity,
  };
};

/** Node takes any file for authorities, and trusts nobody then. */
const withCertificates = (file: Buffer, name: string, place: string): Buffer => {
  if (file.includes('-----BEGIN ')) return file;
  throw new IoError(place, 'ENOCERT', `${name} holds no certificate in PEM`);
};

const VERSION: Readonly<Record<TlsVersion, SecureVersion>> = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' };
