/** The services: one sorted line each. */
import type { Service } from '../serve/service.ts';
import { discard } from './discard/discard.ts';
import { echo } from './echo/echo.ts';
import { ftp } from './ftp/ftp.ts';
import { http } from './http/http.ts';
import { imap } from './imap/imap.ts';
import { pop3 } from './pop3/pop3.ts';
import { proxy } from './proxy/proxy.ts';
import { smtp } from './smtp/smtp.ts';
import { socks } from './socks/socks.ts';
import { telnet } from './telnet/telnet.ts';

export const services: readonly Service[] = [discard, echo, ftp, http, imap, pop3, proxy, smtp, socks, telnet];
