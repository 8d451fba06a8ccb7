/** The sample site's files: what a served folder holds where none was given. */

const STYLE = `<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff }
code, pre { font: 14px/1.4 ui-monospace, monospace; background: #f2f4f6; padding: .1em .3em }
pre { padding: .8em; overflow: auto }
a { color: #2060a0 }
label { display: block; margin: .6em 0 }
img { vertical-align: middle }
</style>`;

const page = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
${STYLE}
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;

const INDEX = page(
  'Wirecat serves this page',
  `<p>It came in one reply, over a connection that the terminal of whoever started the server has just shown, packet by packet.</p>
<p><img src="wire.png" width="96" height="48" alt="a pulse on a wire between two ends"> The picture was a second request.</p>
<ul>
<li><a href="form.html">A form</a>: what a browser makes of it, by GET and by POST. A program answers, if the server was started with <code>--cgi</code>.</li>
<li><a href="text/">A folder</a>: the server lists it, in HTML or, for who accepts <code>application/json</code>, in JSON.</li>
<li><a href="text/hello.txt">A text</a> in several scripts, and <a href="text/request.txt">a request to type by hand</a>.</li>
<li><a href="large.bin">40 MiB of zeros</a>: for ranges, for interrupted transfers, and for TFTP, whose block numbers end before.</li>
<li><a href="missing.html">A page that is not there</a>: how a refusal looks.</li>
</ul>
<p>The same files can be had by FTP and TFTP from the servers beside this one. <code>--files DIR</code> serves a folder of your own.</p>`,
);

const FORM = page(
  'A form',
  `<p>By GET the fields go into the address, after a question mark; by POST they are the body of the request. Send both and compare the packets.</p>
<form action="cgi-bin/form" method="get">
<label>Name <input name="name" value="Ada"></label>
<label>Message <input name="message" value="1 + 1 = 2 & more" size="40"></label>
<button>Send by GET</button>
<button formmethod="post">Send by POST</button>
</form>
<p>The program behind it is <code>cgi-bin/form</code>, a shell script. It gets the request in its environment and on its standard input, and prints
the reply (RFC 3875). It runs only where the server was started with <code>--cgi</code>.</p>`,
);

const HELLO = `Hello. Guten Tag, schöne Grüße. Bonjour, ça va ? Γειά σου. Привет. こんにちは。 שלום. 🐈
This text is UTF-8: the letters beyond ASCII take two to four bytes each.
`;

const REQUEST = `A request, to be typed after "wirecat 127.0.0.1 PORT -C", with an empty line at its end:

GET /text/hello.txt HTTP/1.1
Host: localhost
Range: bytes=0-4
Connection: close

The reply is 206 and five bytes. Leave the line "Host" out: the server says what is missing, and where.
`;

const FORM_PROGRAM = `#!/bin/sh
# Answers form.html. The server has put the request into the environment, and its body onto standard input (RFC 3875).
case "$REQUEST_METHOD" in
  POST) data=$(head -c "\${CONTENT_LENGTH:-0}") ;;
  *) data=$QUERY_STRING ;;
esac
printf 'Content-Type: text/html; charset=utf-8\\n\\n'
printf '<!DOCTYPE html>\\n<title>The form came</title>\\n<h1>The form came by %s</h1>\\n<table border="1">\\n' "$REQUEST_METHOD"
printf '%s' "$data" | LC_ALL=C awk '
  BEGIN { RS = "&"; for (i = 1; i < 256; i++) byte[sprintf("%02x", i)] = sprintf("%c", i) }
  function decoded(s,   out, i, h) {
    gsub(/[+]/, " ", s)
    while ((i = index(s, "%")) > 0) {
      h = tolower(substr(s, i + 1, 2))
      out = out substr(s, 1, i - 1) (h in byte ? byte[h] : "%")
      s = substr(s, h in byte ? i + 3 : i + 1)
    }
    return out s
  }
  function html(s) { gsub(/&/, "\\\\&amp;", s); gsub(/</, "\\\\&lt;", s); gsub(/>/, "\\\\&gt;", s); return s }
  {
    sub(/\\n$/, ""); i = index($0, "=")
    printf "<tr><th>%s<td>%s\\n", html(decoded(i ? substr($0, 1, i - 1) : $0)), html(decoded(i ? substr($0, i + 1) : ""))
  }'
printf '</table>\\n<p>%s bytes, read by %s for %s.\\n' "\${#data}" "$SCRIPT_NAME" "$REMOTE_ADDR"
`;

/** A picture of 96 by 48 points, PNG. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAAAwAgMAAACTeJdcAAAADFBMVEX///8gYKDgYCBAQEA0RrOfAAAAw0lEQVR42s3TMQ6EIBAF0DGGI8x9aOwp5mfvaGWz99obuAyjq4Sh' +
  'oDBZog1PMn8Aif5ihDgKnEYB0gHpwCSoJ+Z93z8KieupeV3XTdMmPvPa1A9i8IFjSD7kKi4g53JBytOCfg4XkpZxQCOdjdQQrxO54A0g2ipi4FUBWR0fNC/usJ1HYu/cAGxV' +
  'C2x1HIglWQu5Ee3FgVS6byEXYHJByg63kJsQHzDd4LhXlrdsVzV1wNK52WHp/CQBHZhAg0AyDI+ML7s1pl43vccPAAAAAElFTkSuQmCC';

export interface SampleFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** It may be run. */
  readonly program?: boolean;
}

/** Made when it is asked for. */
export const sampleFiles = (): readonly SampleFile[] => [
  { path: 'index.html', content: INDEX },
  { path: 'form.html', content: FORM },
  { path: 'wire.png', content: Buffer.from(PICTURE, 'base64') },
  { path: 'text/hello.txt', content: HELLO },
  { path: 'text/request.txt', content: REQUEST },
  { path: 'cgi-bin/form', content: FORM_PROGRAM, program: true },
];
