/** Snapshot: the page as it stands now, as one HTML file without a script that opens anywhere; what lies over the panes is left out. */
import { saveFile } from './save-file.ts';

/** What works only while a page lives. */
const LEFT_OUT = 'script, link, meta[http-equiv], .lost, .notice, .pop, .comp';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export const snapshot = (): string => {
  const root = document.documentElement.cloneNode(true) as HTMLElement;
  for (const element of root.querySelectorAll(LEFT_OUT)) element.remove();
  for (const control of root.querySelectorAll('button, input, select, textarea')) control.setAttribute('disabled', '');
  const head = root.querySelector('head');
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = POLICY;
  const style = document.createElement('style');
  style.textContent = `${stylesOf(document)} .app { pointer-events: none }`;
  head?.prepend(policy);
  head?.append(style);
  return `<!doctype html>\n${root.outerHTML}\n`;
};

const stylesOf = ({ styleSheets }: Document): string =>
  [...styleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('\n');

export const saveSnapshot = (): void => saveFile('wirecat-page.html', 'text/html', snapshot());
