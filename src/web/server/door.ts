/**
 * Door: what stands at every address for who was not let in: a page that hands in the token of its fragment, or the code that somebody types,
 * and nothing else. A place in the page stands in the fragment, too (`#view=live&packet=4`): it is no token, and is gone to by who comes in.
 */
import { createHash } from 'node:crypto';
import { LANGUAGES, type Language } from '../../core/words.ts';

const SCRIPT = `
const [whole, stale, silent] = [...document.querySelectorAll('template')].map((t) => t.content.textContent);
const form = document.querySelector('form');
const placeOf = () => (location.hash.includes('=') ? location.hash : '');
const say = (text) => { document.querySelector('p').textContent = text; };
const enter = (token) => fetch('/enter', { method: 'POST', headers: { authorization: 'Bearer ' + token } }).then((answer) => {
  if (!answer.ok) return say(stale);
  history.replaceState(null, '', location.pathname + placeOf());
  location.reload();
}, () => say(silent));
const look = () => {
  const token = placeOf() === '' ? location.hash.slice(1) : '';
  if (token === '') say(whole);
  else enter(token);
};
look();
addEventListener('hashchange', look);
if (form !== null) form.addEventListener('submit', (event) => {
  event.preventDefault();
  enter(form.elements[0].value.trim().toLowerCase().replace(/[^a-z0-9]+/g, '').replace(/^(.{4})(.{4})$/, '$1-$2'));
});
`;

const STYLE =
  ':root{--bg:#f5f4ef;--panel:#fff;--line:#cfccc2;--ink:#17191d}@media (prefers-color-scheme:dark){:root{--bg:#0b0d11;--panel:#12151b;--line:#39414f;--ink:#e9ecf1}}body{font:15px/23px system-ui,sans-serif;margin:18vh 1em;background:var(--bg);color:var(--ink)}main{max-width:30em;margin:auto;padding:24px 32px 32px;background:var(--panel);border:1px solid var(--line);border-radius:10px}h1{font-size:22px;line-height:30px;margin:0 0 8px}p{margin:0 0 16px}form{display:flex;gap:8px;flex-wrap:wrap}input,button{font:inherit;padding:6px 12px;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:var(--ink)}input{width:10em;letter-spacing:.1em}button{background:var(--ink);color:var(--panel);font-weight:600;cursor:pointer}';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

interface DoorTexts {
  readonly whole: string;
  readonly stale: string;
  readonly silent: string;
  readonly code: string;
  readonly join: string;
  readonly wrong: string;
}

const TEXTS: Readonly<Record<Language, DoorTexts>> = {
  en: {
    whole: 'This page opens with the whole address that wirecat has printed in its terminal.',
    stale: 'This address is not good any more: take the one that wirecat has printed in its terminal.',
    silent: 'Wirecat does not answer.',
    code: 'Type the join code that you were told:',
    join: 'Join',
    wrong: 'This code is not good: compare it with the one that is shown.',
  },
  de: {
    whole: 'Diese Seite öffnet sich mit der ganzen Adresse, die wirecat in seinem Terminal ausgegeben hat.',
    stale: 'Diese Adresse gilt nicht mehr: nehmen Sie die, die wirecat in seinem Terminal ausgegeben hat.',
    silent: 'Wirecat antwortet nicht.',
    code: 'Geben Sie den Code ein, den man Ihnen gesagt hat:',
    join: 'Beitreten',
    wrong: 'Dieser Code gilt nicht: vergleichen Sie ihn mit dem, der gezeigt wird.',
  },
};

const doorIn = (language: Language, takesCode: boolean): string => {
  const { whole, stale, silent, code, join, wrong } = TEXTS[language];
  const texts = takesCode ? [code, wrong, silent] : [whole, stale, silent];
  const form = `<form><input aria-label="${code}" autofocus autocomplete="off" spellcheck="false" maxlength="20"> <button>${join}</button></form>`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Wirecat</title><style>${STYLE}</style><main><h1>Wirecat</h1><p role="status">\u2026</p>${takesCode ? form : ''}</main>${texts.map((text) => `<template>${text}</template>`).join('')}<script>${SCRIPT}</script></html>\n`;
};

const DOORS = new Map(LANGUAGES.flatMap((l) => [true, false].map((takesCode) => [`${l} ${takesCode}`, doorIn(l, takesCode)] as const)));

export const doorFor = (language: Language, takesCode: boolean): string => DOORS.get(`${language} ${takesCode}`) ?? '';

export const DOOR_POLICY = `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
