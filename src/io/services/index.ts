/** The services: one sorted line each. */
import type { Service } from '../serve/service.ts';
import { broker } from './broker/broker.ts';
import { chargen } from './chargen/chargen.ts';
import { chat } from './chat/chat.ts';
import { daytime } from './daytime/daytime.ts';
import { discard } from './discard/discard.ts';
import { dns } from './dns/dns.ts';
import { echo } from './echo/echo.ts';
import { finger } from './finger/finger.ts';
import { ftp } from './ftp/ftp.ts';
import { http } from './http/http.ts';
import { ident } from './ident/ident.ts';
import { imap } from './imap/imap.ts';
import { msp } from './msp/msp.ts';
import { netstat } from './netstat/netstat.ts';
import { nmea } from './nmea/nmea.ts';
import { ntp } from './ntp/ntp.ts';
import { pop3 } from './pop3/pop3.ts';
import { proxy } from './proxy/proxy.ts';
import { qotd } from './qotd/qotd.ts';
import { reqtime } from './reqtime/reqtime.ts';
import { smtp } from './smtp/smtp.ts';
import { socks } from './socks/socks.ts';
import { syslog } from './syslog/syslog.ts';
import { systat } from './systat/systat.ts';
import { tcpmux } from './tcpmux/tcpmux.ts';
import { telnet } from './telnet/telnet.ts';
import { tftp } from './tftp/tftp.ts';
import { time } from './time/time.ts';

export const services: readonly Service[] = [
  broker,
  chargen,
  chat,
  daytime,
  discard,
  dns,
  echo,
  finger,
  ftp,
  http,
  ident,
  imap,
  msp,
  netstat,
  nmea,
  ntp,
  pop3,
  proxy,
  qotd,
  reqtime,
  smtp,
  socks,
  syslog,
  systat,
  tcpmux,
  telnet,
  tftp,
  time,
];
