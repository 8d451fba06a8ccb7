/** What the protocols say in German, by area; one sorted line each, as in words-en.ts. */
export { de as tcp } from './tcp/de.ts';
