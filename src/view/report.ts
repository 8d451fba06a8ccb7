/** Report: an exercise that was done, as one HTML file that opens from the disk: goals, answers, ladders, code and the capture itself. */
import { INK } from './ladder-svg.ts';
import type { Line } from './text.ts';

export interface Report {
  readonly language: string;
  readonly words: ReportWords;
  readonly title: string;
  readonly from: string;
  /** When it was written, as people write it. */
  readonly when: string;
  readonly task: readonly string[];
  readonly goals: readonly { readonly what: string; readonly done: boolean; readonly says: string }[];
  readonly questions: readonly { readonly ask: string; readonly answer: string | undefined; readonly verdict: string }[];
  readonly ladders: readonly { readonly title: string; readonly svg: string; readonly lines: readonly Line[] }[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly capture: { readonly name: string; readonly base64: string; readonly says: string } | undefined;
  /** Something to know about what is missing. */
  readonly notes: readonly string[];
  /** Name and version. */
  readonly application: string;
}

/** Headings, and what stands for a goal that is reached or not, and for a question without an answer. */
export type ReportWords = Readonly<
  Record<'task' | 'goals' | 'questions' | 'packets' | 'code' | 'capture' | 'asText' | 'reached' | 'done' | 'notYet' | 'unanswered', string>
>;

export const reportHtml = (r: Report): string => `<!doctype html>
<html lang="${r.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(r.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escaped(r.title)}</h1>
<p class="caption">${escaped(r.from)} · ${escaped(r.when)} · ${escaped(r.words.reached)}</p>
</header>
${section(r.words.task, r.task.map((text) => `<p>${escaped(text)}</p>`).join('\n'))}
${section(r.words.goals, `<ol class="goals">${r.goals.map((goal) => goalItem(goal, r.words)).join('\n')}</ol>`)}
${r.questions.length === 0 ? '' : section(r.words.questions, r.questions.map((question) => questionPart(question, r.words)).join('\n'))}
${r.ladders.length === 0 ? '' : section(r.words.packets, r.ladders.map((ladder) => ladderPart(ladder, r.words)).join('\n'))}
${r.files.length === 0 ? '' : section(r.words.code, r.files.map(filePart).join('\n'))}
${r.capture === undefined ? '' : section(r.words.capture, capturePart(r.capture))}
${r.notes.map((note) => `<p class="caption">${escaped(note)}</p>`).join('\n')}
<footer class="caption">${escaped(r.application)}</footer>
</main>
</body>
</html>
`;

const section = (title: string, body: string): string => `<section>\n<h2>${escaped(title)}</h2>\n${body}\n</section>`;

const goalItem = ({ what, done, says }: Report['goals'][number], words: ReportWords): string =>
  `<li class="${done ? 'done' : 'open'}"><b>${done ? `✓ ${escaped(words.done)}` : `· ${escaped(words.notYet)}`}</b> ${escaped(what)}<br><span class="caption">${escaped(says)}</span></li>`;

const questionPart = ({ ask, answer, verdict }: Report['questions'][number], words: ReportWords): string =>
  `<h3>${escaped(ask)}</h3>\n<blockquote>${answer === undefined ? `<span class="caption">${escaped(words.unanswered)}</span>` : escaped(answer)}</blockquote>${verdict === '' ? '' : `<p class="caption">${escaped(verdict)}</p>`}`;

const ladderPart = ({ title, svg, lines }: Report['ladders'][number], words: ReportWords): string =>
  `<h3>${escaped(title)}</h3>\n<figure>${svg}</figure>\n<details><summary>${escaped(words.asText)}</summary><pre tabindex="0">${lines.map(lineHtml).join('\n')}</pre></details>`;

const lineHtml = (spans: Line): string =>
  spans.map(({ text, role }) => (role === 'plain' ? escaped(text) : `<span class="${role}">${escaped(text)}</span>`)).join('');

const filePart = ({ name, text }: Report['files'][number]): string => `<h3>${escaped(name)}</h3>\n<pre tabindex="0">${escaped(text)}</pre>`;

const capturePart = ({ name, base64, says }: NonNullable<Report['capture']>): string =>
  `<p><a download="${escaped(name)}" href="data:application/octet-stream;base64,${base64}">${escaped(name)}</a>, ${escaped(says)}</p>`;

/** Characters that steer are shown by a picture of their own. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** What a ladder is drawn with where it is dark: the colours of the page. */
const DARK_INK = { paper: '--panel', line: '--ink3', note: '--ink3', client: '--client', server: '--server', fault: '--fault' } as const;
const darkLadder = (Object.keys(INK) as (keyof typeof INK)[])
  .map((part) => `svg [fill="${INK[part]}"]{fill:var(${DARK_INK[part]})}svg [stroke="${INK[part]}"]{stroke:var(${DARK_INK[part]})}`)
  .join('');

const STYLE = `
:root{color-scheme:light dark;--bg:#f5f4ef;--panel:#fff;--ink:#17191d;--ink3:#6c717a;--line:#e5e3db;--client:#1d4ed8;--server:#0a6b4f;--fault:#b93a0c}
@media screen and (prefers-color-scheme:dark){:root{--bg:#0b0d11;--panel:#12151b;--ink:#e9ecf1;--ink3:#8590a0;--line:#232934;--client:#93b4ff;--server:#5fd6aa;--fault:#ff9a6c}${darkLadder}}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/21px system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:24px 16px}
h1{font-size:26px;line-height:32px;margin:0}h2{font-size:18px;margin:32px 0 8px}h3{font-size:14px;margin:16px 0 4px}
.caption{color:var(--ink3);font-size:12px}
section{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:0 16px 16px;margin:16px 0}
pre{font:12px/18px ui-monospace,'DejaVu Sans Mono',monospace;overflow:auto;margin:0}
figure{margin:8px 0}figure svg{max-width:100%;height:auto;border-radius:6px}summary{cursor:pointer}
blockquote{margin:4px 0;padding:4px 12px;border-left:3px solid var(--line);white-space:pre-wrap}
.goals li{margin:8px 0}.done b{color:var(--server)}.open b{color:var(--ink3)}
.client{color:var(--client)}.server{color:var(--server)}.dim{color:var(--ink3)}.title{font-weight:600}.bad,.warn{color:var(--fault)}.good{color:var(--server)}
@media print{body{background:#fff}section{break-inside:avoid;border:0;padding:0}}
`;
