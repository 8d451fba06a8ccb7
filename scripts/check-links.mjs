/** Checks that every link of a document to a file of the checkout, and to a heading in it, leads somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { report } from './lib/sources.mjs';
import { filesBelow } from './lib/stamp.mjs';

const documents = filesBelow(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs', 'bench', 'examples'], (path) =>
  path.endsWith('.md'),
);

/** @param {string} text */
const withoutCode = (text) => text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, '')).replace(/`[^`\n]*`/g, '');

/** The name a heading is linked by. @param {string} heading */
const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/`/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** @param {string} file */
const anchorsOf = (file) => [...readFileSync(file, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/**
 * @param {string} document
 * @param {string} link
 */
const wrongWith = (document, link) => {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? document : join(dirname(document), decodeURI(path));
  if (!existsSync(file)) return `no such file: ${link}`;
  if (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor)) return `no such heading: ${link}`;
  return undefined;
};

/** @type {import('./lib/imports.mjs').Complaint[]} */
const complaints = [];
for (const document of documents) {
  const text = withoutCode(readFileSync(document, 'utf8'));
  for (const { 1: link = '', index } of text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(link)) continue;
    const wrong = wrongWith(document, link);
    if (wrong !== undefined)
      complaints.push({ path: relative(ROOT, document), line: text.slice(0, index).split('\n').length, text: wrong });
  }
}
report(complaints);
