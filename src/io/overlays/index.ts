/** The overlays: one sorted line each. An overlay takes a channel and gives a channel: `tls:tcp:host:443`, `rate:100k:tcp:host:80`. */
import type { OverlayType } from '../base/endpoint.ts';
import { crlf } from './crlf.ts';
import { delay } from './delay.ts';
import { httpConnect } from './http-connect.ts';
import { impair } from './impair.ts';
import { lines } from './lines.ts';
import { rate } from './rate.ts';
import { socks4 } from './socks4.ts';
import { socks5 } from './socks5.ts';
import { tls } from './tls.ts';
import { ws } from './ws.ts';
import { wss } from './wss.ts';

export const overlays: readonly OverlayType[] = [crlf, delay, httpConnect, impair, lines, rate, socks4, socks5, tls, ws, wss];
