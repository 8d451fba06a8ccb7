/**
 * The functions of the OpenSSL inside Node that DTLS needs, by their names, through the optional package koffi. What OpenSSL gives is never
 * used unseen: nothing where something was expected is an error, and a session is freed once and not touched again.
 */
import { IoError } from '../../core/fault.ts';
import { type Koffi, koffiFor, type Library } from './native.ts';

export interface DtlsSettings {
  /** Files in PEM. */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** As OpenSSL writes them. */
  readonly ciphers?: string | undefined;
  readonly alpn?: readonly string[] | undefined;
  readonly sni?: string | undefined;
  /** Bytes of a datagram at most. */
  readonly mtu: number;
}

/** A client's side of a conversation, which reads and writes in memory. Every call throws an IoError with OpenSSL's words where that refuses it. */
export interface DtlsSession {
  /** A datagram that came. */
  put(bytes: Uint8Array): void;
  /** All records that are to be sent. */
  take(): Buffer;
  /** True when it is done, false when it needs more. */
  handshake(): boolean;
  /** Sends again what was not answered in time. */
  retry(): void;
  /** The next message, undefined where there is none. */
  read(): Uint8Array | undefined;
  write(bytes: Uint8Array): void;
  shutdown(): void;
  /** The peer has said close_notify. */
  hasEnded(): boolean;
  /** The peer's, in DER. */
  certificate(): Buffer | undefined;
  /** Why the certificate is not good; undefined where it is. */
  problem(): string | undefined;
  /** Twice does no harm; every other call throws from now on. */
  free(): void;
}

export type OpenDtls = (settings: DtlsSettings) => DtlsSession;

/** Rejects with an IoError where koffi is not there, or Node keeps its OpenSSL to itself. */
export const dtlsSessions = async (place: string): Promise<OpenDtls> => {
  calls ??= callsOf(await koffiFor(place, 'DTLS'), place);
  const c = calls;
  return (settings) => openSession(c, settings);
};

let calls: Calls | undefined;

/** A thing of OpenSSL's. */
type Pointer = NonNullable<unknown>;

/** The longest record, and all of a flight. */
const ROOM = 1 << 16;
const [SET_MTU, SET_SERVER_NAME, HANDLE_TIMEOUT] = [17, 55, 74];
const NO_QUERY_MTU = 0x1000;
const PEM = 1;
const WANT_READ = 2;
const ENDED = 2;

const openSession = (c: Calls, settings: DtlsSettings): DtlsSession => {
  const context = c.newContext(c.method());
  try {
    configure(c, context, settings);
    const ssl = c.newSession(context);
    try {
      return sessionOf(c, liveOf(c, ssl, settings));
    } catch (cause) {
      c.freeSession(ssl);
      throw cause;
    }
  } finally {
    c.freeContext(context); // the session has its own share of it
  }
};

const configure = (c: Calls, context: Pointer, o: DtlsSettings): void => {
  if (o.ciphers !== undefined) must(c, 'SSL_CTX_set_cipher_list', c.ciphers(context, o.ciphers));
  if (o.ca === undefined) must(c, 'SSL_CTX_set_default_verify_paths', c.trustUsual(context));
  else must(c, 'SSL_CTX_load_verify_locations', c.trustFile(context, o.ca, null));
  if (o.cert !== undefined) {
    must(c, 'SSL_CTX_use_certificate_chain_file', c.certFile(context, o.cert));
    must(c, 'SSL_CTX_use_PrivateKey_file', c.keyFile(context, o.key ?? o.cert, PEM));
  }
  const names = Buffer.concat((o.alpn ?? []).flatMap((name) => [Buffer.of(name.length), Buffer.from(name)]));
  if (names.length > 0 && c.alpn(context, names, names.length) !== 0) throw failure(c, 'SSL_CTX_set_alpn_protos');
};

/** A session with its input and its output, in memory, which it owns. */
interface Live {
  readonly ssl: Pointer;
  readonly input: Pointer;
  readonly output: Pointer;
}

const liveOf = (c: Calls, ssl: Pointer, { mtu, sni }: DtlsSettings): Live => {
  c.options(ssl, NO_QUERY_MTU);
  if (c.control(ssl, SET_MTU, mtu, null) !== mtu) throw failure(c, 'SSL_set_mtu');
  if (sni !== undefined) must(c, 'SSL_set_tlsext_host_name', c.control(ssl, SET_SERVER_NAME, 0, sni));
  const input = c.newBuffer(c.memory());
  try {
    const output = c.newBuffer(c.memory());
    c.setBuffers(ssl, input, output);
    return { ssl, input, output };
  } catch (cause) {
    c.freeBuffer(input);
    throw cause;
  }
};

const sessionOf = (c: Calls, made: Live): DtlsSession => {
  const room = Buffer.allocUnsafe(ROOM);
  let live: Live | undefined = made;
  /** Whoever comes too late is told so, and OpenSSL is not asked. */
  const now = (): Live => {
    if (live === undefined) throw new IoError('OpenSSL', 'ECANCELED', 'expected a session, got one that is over');
    return live;
  };
  return {
    put: (bytes) => {
      if (c.put(now().input, bytes, bytes.length) !== bytes.length) throw failure(c, 'BIO_write');
    },
    take: () => taken(c, now().output, room),
    handshake: () => shakeHands(c, now().ssl),
    retry: () => void c.control(now().ssl, HANDLE_TIMEOUT, 0, null),
    read: () => readMessage(c, now().ssl, room),
    write: (bytes) => {
      if (c.write(now().ssl, bytes, bytes.length) <= 0) throw failure(c, 'SSL_write');
    },
    shutdown: () => {
      c.shutdown(now().ssl);
      c.clearErrors();
    },
    hasEnded: () => (c.ended(now().ssl) & ENDED) !== 0,
    certificate: () => certificateOf(c, now().ssl, room),
    problem: () => problemOf(c, now().ssl),
    free: () => {
      if (live !== undefined) c.freeSession(live.ssl);
      live = undefined;
    },
  };
};

const shakeHands = (c: Calls, ssl: Pointer): boolean => {
  const result = c.connect(ssl);
  if (result === 1) return true;
  if (c.error(ssl, result) !== WANT_READ) throw failure(c, 'SSL_connect');
  return false;
};

const readMessage = (c: Calls, ssl: Pointer, room: Buffer): Uint8Array | undefined => {
  const n = c.read(ssl, room, room.length);
  if (n > 0) return Uint8Array.prototype.slice.call(room, 0, n);
  c.clearErrors(); // a datagram that nobody signed is as if it had not come
  return undefined;
};

/** All that waits, copied. */
const taken = (c: Calls, buffer: Pointer, room: Buffer): Buffer =>
  Buffer.from(room.subarray(0, Math.max(0, c.take(buffer, room, room.length))));

const certificateOf = (c: Calls, ssl: Pointer, room: Buffer): Buffer | undefined => {
  const certificate = c.certificate(ssl);
  if (certificate === null) return undefined;
  const buffer = c.newBuffer(c.memory());
  try {
    must(c, 'i2d_X509_bio', c.toDer(buffer, certificate));
    return taken(c, buffer, room);
  } finally {
    c.freeBuffer(buffer);
    c.freeCertificate(certificate);
  }
};

const problemOf = (c: Calls, ssl: Pointer): string | undefined => {
  const code = c.verified(ssl);
  return Number(code) === 0 ? undefined : c.verifyText(code);
};

const must = (c: Calls, call: string, result: number): void => {
  if (result !== 1) throw failure(c, call);
};

/** Of the oldest error of the queue, which is empty then: Node takes what it finds there for its own. */
const failure = (c: ReturnType<typeof errorCalls>, call: string): IoError => {
  const code = c.lastError();
  c.clearErrors();
  const text = Buffer.alloc(256);
  c.errorText(code, text, text.length);
  const words = Number(code) === 0 ? 'no reason' : text.toString('latin1', 0, text.indexOf(0));
  return new IoError('OpenSSL', 'EOPENSSL', `expected ${call} to succeed, got ${words}`, new Error(words));
};

type Calls = ReturnType<typeof declare>;

/** Throws an IoError where this OpenSSL is not the one that Node was made with. */
const callsOf = (koffi: Koffi, place: string): Calls => {
  try {
    const library = koffi.load(null);
    const version = Number(library.func<() => number | bigint>('unsigned long OpenSSL_version_num()')()) >>> 28;
    if (`${version}` !== process.versions['openssl']?.split('.')[0] || version < 3) throw new Error(`OpenSSL ${version}`);
    return declare(library);
  } catch (cause) {
    throw new IoError(place, 'ENOTSUP', 'expected a Node that shows its OpenSSL, got one that does not, so there is no DTLS', cause);
  }
};

type Words = readonly unknown[];

/** Functions by their declarations in C; `some` are those that must give something. */
interface Declare {
  call<A extends Words, R>(declaration: string): (...words: A) => R;
  some<A extends Words>(declaration: string): (...words: A) => Pointer;
}

const declare = (library: Library) => {
  const call: Declare['call'] = (declaration) => library.func(declaration);
  const errors = errorCalls(call);
  const some: Declare['some'] = <A extends Words>(declaration: string) => {
    const give = call<A, Pointer | null>(declaration);
    const name = /\*(\w+)\(/.exec(declaration)?.[1] ?? declaration;
    return (...words: A): Pointer => {
      const pointer = give(...words);
      if (pointer === null) throw failure(errors, name);
      return pointer;
    };
  };
  const by = { call, some };
  return { ...errors, ...contextCalls(by), ...sessionCalls(by), ...bufferCalls(by) };
};

const errorCalls = (call: Declare['call']) => ({
  lastError: call<[], number | bigint>('unsigned long ERR_get_error()'),
  errorText: call<[number | bigint, Buffer, number], void>(
    'void ERR_error_string_n(unsigned long code, _Out_ uint8_t *text, size_t length)',
  ),
  clearErrors: call<[], void>('void ERR_clear_error()'),
});

const contextCalls = ({ call, some }: Declare) => ({
  method: some<[]>('const void *DTLS_client_method()'),
  newContext: some<[Pointer]>('void *SSL_CTX_new(const void *method)'),
  freeContext: call<[Pointer], void>('void SSL_CTX_free(void *context)'),
  ciphers: call<[Pointer, string], number>('int SSL_CTX_set_cipher_list(void *context, const char *list)'),
  trustFile: call<[Pointer, string, null], number>(
    'int SSL_CTX_load_verify_locations(void *context, const char *file, const char *folder)',
  ),
  trustUsual: call<[Pointer], number>('int SSL_CTX_set_default_verify_paths(void *context)'),
  certFile: call<[Pointer, string], number>('int SSL_CTX_use_certificate_chain_file(void *context, const char *file)'),
  keyFile: call<[Pointer, string, number], number>('int SSL_CTX_use_PrivateKey_file(void *context, const char *file, int type)'),
  alpn: call<[Pointer, Buffer, number], number>('int SSL_CTX_set_alpn_protos(void *context, const uint8_t *names, uint32_t length)'),
});

const sessionCalls = ({ call, some }: Declare) => ({
  newSession: some<[Pointer]>('void *SSL_new(void *context)'),
  freeSession: call<[Pointer], void>('void SSL_free(void *ssl)'),
  options: call<[Pointer, number], unknown>('uint64_t SSL_set_options(void *ssl, uint64_t options)'),
  control: call<[Pointer, number, number, string | null], number>('long SSL_ctrl(void *ssl, int command, long number, const char *text)'),
  connect: call<[Pointer], number>('int SSL_connect(void *ssl)'),
  error: call<[Pointer, number], number>('int SSL_get_error(void *ssl, int result)'),
  read: call<[Pointer, Buffer, number], number>('int SSL_read(void *ssl, _Out_ uint8_t *bytes, int length)'),
  write: call<[Pointer, Uint8Array, number], number>('int SSL_write(void *ssl, const uint8_t *bytes, int length)'),
  shutdown: call<[Pointer], number>('int SSL_shutdown(void *ssl)'),
  ended: call<[Pointer], number>('int SSL_get_shutdown(void *ssl)'),
  certificate: call<[Pointer], Pointer | null>('void *SSL_get1_peer_certificate(void *ssl)'),
  verified: call<[Pointer], number | bigint>('long SSL_get_verify_result(void *ssl)'),
  verifyText: call<[number | bigint], string>('const char *X509_verify_cert_error_string(long code)'),
  freeCertificate: call<[Pointer], void>('void X509_free(void *certificate)'),
});

const bufferCalls = ({ call, some }: Declare) => ({
  memory: some<[]>('const void *BIO_s_mem()'),
  newBuffer: some<[Pointer]>('void *BIO_new(const void *kind)'),
  setBuffers: call<[Pointer, Pointer, Pointer], void>('void SSL_set_bio(void *ssl, void *input, void *output)'),
  put: call<[Pointer, Uint8Array, number], number>('int BIO_write(void *buffer, const uint8_t *bytes, int length)'),
  take: call<[Pointer, Buffer, number], number>('int BIO_read(void *buffer, _Out_ uint8_t *bytes, int length)'),
  freeBuffer: call<[Pointer], number>('int BIO_free(void *buffer)'),
  toDer: call<[Pointer, Pointer], number>('int i2d_X509_bio(void *buffer, void *certificate)'),
});
