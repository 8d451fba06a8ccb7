/** Algorithms of certificates: identifiers, their parameters, public keys (RFC 3279, RFC 4055, RFC 5480). */
import type { Field } from '../../../wire/types.ts';
import { bits, choice, explicit, open, optional, type Part, part, sequence, unnamed } from '../asn1/schema.ts';
import { bigInteger, integer, nullValue, oid } from '../asn1/types.ts';
import { oidName } from '../oid-names.ts';

/** An `AlgorithmIdentifier` under a key. */
export const algorithm = (key: string, title: string): Part =>
  part(
    key,
    title,
    sequence(
      () => [
        part('x509af.algorithm.id', 'Algorithm Id', oid),
        optional(
          part(
            'x509af.parameters_element',
            'parameters',
            open(() => PARAMETERS),
          ),
        ),
      ],
      (field) => algorithmName(field),
    ),
  );

const algorithmName = (field: Field): string => {
  const id = String(field.children[0]?.value ?? '');
  return oidName(id) ?? id;
};

const dssParameters = part(
  'x509af.DSS_Params_element',
  'DSS-Params',
  sequence(() => [part('x509af.p', 'p', bigInteger), part('x509af.q', 'q', bigInteger), part('x509af.g', 'g', bigInteger)]),
);

const curve = part(
  'pkcs1.ECParameters',
  'ECParameters',
  choice(() => [
    part(
      'pkcs1.specifiedCurve_element',
      'specifiedCurve',
      sequence(() => []),
    ),
    part('pkcs1.namedCurve', 'namedCurve', oid),
    unnamed('implicitCurve', nullValue),
  ]),
);

const pssParameters = part(
  'pkcs1.RSASSA_PSS_params_element',
  'RSASSA-PSS-params',
  sequence(() => [
    optional(explicit(0, algorithm('pkcs1.hashAlgorithm_element', 'hashAlgorithm'))),
    optional(explicit(1, algorithm('pkcs1.maskGenAlgorithm_element', 'maskGenAlgorithm'))),
    optional(explicit(2, part('pkcs1.saltLength', 'saltLength', integer()))),
    optional(explicit(3, part('pkcs1.trailerField', 'trailerField', integer()))),
  ]),
);

const PARAMETERS: Readonly<Record<string, Part>> = {
  '1.2.840.10040.4.1': dssParameters,
  '1.2.840.10045.2.1': curve,
  '1.2.840.113549.1.1.10': pssParameters,
  '1.2.840.113549.1.1.8': algorithm('pkcs1.HashAlgorithm_element', 'HashAlgorithm'),
};

/** RFC 8017 §A.1.1 */
const rsaKey = unnamed(
  'RSAPublicKey',
  sequence(() => [part('pkcs1.modulus', 'modulus', bigInteger), part('pkcs1.publicExponent', 'publicExponent', integer())]),
);

export const publicKeyInfo = part(
  'x509af.subjectPublicKeyInfo_element',
  'subjectPublicKeyInfo',
  sequence(() => [
    algorithm('x509af.algorithm_element', 'algorithm'),
    part('x509af.subjectPublicKey', 'subjectPublicKey', bits({ inside: () => ({ '1.2.840.113549.1.1.1': rsaKey }) })),
  ]),
);
