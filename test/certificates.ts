/** Certificates for tests, good and bad, made by openssl. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Leaf {
  /** PEM files: the certificate with what signed it, and its key. */
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** PEM file. */
  readonly ca: string;
  /** Signs a certificate; `san` in OpenSSL's words (`DNS:localhost`), `dates` as YYYYMMDDHHMMSSZ. */
  leaf(
    name: string,
    rules: { readonly subject?: string; readonly san?: string; readonly dates?: readonly [from: string, to: string] },
  ): Leaf;
}

const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export const authority = (folder: string, name: string): Authority => {
  const file = (end: string): string => join(folder, `${name}${end}`);
  openssl('req', '-x509', ...EC, '-subj', `/CN=${name}`, '-days', '30', '-keyout', file('.key'), '-out', file('.pem'));
  writeFileSync(file('.cnf'), CONFIG.replaceAll('DIR', folder).replaceAll('NAME', name));
  writeFileSync(file('.index'), '');
  return {
    ca: file('.pem'),
    leaf: (leafName, { subject = `/CN=${leafName}`, san, dates = ['20200101000000Z', '20990101000000Z'] }) => {
      const [key, csr, cert, ext] = ['.key', '.csr', '.crt', '.ext'].map((end) => file(`-${leafName}${end}`)) as [
        string,
        string,
        string,
        string,
      ];
      openssl('req', ...EC, '-subj', subject, '-keyout', key, '-out', csr);
      writeFileSync(ext, san === undefined ? 'basicConstraints=CA:FALSE\n' : `subjectAltName=${san}\n`);
      const [from, to] = dates;
      const times = ['-startdate', from, '-enddate', to];
      openssl('ca', '-batch', '-config', file('.cnf'), '-in', csr, '-out', cert, '-extfile', ext, ...times, '-notext');
      return { cert, key };
    },
  };
};

const CONFIG = `[ca]
default_ca = d
[d]
new_certs_dir = DIR
database = DIR/NAME.index
certificate = DIR/NAME.pem
private_key = DIR/NAME.key
rand_serial = yes
default_md = sha256
policy = p
unique_subject = no
[p]
commonName = optional
`;

/** A self-signed certificate for localhost and its key, as PEM files in a folder. */
export const certificate = (folder: string): Leaf => {
  const [cert, key] = [join(folder, 'own.crt'), join(folder, 'own.key')];
  openssl('req', '-x509', ...EC, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert);
  return { cert, key };
};
