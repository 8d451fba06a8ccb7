/** A port explained: its name, and which of the three ranges it is in (RFC 6335). */
import type { Said, Words } from '../../core/words.ts';
import type { Facts } from '../facts.ts';
import { namedFact, say } from './words.ts';

/** `names` are what is known to use it, e.g. `http/tcp`. */
export const explainPort = (port: number, names: readonly string[], words: Words): Facts => ({
  kind: words.text(say('port')),
  text: String(port),
  facts: [
    namedFact(words, 'name', names.length === 0 ? words.text(say('portNameless')) : names.join(', ')),
    namedFact(words, 'range', words.text(portRange(port))),
    namedFact(words, 'bytes', words.text(say('portBytes', { hex: port.toString(16).padStart(4, '0') }))),
  ],
});

const portRange = (port: number): Said =>
  port === 0 ? say('rangeNone') : port < 1024 ? say('rangeKnown') : port < 49_152 ? say('rangeRegistered') : say('rangeDynamic');
