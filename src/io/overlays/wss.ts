/** Overlay `wss:` : WebSocket (RFC 6455) over TLS over any stream, with the options of both. `wss://host/path` is `wss?path=/path:tcp:host:443`. */
import type { OverlayType } from '../base/endpoint.ts';
import { printOptions } from '../base/options.ts';
import { parseTlsOptions, printableTlsOptions, type TlsOptions, tlsOptions } from '../tls/options.ts';
import { parseWsOptions, printWsOptions, type WsOptions, wsFromUrl, wsOptions } from '../ws/options.ts';

export interface WssOptions {
  readonly tls: TlsOptions;
  readonly ws: WsOptions;
}

export const wss: OverlayType<WssOptions> = {
  scheme: 'wss',
  peer: 'same',
  title: 'WebSocket over TLS over any stream',
  example: 'wss://localhost:8443/chat',
  onStreamOnly: true,
  words: 0,
  options: [...new Map([...tlsOptions, ...wsOptions].map((option) => [option.name, option])).values()],
  fromUrl: (text) => wsFromUrl('wss', text, 443),
  parse: (_words, options, place) => ({ tls: parseTlsOptions(options, place), ws: parseWsOptions(options, place) }),
  print: (o) => `wss${printOptions({ ...printableTlsOptions(o.tls), ...printWsOptions(o.ws) })}:`,
  insecure: (o) => ({ ...o, tls: { ...o.tls, insecure: true } }),
  ready: async (o, place) => (await import('../tls/server.ts')).tlsServerReady(o.tls, place),
  wrap: async (channel, role, o, signal) => {
    const { wsClient, wsServer } = await import('../ws/handshake.ts');
    if (role === 'initiator')
      return wsClient(await (await import('../tls/client.ts')).tlsClient(channel, o.tls, signal), o.ws, 'wss', signal);
    return wsServer(await (await import('../tls/server.ts')).tlsServer(channel, o.tls, signal), o.ws, 'wss', signal);
  },
};
