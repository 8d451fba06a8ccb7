/** Saved page: the page with a capture in it, as one HTML file that opens from a disk and asks nobody for anything. */

import { readFileSync } from 'node:fs';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import { ioError } from '../../io/base/errors.ts';

/** Bytes of a capture that a browser takes in well. */
export const MOST_SAVED = 64 << 20;

const PLACE = '<script type="text/plain" id="capture"></script>';

/** How the list of a page looks, as the page writes it. */
export interface Looks {
  readonly columns: string;
  /** A filter a line. */
  readonly rules: string;
}

/** `template`: where the page lies that was built for this. Throws a UsageError where the capture is too large. */
export const savedPage = (template: string, name: string, capture: Buffer, { columns, rules }: Looks = PLAIN): string => {
  if (capture.length > MOST_SAVED) throw UsageError.of(name, sayWrong('tooManyPage', { most: MOST_SAVED >> 20 }), sayWrong('chooseFilter'));
  const attributes = {
    name: visible(name),
    columns: visible(columns),
    rules: rules
      .split('\n')
      .map((rule) => visible(rule))
      .join('\n'),
  };
  const data = Object.entries(attributes).map(([key, value]) => `data-${key}="${escaped(value)}"`);
  const element = `<script type="text/plain" id="capture" ${data.join(' ')}>${capture.toString('base64')}</script>`;
  return built(template).replace(PLACE, () => element);
};

const PLAIN: Looks = { columns: '', rules: '' };

const built = (template: string): string => {
  try {
    return readFileSync(template, 'utf8');
  } catch (error) {
    throw ioError(template, 'the page that is saved, as `npm run build` makes it', error);
  }
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
