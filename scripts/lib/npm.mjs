/** Runs npm: the one that runs us, where one does. */
import { collect } from './run.mjs';

/**
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptionsWithoutStdio} [options]
 */
export const npm = (args, options = {}) => {
  const running = process.env['npm_execpath'];
  return running?.endsWith('.js')
    ? collect(process.execPath, [running, ...args], options)
    : collect('npm', args, { shell: process.platform === 'win32', ...options });
};
