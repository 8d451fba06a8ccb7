/** Why TLS failed, in words. */

const TRUST = 'add ?ca=FILE to the address to trust it, or ?insecure to take any';

/** By the code of Node's error. */
export const TLS_REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet; is the clock right?',
  CERT_REJECTED: 'the certificate was rejected',
  CERT_REVOKED: 'the certificate was revoked',
  CERT_UNTRUSTED: 'the certificate is not trusted for this use',
  DEPTH_ZERO_SELF_SIGNED_CERT: `the certificate is self-signed; ${TRUST}`,
  ERR_OSSL_PEM_NO_START_LINE: 'a file holds no certificate or key in PEM',
  ERR_OSSL_UNSUPPORTED: 'a file holds no certificate or key in PEM; key=FILE names that of the key where it is another one',
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'the private key is not that of the certificate',
  ERR_SSL_HTTP_REQUEST: 'the peer speaks plain HTTP',
  ERR_SSL_NO_APPLICATION_PROTOCOL: 'the two sides have no application protocol in common (ALPN)',
  ERR_SSL_NO_SHARED_CIPHER: 'the two sides have no cipher suite in common',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'the peer does not speak TLS',
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'the peer has shown no certificate',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'the peer wants a certificate of us: cert=FILE',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'the peer does not take our versions of TLS',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'the peer does not trust our certificate',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'the peer offers only versions of TLS that are too old or too new',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the peer does not speak TLS',
  HOSTNAME_MISMATCH: 'the certificate is for another name; ?sni=NAME asks for that name, --insecure takes any',
  INVALID_CA: 'the certificate is signed by one who is no authority',
  SELF_SIGNED_CERT_IN_CHAIN: `the chain of certificates ends in one that is not trusted here; ${TRUST}`,
  UNABLE_TO_GET_ISSUER_CERT: `the issuer of the certificate is not known here; ${TRUST}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `the issuer of the certificate is not known here; ${TRUST}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `the issuer of the certificate is not known here; ${TRUST}`,
};
