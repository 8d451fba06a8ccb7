/** The functions of the OpenSSL inside Node that DTLS needs, by their names, through the optional package koffi. */
import { IoError } from '../../core/fault.ts';
import type { TlsOptions } from '../tls/options.ts';
import { optionalPackage } from './optional-package.ts';

/** A thing of OpenSSL's. */
export type Pointer = unknown;

export interface OpenSsl {
  /** What sessions have in common. Throws an Error in OpenSSL's words where a file or list is not good. */
  context(o: TlsOptions): Pointer;
  /** A client that has not said anything yet. */
  session(context: Pointer, mtu: number, sni: string | undefined): Pointer;
  /** Its input and its output, in memory. */
  buffers(ssl: Pointer): readonly [input: Pointer, output: Pointer];
  put(input: Pointer, bytes: Uint8Array): void;
  /** All that waits, copied into its own memory. */
  take(output: Pointer, room: Buffer): Buffer;
  /** True when it is done, false when it needs more. Throws an Error in OpenSSL's words. */
  handshake(ssl: Pointer): boolean;
  /** Sends again what was not answered in time. */
  retry(ssl: Pointer): void;
  /** Bytes of the next message, -1 where there is none. */
  read(ssl: Pointer, room: Buffer): number;
  write(ssl: Pointer, bytes: Uint8Array): void;
  shutdown(ssl: Pointer): void;
  /** The peer has said close_notify. */
  hasEnded(ssl: Pointer): boolean;
  /** In DER. */
  certificate(ssl: Pointer, room: Buffer): Buffer | undefined;
  problem(ssl: Pointer): string | undefined;
  free(ssl: Pointer, context: Pointer): void;
}

const [SET_MTU, SET_SERVER_NAME, HANDLE_TIMEOUT] = [17, 55, 74];
const NO_QUERY_MTU = 0x1000;
const PEM = 1;
const WANT_READ = 2;
const ENDED = 2;

let loaded: OpenSsl | undefined;

/** Rejects with an IoError where koffi is not there, or Node keeps its OpenSSL to itself. */
export const loadOpenSsl = async (place: string): Promise<OpenSsl> => {
  loaded ??= await load(place);
  return loaded;
};

const load = async (place: string): Promise<OpenSsl> => {
  const found = await optionalPackage('koffi', 'DTLS', place);
  const koffi = (typeof found === 'object' && found !== null && 'default' in found ? found.default : found) as typeof import('koffi');
  try {
    return openSslOf(koffi.load(null));
  } catch (cause) {
    throw new IoError(place, 'ENOTSUP', 'expected a Node that shows its OpenSSL, got one that does not, so there is no DTLS', cause);
  }
};

const openSslOf = (lib: Library): OpenSsl => {
  const c = callsOf(lib);
  return { ...contexts(c), ...buffers(c), ...messages(c), ...certificates(c) };
};

type Library = ReturnType<typeof import('koffi').load>;

/** The oldest error of the queue, which is empty then: Node takes what it finds there for its own. */
const failure = (c: Calls): Error => {
  const text = Buffer.alloc(256);
  c.errorText(c.lastError(), text, text.length);
  c.clearErrors();
  return new Error(text.toString('latin1', 0, text.indexOf(0)));
};

const contexts = (c: Calls): Pick<OpenSsl, 'context' | 'session' | 'free'> => {
  const must = (result: unknown): void => {
    if (result !== 1) throw failure(c);
  };
  return {
    context: (o) => {
      const context: Pointer = c.newContext(c.method());
      if (o.ciphers !== undefined) must(c.ciphers(context, o.ciphers));
      if (o.ca === undefined) c.trustUsual(context);
      else must(c.trustFile(context, o.ca, null));
      if (o.cert !== undefined) {
        must(c.certFile(context, o.cert));
        must(c.keyFile(context, o.key ?? o.cert, PEM));
      }
      const names = Buffer.concat((o.alpn ?? []).flatMap((name) => [Buffer.of(name.length), Buffer.from(name)]));
      if (names.length > 0) c.alpn(context, names, names.length);
      return context;
    },
    session: (context, mtu, sni) => {
      const ssl: Pointer = c.newSession(context);
      c.options(ssl, NO_QUERY_MTU);
      c.control(ssl, SET_MTU, mtu, null);
      if (sni !== undefined) c.control(ssl, SET_SERVER_NAME, 0, sni);
      return ssl;
    },
    free: (ssl, context) => {
      c.freeSession(ssl);
      c.freeContext(context);
    },
  };
};

const buffers = (c: Calls): Pick<OpenSsl, 'buffers' | 'put' | 'take'> => ({
  buffers: (ssl) => {
    const [input, output]: [Pointer, Pointer] = [c.newBuffer(c.memory()), c.newBuffer(c.memory())];
    c.setBuffers(ssl, input, output);
    return [input, output];
  },
  put: (input, bytes) => void c.put(input, bytes, bytes.length),
  take: (output, room) => {
    const n = Number(c.take(output, room, room.length));
    return Buffer.from(room.subarray(0, Math.max(0, n)));
  },
});

const messages = (c: Calls): Pick<OpenSsl, 'handshake' | 'retry' | 'read' | 'write' | 'shutdown' | 'hasEnded'> => ({
  handshake: (ssl) => {
    const result = c.connect(ssl);
    if (result === 1) return true;
    if (c.error(ssl, result) !== WANT_READ) throw failure(c);
    return false;
  },
  retry: (ssl) => void c.control(ssl, HANDLE_TIMEOUT, 0, null),
  read: (ssl, room) => {
    const n = Number(c.read(ssl, room, room.length));
    if (n > 0) return n;
    c.clearErrors(); // a datagram that nobody signed is as if it had not come
    return -1;
  },
  write: (ssl, bytes) => {
    if (Number(c.write(ssl, bytes, bytes.length)) <= 0) throw failure(c);
  },
  shutdown: (ssl) => {
    c.shutdown(ssl);
    c.clearErrors();
  },
  hasEnded: (ssl) => (Number(c.ended(ssl)) & ENDED) !== 0,
});

const certificates = (c: Calls): Pick<OpenSsl, 'certificate' | 'problem'> => ({
  certificate: (ssl, room) => {
    const certificate: Pointer = c.certificate(ssl);
    if (certificate === null) return undefined;
    const buffer: Pointer = c.newBuffer(c.memory());
    c.toDer(buffer, certificate);
    const n = Number(c.take(buffer, room, room.length));
    c.freeBuffer(buffer);
    c.freeCertificate(certificate);
    return Buffer.from(room.subarray(0, n));
  },
  problem: (ssl) => {
    const code = c.verified(ssl);
    return Number(code) === 0 ? undefined : String(c.verifyText(code));
  },
});

/** By their declarations in C. */
const callsOf = (lib: Library) => {
  const f = (declaration: string) => lib.func(declaration);
  return {
    method: f('void *DTLS_client_method()'),
    newContext: f('void *SSL_CTX_new(void *method)'),
    freeContext: f('void SSL_CTX_free(void *context)'),
    ciphers: f('int SSL_CTX_set_cipher_list(void *context, const char *list)'),
    trustFile: f('int SSL_CTX_load_verify_locations(void *context, const char *file, const char *folder)'),
    trustUsual: f('int SSL_CTX_set_default_verify_paths(void *context)'),
    certFile: f('int SSL_CTX_use_certificate_chain_file(void *context, const char *file)'),
    keyFile: f('int SSL_CTX_use_PrivateKey_file(void *context, const char *file, int type)'),
    alpn: f('int SSL_CTX_set_alpn_protos(void *context, const uint8_t *names, uint32_t length)'),
    newSession: f('void *SSL_new(void *context)'),
    freeSession: f('void SSL_free(void *ssl)'),
    options: f('uint64_t SSL_set_options(void *ssl, uint64_t options)'),
    control: f('long SSL_ctrl(void *ssl, int command, long number, const char *text)'),
    memory: f('void *BIO_s_mem()'),
    newBuffer: f('void *BIO_new(void *kind)'),
    setBuffers: f('void SSL_set_bio(void *ssl, void *input, void *output)'),
    put: f('int BIO_write(void *buffer, const uint8_t *bytes, int length)'),
    take: f('int BIO_read(void *buffer, _Out_ uint8_t *bytes, int length)'),
    freeBuffer: f('int BIO_free(void *buffer)'),
    connect: f('int SSL_connect(void *ssl)'),
    error: f('int SSL_get_error(void *ssl, int result)'),
    read: f('int SSL_read(void *ssl, _Out_ uint8_t *bytes, int length)'),
    write: f('int SSL_write(void *ssl, const uint8_t *bytes, int length)'),
    shutdown: f('int SSL_shutdown(void *ssl)'),
    ended: f('int SSL_get_shutdown(void *ssl)'),
    certificate: f('void *SSL_get1_peer_certificate(void *ssl)'),
    toDer: f('int i2d_X509_bio(void *buffer, void *certificate)'),
    freeCertificate: f('void X509_free(void *certificate)'),
    verified: f('long SSL_get_verify_result(void *ssl)'),
    verifyText: f('const char *X509_verify_cert_error_string(long code)'),
    lastError: f('unsigned long ERR_get_error()'),
    errorText: f('void ERR_error_string_n(unsigned long code, _Out_ uint8_t *text, size_t length)'),
    clearErrors: f('void ERR_clear_error()'),
  };
};

type Calls = ReturnType<typeof callsOf>;
