/** What the two sides of TLS agree on and tell each other, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Reading, Sentences, Speaking } from '../../wire/sentence.ts';
import { CIPHER_SUITES } from '../shared/tls/cipher-suites.ts';
import { HANDSHAKE_TYPES, Handshake, Version } from '../shared/tls/names.ts';
import type { en } from './en.ts';
import { Content, FRAGMENT, HEADER, type TlsMessage } from './message.ts';
import { versionLabel } from './names.ts';

const say = sayer<typeof en>('tls');

/** Steps of one record that are told. */
const MOST = 6;

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=443 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    hex:
      '16030100a30100009f0303ed819deb8699a4962056b1090bc0e034bf70f6775ed8b75f115b27ae266b184600000613011302c02f010000' +
      '7000000014001200000f7777772e6578616d706c652e636f6d000a00060004001d00170010000b000908687474702f312e31000d000800' +
      '06040308040401002b00050403040303003300260024001d0020d299ebe6d4972ca15f760c4102b2ad14322e460527053fbd8fd03e3290' +
      'b42c7d',
  },
  says: (at) => {
    const { sender, receiver } = at;
    const message = at.message as TlsMessage | undefined;
    if (message === undefined) return say('record', { sender, receiver });
    const { content, sealed, version } = message;
    if (content === Content.changeCipherSpec) return say(version === Version.tls13 ? 'changeCipherIdle' : 'changeCipher', { sender });
    if (content === Content.heartbeat) return say('heartbeat', { sender });
    if (content === Content.applicationData) return data(at, message);
    if (sealed) return say(content === Content.alert ? 'sealedAlert' : 'sealedStep', { sender });
    return content === Content.alert ? alert(at, message) : say('says', { sender, steps: stepsOf(at, message) });
  },
  adds: (at) => {
    const message = at.message as TlsMessage | undefined;
    return message?.keys !== undefined && at.above().length > 0 ? say('openedInside') : undefined;
  },
};

const data = (at: Speaking, { keys }: TlsMessage): Said => {
  const sides = { sender: at.sender, receiver: at.receiver, count: Math.max(0, at.bytes.length - HEADER) };
  return say(keys === undefined ? 'sealed' : 'opened', sides);
};

const CLOSE_NOTIFY = 0;
const FATAL = 2;

const alert = (at: Speaking, { says }: TlsMessage): Said => {
  const { sender } = at;
  if (says[1] === CLOSE_NOTIFY) return say('closing', { sender });
  const name = at.named('tls.alert_message.desc') ?? String(says[1] ?? '?');
  const told = WHY.find((key) => key === `a${says[1]}`);
  if (told !== undefined) return say(says[0] === FATAL ? 'fatalFor' : 'warningFor', { sender, why: say(told), name });
  return say(says[0] === FATAL ? 'fatal' : 'warning', { sender, why: name });
};

/** Alerts that are told in plain words. */
const WHY = [
  'a10',
  'a20',
  'a22',
  'a40',
  'a42',
  'a43',
  'a44',
  'a45',
  'a46',
  'a47',
  'a48',
  'a49',
  'a50',
  'a51',
  'a70',
  'a71',
  'a80',
  'a86',
  'a90',
  'a109',
  'a110',
  'a112',
  'a115',
  'a116',
  'a120',
] as const;

// ---- steps of the handshake --------------------------------------------------------------------------------------------

const stepsOf = (at: Speaking, message: TlsMessage): readonly Said[] => {
  const whole = at.under('tls.handshake').filter((step) => step.has('tls.handshake.type'));
  const steps = whole.slice(0, MOST).map((step) => stepSaid(step, message));
  const part = message.says.find((code) => code >= FRAGMENT);
  return part === undefined && steps.length > 0 ? steps : [...steps, say('stepPart')];
};

const stepSaid = (step: Reading, message: TlsMessage): Said => {
  const type = step.number('tls.handshake.type');
  if (type === Handshake.clientHello) return clientHello(step, message);
  if (type === Handshake.serverHello && message.says.includes(Handshake.helloRetryRequest)) return say('retry');
  if (type === Handshake.serverHello) return serverHello(step, message);
  if (type === Handshake.certificate) return certificate(step);
  const key = STEPS[type];
  return key === undefined ? say('step', { name: HANDSHAKE_TYPES[type] ?? String(type) }) : say(key);
};

const clientHello = (step: Reading, message: TlsMessage): Said => {
  const versions = step
    .values('tls.handshake.extensions.supported_version')
    .map(Number)
    .filter((v) => VERSIONS.includes(v));
  const version = versionText(versions.length === 0 ? step.number('tls.handshake.version') : Math.max(...versions));
  const slots = {
    versions: say(versions.length === 1 ? 'only' : 'orOlder', { version }),
    count: step.values('tls.handshake.ciphersuite').length,
    again: step.has('tls.handshake.extensions.psk.identity.identity') ? say('again') : '',
  };
  if (message.version === Version.tls13) return say('clientHelloRetry', slots);
  const name = step.text('tls.handshake.extensions_server_name');
  return name === '' ? say('clientHello', slots) : say('clientHelloFor', { ...slots, name });
};
const VERSIONS: readonly number[] = [0x0300, 0x0301, 0x0302, 0x0303, 0x0304];

/** `TLS 1.3` */
const versionText = (version: number): string =>
  versionLabel(version)
    .replace('v', ' ')
    .replace(/^TLS 1$/, 'TLS 1.0');

const serverHello = (step: Reading, { version, resumed }: TlsMessage): Said => {
  const suite = step.number('tls.handshake.ciphersuite');
  const chosen = step.number('tls.handshake.extensions.supported_version') || version || step.number('tls.handshake.version');
  const slots = { version: versionText(chosen), suite: CIPHER_SUITES[suite] ?? `0x${suite.toString(16)}` };
  const goesOn = resumed || step.has('tls.handshake.extensions.psk.identity.selected');
  return say(goesOn ? 'serverHelloResumed' : 'serverHello', slots);
};

const certificate = (step: Reading): Said => {
  if (!step.has('tls.handshake.certificate')) return say('noCertificate');
  const name = step.under('tls.handshake.certificate')[0]?.text('x509ce.dNSName') ?? '';
  return name === '' ? say('certificate') : say('certificateFor', { name });
};

const STEPS: Readonly<
  Record<
    number,
    | 'helloRequest'
    | 'ticket'
    | 'endEarly'
    | 'retry'
    | 'extensions'
    | 'serverKey'
    | 'request'
    | 'serverDone'
    | 'verify'
    | 'clientKey'
    | 'finished'
    | 'status'
    | 'keyUpdate'
    | 'certificate'
  >
> = {
  [Handshake.helloRequest]: 'helloRequest',
  [Handshake.newSessionTicket]: 'ticket',
  [Handshake.endOfEarlyData]: 'endEarly',
  [Handshake.helloRetryRequest]: 'retry',
  [Handshake.encryptedExtensions]: 'extensions',
  [Handshake.serverKeyExchange]: 'serverKey',
  [Handshake.certificateRequest]: 'request',
  [Handshake.serverHelloDone]: 'serverDone',
  [Handshake.certificateVerify]: 'verify',
  [Handshake.clientKeyExchange]: 'clientKey',
  [Handshake.finished]: 'finished',
  [Handshake.certificateStatus]: 'status',
  [Handshake.keyUpdate]: 'keyUpdate',
  [Handshake.compressedCertificate]: 'certificate',
};
