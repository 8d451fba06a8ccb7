/** Why TLS failed, in words. */

/** By the code of Node's error. Texts that begin with "it" speak of the certificate. */
export const TLS_REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet (is the clock right?)',
  CERT_REJECTED: 'it was rejected',
  CERT_REVOKED: 'it was revoked',
  CERT_UNTRUSTED: 'it is not trusted for this use',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed; ca=FILE trusts it, insecure takes any',
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
  HOSTNAME_MISMATCH: 'it is for another name',
  INVALID_CA: 'it is signed by one who is no authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'its chain ends in a certificate that is not trusted here; ca=FILE trusts it',
  UNABLE_TO_GET_ISSUER_CERT: 'its issuer is not known here; ca=FILE trusts it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not known here; ca=FILE trusts it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not known here; ca=FILE trusts it',
};
