/** What the two sides of SSH agree on, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { closed, quotedText } from '../shared/spoken-text.ts';
import type { Agreed } from './agree.ts';
import type { en } from './en.ts';
import { actOf, Code, exchangeOf, messageName } from './names.ts';
import type { SshMessage } from './reader.ts';

const say = sayer<typeof en>('ssh');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/tcp ip.src=192.0.2.1 ip.dst=198.51.100.2 tcp.srcport=49152 tcp.dstport=22 tcp.seq_raw=1001 tcp.ack_raw=5001 tcp.flags=24',
    data: 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10\r\n',
  },
  says: (at) => {
    const { sender, receiver } = at;
    if (at.has('ssh.protocol')) return version(at);
    if (at.has('ssh.message_code')) return packet(at);
    if (at.has('ssh.encrypted_packet')) return say('sealed', { sender, receiver, count: at.bytes.length });
    const text = at.bytes.length > 0 ? String.fromCharCode(...at.bytes.subarray(0, LONGEST)) : '';
    return say('line', { sender, text: quotedText(text) });
  },
};
const LONGEST = 100;

/** `SSH-2.0-OpenSSH_9.2p1 Debian-2` */
const version = (at: Speaking): Said => {
  const [, number = '?', software = ''] = /^SSH-([^-]*)-?(.*)$/.exec(at.text('ssh.protocol')) ?? [];
  return software === ''
    ? say('versionAlone', { sender: at.sender, version: number })
    : say('version', { sender: at.sender, version: number, software });
};

const packet = (at: Speaking): Said => {
  const { sender, receiver } = at;
  const message = at.message as SshMessage | undefined;
  const code = at.number('ssh.message_code');
  const method = message?.method ?? '';
  const act = actOf(code, exchangeOf(method));
  if (code === Code.kexInit) return lists(at, message?.agreed);
  if (code === Code.newKeys) return newKeys(at, message);
  if (act === 'init') return say('init', { sender, method });
  if (act === 'reply') return say('reply', { sender, type: at.text('ssh.host_key.type') || '?' });
  if (act === 'request') return say('request', { sender, receiver, bits: at.number('ssh.dh_gex.nbits') });
  if (act === 'group') return say('group', { sender, bits: bitsOf(at.value('ssh.dh_gex.p')) });
  return other(at, code, method);
};

const bitsOf = (value: unknown): number => {
  if (!(value instanceof Uint8Array)) return 0;
  const from = value.findIndex((byte) => byte !== 0);
  return from < 0 ? 0 : (value.length - from) * 8 - Math.clz32(value[from] ?? 0) + 24;
};

const first = (list: string): string => list.split(',')[0] || '?';

const lists = (at: Speaking, agreed: Agreed | undefined): Said => {
  const { sender } = at;
  if (agreed === undefined) {
    const way = at.isClient ? 'client_to_server' : 'server_to_client';
    return say('lists', {
      sender,
      method: first(at.text('ssh.kex_algorithms')),
      cipher: first(at.text(`ssh.encryption_algorithms_${way}`)),
    });
  }
  const { method, hostKey, cipher } = agreed;
  const missing = method === '' ? 'noMethod' : hostKey === '' ? 'noHostKey' : cipher.includes('') ? 'noCipher' : undefined;
  return missing === undefined
    ? say('agreed', { sender, method, hostKey, cipher: cipher[0] })
    : say('nothing', { sender, what: say(missing) });
};

const newKeys = (at: Speaking, message: SshMessage | undefined): Said => {
  const { sender } = at;
  const cipher = message?.agreed?.cipher[message.reply ? 1 : 0] ?? '';
  if (cipher === '') return say('newKeysAlone', { sender });
  return cipher === 'none' ? say('newKeysOpen', { sender }) : say('newKeys', { sender, cipher });
};

const other = (at: Speaking, code: number, method: string): Said => {
  const { sender, receiver } = at;
  if (code === Code.disconnect) {
    const why = at.named('ssh.disconnect_reason') ?? '?';
    const text = closed(at.text('ssh.disconnect_description'));
    return text === '' ? say('disconnectAlone', { sender, why }) : say('disconnect', { sender, why, text });
  }
  if (code === Code.ignore) return say('ignore', { sender, receiver });
  if (code === Code.debug) return say('debug', { sender, text: quotedText(at.text('ssh.debug_name')) });
  if (code === Code.unimplemented) return say('unimplemented', { sender });
  const name = at.text('ssh.service_name') || '?';
  if (code === Code.serviceRequest) return say('serviceRequest', { sender, receiver, name });
  return code === Code.serviceAccept
    ? say('serviceAccept', { sender, name })
    : say('other', { sender, receiver, name: messageName(code, method) });
};
