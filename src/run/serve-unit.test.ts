import { expect, it } from 'vitest';
import { serviceUnit } from './serve-unit.ts';

it('starts what was typed, word by word', () =>
  expect(serviceUnit(['/usr/bin/node', '/opt/wire cat', 'serve', 'echo=7007', '100%', 'a"b'])).toContain(
    'ExecStart=/usr/bin/node "/opt/wire cat" serve echo=7007 "100%%" "a\\"b"',
  ));
it('begins with the machine', () => expect(serviceUnit(['x'])).toContain('WantedBy=multi-user.target'));
