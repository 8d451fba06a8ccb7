/** The first thing that is wrong with a server's certificates, as OpenSSL finds and words it; Node tells only the last. */
import type { X509Certificate } from 'node:crypto';
import { now } from '../../../io/base/clock.ts';
import { type CertificateParts, certificateParts, isAuthority, KeyUsage, keyUsage, purposes } from './certificate-parts.ts';

export interface CertificateProblem {
  readonly certificate: X509Certificate;
  /** OpenSSL's words. */
  readonly text: string;
}

interface Link extends CertificateParts {
  readonly certificate: X509Certificate;
}

/** `shown` begins with the server's own. Undefined where nothing is found to be wrong. */
export const certificateProblem = (
  shown: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): CertificateProblem | undefined => {
  const { links, problem } = chainOf(shown.map(linkOf), trusted.map(linkOf));
  return problem ?? extensionProblem(links) ?? signatureProblem(links);
};

const linkOf = (certificate: X509Certificate): Link => ({ certificate, ...certificateParts(certificate.raw) });

interface Chain {
  readonly links: readonly Link[];
  readonly problem: CertificateProblem | undefined;
}

/** From the server's own to the one that is trusted. */
const chainOf = ([leaf, ...others]: readonly Link[], trusted: readonly Link[]): Chain => {
  if (leaf === undefined) return { links: [], problem: undefined };
  const links = [leaf];
  const over = (text: string): Chain => ({ links, problem: { certificate: (links.at(-1) ?? leaf).certificate, text } });
  for (let [last, anchored] = [leaf, false]; ; links.push(last)) {
    if (signsItself(last)) {
      if (anchored || isAmong(last, trusted)) return { links, problem: undefined };
      return over(links.length === 1 ? 'self-signed certificate' : 'self-signed certificate in certificate chain');
    }
    const signer = trusted.find((t) => signed(last, t));
    const next = signer ?? others.find((o) => signed(last, o) && !isAmong(o, links));
    if (next === undefined) return over(anchored ? 'unable to get issuer certificate' : 'unable to get local issuer certificate');
    [last, anchored] = [next, anchored || signer !== undefined];
  }
};

const isAmong = ({ certificate }: Link, links: readonly Link[]): boolean => links.some((l) => certificate.raw.equals(l.certificate.raw));
const signed = (link: Link, by: Link): boolean => Buffer.compare(link.issuer, by.subject) === 0;
const signsItself = (link: Link): boolean => signed(link, link);

const extensionProblem = (links: readonly Link[]): CertificateProblem | undefined => {
  for (const [depth, link] of links.entries()) {
    if (depth > 0 && !maySign(link)) return { certificate: link.certificate, text: 'invalid CA certificate' };
    if (!mayServe(link, depth > 0)) return { certificate: link.certificate, text: 'unsuitable certificate purpose' };
  }
  return undefined;
};

const maySign = (link: Link): boolean => {
  const usage = keyUsage(link);
  if (usage !== undefined && (usage & KeyUsage.certSign) === 0) return false;
  return isAuthority(link) ?? (usage !== undefined || signsItself(link));
};

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

const mayServe = (link: Link, signs: boolean): boolean => {
  if (purposes(link)?.includes(SERVER_AUTH) === false) return false;
  const { digitalSignature, keyEncipherment, keyAgreement } = KeyUsage;
  return signs || ((keyUsage(link) ?? digitalSignature) & (digitalSignature | keyEncipherment | keyAgreement)) !== 0;
};

/** From the one that is trusted down. */
const signatureProblem = (links: readonly Link[]): CertificateProblem | undefined => {
  for (let depth = links.length - 1; depth >= 0; depth--) {
    const certificate = links[depth]?.certificate;
    const signer = links[depth + 1]?.certificate;
    if (certificate === undefined) continue;
    if (signer !== undefined && !certificate.verify(signer.publicKey)) return { certificate, text: 'certificate signature failure' };
    if (Date.parse(certificate.validFrom) > now()) return { certificate, text: 'certificate is not yet valid' };
    if (Date.parse(certificate.validTo) < now()) return { certificate, text: 'certificate has expired' };
  }
  return undefined;
};
