/** What the protocols say in English, by area; one sorted line each, as in words-de.ts. */
export { en as tcp } from './tcp/en.ts';
