import { expect, it } from 'vitest';
import type { DnsRecord, WholeMessage } from '../../protocols/shared/dns/message.ts';
import { parseRecord } from '../../protocols/shared/dns/presentation.ts';
import { ZoneWords } from '../../protocols/shared/dns/zone-words.ts';
import { treeOfReply } from './reply-tree.ts';

const record = (name: string, type: string, text: string): DnsRecord =>
  parseRecord({ name, ttl: 60 }, type, new ZoneWords([text], 'test', '.'));

it('hangs each name below its parent', () => {
  const answers = [record('www.lab', 'CNAME', 'web.lab.'), record('web.lab', 'A', '127.0.0.5'), record('web.lab', 'A', '127.0.0.6')];
  const message = { questions: [{ name: 'www.lab', type: 'A', class: 1 }], answers, authorities: [], additionals: [] };
  expect(treeOfReply(message as unknown as WholeMessage)).toEqual([
    '.',
    '└─ lab',
    '   ├─ www  CNAME web.lab.',
    '   └─ web  A 127.0.0.5',
    '           A 127.0.0.6',
  ]);
});
