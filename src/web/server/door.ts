/** Door: what stands at every address for who was not let in: a page that hands in the token of its fragment, and nothing else. */
import { createHash } from 'node:crypto';

const SCRIPT = `
const token = location.hash.slice(1);
const say = (text) => { document.querySelector('p').textContent = text; };
if (token === '') say('This page opens with the whole address that wirecat has printed in its terminal.');
else fetch('/enter', { method: 'POST', headers: { authorization: 'Bearer ' + token } }).then((answer) => {
  if (!answer.ok) return say('This address is not good any more: take the one that wirecat has printed in its terminal.');
  history.replaceState(null, '', location.pathname);
  location.reload();
}, () => say('Wirecat does not answer.'));
`;

const STYLE = 'body{font:14px/21px system-ui,sans-serif;margin:20vh auto;max-width:34em;padding:0 1em;background:Canvas;color:CanvasText}';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const DOOR = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Wirecat</title><style>${STYLE}</style><p role="status">\u2026</p><script>${SCRIPT}</script></html>\n`;

export const DOOR_POLICY = `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
