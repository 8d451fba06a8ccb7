/** Overlay `ws:` : WebSocket (RFC 6455) over any stream; a chunk is a message. `ws://host/path` is `ws?path=/path:tcp:host:80`. */
import type { OverlayType } from '../base/endpoint.ts';
import { parseWsOptions, printWs, type WsOptions, wsFromUrl, wsOptions } from '../ws/options.ts';

export const ws: OverlayType<WsOptions> = {
  scheme: 'ws',
  peer: 'same',
  title: 'WebSocket over any stream',
  example: 'ws://localhost:8080/chat',
  onStreamOnly: true,
  words: 0,
  options: wsOptions,
  fromUrl: (text) => wsFromUrl('ws', text, 80),
  parse: (_words, options, place) => parseWsOptions(options, place),
  print: (o) => `ws${printWs(o)}:`,
  wrap: async (channel, role, o, signal) => {
    const { wsClient, wsServer } = await import('../ws/handshake.ts');
    return role === 'initiator' ? wsClient(channel, o, 'ws', signal) : wsServer(channel, o, 'ws', signal);
  },
};
