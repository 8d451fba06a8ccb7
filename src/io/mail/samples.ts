/** Three messages to begin with: plain text, several parts with an attachment, and letters beyond ASCII. */
import { utf8 } from '../../core/bytes.ts';

export const samples = (now: number): readonly Uint8Array[] =>
  [plain, parts, umlauts].map((sample, i) => utf8(sample(mailDate(now - (3 - i) * 60_000)).replaceAll('\n', '\r\n')));

/** RFC 5322 §3.3, in UTC. */
export const mailDate = (ms: number): string => {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(ms).toUTCString().split(' ');
  return `${day} ${Number(date)} ${month} ${year} ${time} +0000`;
};

const plain = (date: string): string => `Return-Path: <ada@lab>
Date: ${date}
From: Ada Lovelace <ada@lab>
To: Guest <guest@lab>
Subject: Welcome to the lab
Message-ID: <welcome.1@lab>
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii

Hello,

this mailbox lies on your own machine. Send a message to guest@lab by SMTP,
read it by IMAP or POP3, and watch every packet on the way.

Ada
`;

const parts = (date: string): string => `Return-Path: <grace@lab>
Date: ${date}
From: Grace Hopper <grace@lab>
To: guest@lab
Cc: Ada Lovelace <ada@lab>
Subject: A message of several parts
Message-ID: <parts.2@lab>
In-Reply-To: <welcome.1@lab>
References: <welcome.1@lab>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

This text is for readers that know no MIME.
--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=us-ascii

The same text twice, plain and as HTML, and a file.

--inner
Content-Type: text/html; charset=us-ascii

<p>The same text <em>twice</em>, plain and as HTML, and a file.</p>

--inner--
--outer
Content-Type: text/csv; name="ports.csv"
Content-Disposition: attachment; filename="ports.csv"
Content-Transfer-Encoding: base64

c2VydmljZSxwb3J0CnNtdHAsMjUKcG9wMywxMTAKaW1hcCwxNDMK
--outer--
`;

const umlauts = (date: string): string => `Return-Path: <juergen@lab>
Date: ${date}
From: =?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?= <juergen@lab>
To: guest@lab
Subject: =?UTF-8?B?R3LDvMOfZSBhdXMgTcO8bmNoZW4=?=
Message-ID: <umlauts.3@lab>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Sch=C3=B6ne Gr=C3=BC=C3=9Fe aus M=C3=BCnchen!

Umlaute stehen im Kopf als =3D?UTF-8?...?=3D (RFC 2047), im Text als =3DC3=
=3DBC (RFC 2045).

J=C3=BCrgen
`;
