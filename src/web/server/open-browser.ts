/** Open browser: asks the desktop to show an address. */
import { spawn } from 'node:child_process';

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** `failed` is told where that cannot be asked for; the address is still good. */
export const openBrowser = (address: string, failed: (error: Error) => void): void => {
  const [program = 'xdg-open', ...words] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => failed(new Error(`no browser could be opened with ${program}: take the address above`)));
  child.unref();
};
