import { describe, expect, it } from 'vitest';
import { secretsHidden, withoutSecrets } from './secrets.ts';

describe('secrets', () => {
  it.each([
    ['tcp:a:1?auth=user:secret', 'tcp:a:1?auth=***'],
    ['socks5?auth=user%3Asecret:p:1:tcp:a:1', 'socks5?auth=***'],
    ['tcp:a:1?auth=user:secret&nodelay', 'tcp:a:1?auth=***&nodelay'],
    ['ws://user:secret@host/x', 'ws://user:***@host/x'],
    ['expected a host, got "user:secret@h"', 'expected a host, got "user:***@h"'],
    ['ws?header=Authorization%3A%20Bearer%20abc|X:y:tcp:a:1', 'ws?header=Authorization%3A%20***|X:y:tcp:a:1'],
    ['Cookie: sid=1; b=2', 'Cookie: ***'],
    ['unix:@name', 'unix:@name'],
    ['listen:unix:@name', 'listen:unix:@name'],
    ['ssh -p 22 me@host', 'ssh -p 22 me@host'],
  ])('%s', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
    expect(secretsHidden(text)).toHaveLength(text.length);
    expect(secretsHidden(text)).not.toContain('secret');
  });
});
