/** Names of object identifiers: attributes of names, algorithms, curves, extensions and purposes of certificates. */

/** The name of an object identifier in dotted form, where it has one here. */
export const oidName = (oid: string): string | undefined => {
  names ??= new Map(BRANCHES.flatMap(([branch, text]) => leaves(branch, text)));
  return names.get(oid);
};

let names: ReadonlyMap<string, string> | undefined;

/** `3 id-at-commonName`, one a line. */
const leaves = (branch: string, text: string): readonly (readonly [string, string])[] =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => [`${branch}.${line.slice(0, line.indexOf(' '))}`, line.slice(line.indexOf(' ') + 1)] as const);

const BRANCHES: readonly (readonly [branch: string, leaves: string])[] = [
  // Attributes of names: X.520, RFC 4519.
  [
    '2.5.4',
    `0 id-at-objectClass
    3 id-at-commonName
    4 id-at-surname
    5 id-at-serialNumber
    6 id-at-countryName
    7 id-at-localityName
    8 id-at-stateOrProvinceName
    9 id-at-streetAddress
    10 id-at-organizationName
    11 id-at-organizationalUnitName
    12 id-at-title
    13 id-at-description
    15 id-at-businessCategory
    16 id-at-postalAddress
    17 id-at-postalCode
    20 id-at-telephoneNumber
    41 id-at-name
    42 id-at-givenName
    43 id-at-initials
    44 id-at-generationQualifier
    45 id-at-uniqueIdentifier
    46 id-at-dnQualifier
    65 id-at-pseudonym
    97 id-at-organizationIdentifier`,
  ],
  ['0.9.2342.19200300.100.1', '1 id-userid\n25 dc'],
  [
    '1.3.6.1.4.1.311.60.2.1',
    '1 jurisdictionOfIncorporationLocalityName\n2 jurisdictionOfIncorporationStateOrProvinceName\n3 jurisdictionOfIncorporationCountryName',
  ],
  ['1.3.6.1.4.1.311.20.2', '3 id-ms-user-principal-name'],
  // PKCS: RFC 8017, RFC 2985.
  [
    '1.2.840.113549.1.1',
    `1 rsaEncryption
    2 md2WithRSAEncryption
    4 md5WithRSAEncryption
    5 sha1WithRSAEncryption
    7 id-RSAES-OAEP
    8 id-mgf1
    9 id-pSpecified
    10 id-RSASSA-PSS
    11 sha256WithRSAEncryption
    12 sha384WithRSAEncryption
    13 sha512WithRSAEncryption
    14 sha224WithRSAEncryption`,
  ],
  [
    '1.2.840.113549.1.9',
    '1 pkcs-9-at-emailAddress\n2 pkcs-9-at-unstructuredName\n8 pkcs-9-at-unstructuredAddress\n14 pkcs-9-at-extensionRequest',
  ],
  ['1.2.840.10040.4', '1 id-dsa\n3 id-dsa-with-sha1'],
  ['1.2.840.10046.2', '1 dhpublicnumber'],
  ['1.2.840.10045.2', '1 id-ecPublicKey'],
  ['1.2.840.10045.4', '1 ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3', '1 ecdsa-with-SHA224\n2 ecdsa-with-SHA256\n3 ecdsa-with-SHA384\n4 ecdsa-with-SHA512'],
  ['1.2.840.10045.3.1', '1 secp192r1\n7 secp256r1'],
  ['1.3.132.0', '10 secp256k1\n33 secp224r1\n34 secp384r1\n35 secp521r1'],
  ['1.3.36.3.3.2.8.1.1', '7 brainpoolP256r1\n11 brainpoolP384r1\n13 brainpoolP512r1'],
  ['1.3.101', '110 id-X25519\n111 id-X448\n112 id-Ed25519\n113 id-Ed448'],
  ['1.3.14.3.2', '26 id-sha1'],
  ['1.2.840.113549.2', '5 md5'],
  ['2.16.840.1.101.3.4.2', '1 sha256\n2 sha384\n3 sha512\n4 sha224'],
  ['2.16.840.1.101.3.4.3', '1 id-dsa-with-sha224\n2 id-dsa-with-sha256'],
  // Extensions: RFC 5280 §4.2.
  [
    '2.5.29',
    `9 id-ce-subjectDirectoryAttributes
    14 id-ce-subjectKeyIdentifier
    15 id-ce-keyUsage
    16 id-ce-privateKeyUsagePeriod
    17 id-ce-subjectAltName
    18 id-ce-issuerAltName
    19 id-ce-basicConstraints
    20 id-ce-cRLNumber
    21 id-ce-reasonCode
    24 id-ce-invalidityDate
    27 id-ce-deltaCRLIndicator
    28 id-ce-issuingDistributionPoint
    29 id-ce-certificateIssuer
    30 id-ce-nameConstraints
    31 id-ce-cRLDistributionPoints
    32 id-ce-certificatePolicies
    33 id-ce-policyMappings
    35 id-ce-authorityKeyIdentifier
    36 id-ce-policyConstraints
    37 id-ce-extKeyUsage
    46 id-ce-freshestCRL
    54 id-ce-inhibitAnyPolicy`,
  ],
  ['2.5.29.32', '0 anyPolicy'],
  ['2.5.29.37', '0 anyExtendedKeyUsage'],
  [
    '1.3.6.1.5.5.7.1',
    '1 id-pe-authorityInfoAccess\n3 id-pe-qcStatements\n7 id-pe-ipAddrBlocks\n8 id-pe-autonomousSysIds\n11 id-pe-subjectInfoAccess\n24 id-pe-tlsfeature',
  ],
  ['1.3.6.1.5.5.7.2', '1 id-qt-cps\n2 id-qt-unotice'],
  [
    '1.3.6.1.5.5.7.3',
    `1 id-kp-serverAuth
    2 id-kp-clientAuth
    3 id-kp-codeSigning
    4 id-kp-emailProtection
    8 id-kp-timeStamping
    9 id-kp-OCSPSigning`,
  ],
  ['1.3.6.1.5.5.7.48', '1 id-ad-ocsp\n2 id-ad-caIssuers\n3 id-ad-timestamping\n5 id-ad-caRepository'],
  ['1.3.6.1.5.5.7.48.1', '1 id-pkix-ocsp-basic\n2 id-pkix-ocsp-nonce\n5 id-pkix-ocsp-nocheck'],
  ['1.3.6.1.4.1.11129.2.4', '2 SignedCertificateTimestampList\n3 precertificatePoison\n5 ocspSignedCertificateTimestampList'],
  [
    '2.16.840.1.113730.1',
    `1 ns_cert_exts.cert_type
    2 ns_cert_exts.base_url
    3 ns_cert_exts.revocation-url
    4 ns_cert_exts.ca-revocation-url
    7 ns_cert_exts.cert-renewal-url
    8 ns_cert_exts.ca-policy-url
    12 ns_cert_exts.ssl-server-name
    13 ns_cert_exts.comment`,
  ],
];
