import { describe, expect, it } from 'vitest';
import { bytesOf, stepOf } from './words.ts';

const plain = (line: string): unknown => {
  const step = stepOf(line);
  return step && [step.names.join(), step.call, ...step.args.map(({ text, quoted }) => (quoted ? JSON.stringify(text) : text))];
};

describe('a step', () => {
  it.each([
    ['s = socket tcp', ['s', 'socket', 'tcp']],
    ['s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)', ['s', 'socket', 'AF_INET', 'SOCK_STREAM']],
    ['int s = socket(AF_INET, SOCK_STREAM, 0);', ['s', 'socket', 'AF_INET', 'SOCK_STREAM', '0']],
    ['s.bind(("", 7007))', ['', 'bind', 's', '""', '7007']],
    ["s.bind(('127.0.0.1', 7007))", ['', 'bind', 's', '"127.0.0.1"', '7007']],
    ['conn, addr = s.accept()  # waits', ['conn,addr', 'accept', 's']],
    ['conn.sendall(b"a\\n")', ['', 'sendall', 'conn', '"a\\\\n"']],
    ['send s "don\'t # stop"', ['', 'send', 's', '"don\'t # stop"']],
    ['bind s [::1]:7', ['', 'bind', 's', '[::1]:7']],
    ['  // nothing', undefined],
    ['', undefined],
  ])('%s', (line, words) => {
    expect(plain(line)).toEqual(words);
  });

  it('is not waited for where & stands behind it', () => {
    expect([stepOf('accept s &')?.background, stepOf('accept s')?.background]).toEqual([true, false]);
  });

  it('says what is missing', () => {
    expect(() => stepOf('send s "open')).toThrow('a quotation mark is missing');
    expect(() => stepOf('s =')).toThrow('a call is missing behind =');
  });

  it('sends what the escapes of a text stand for', () => {
    expect([...bytesOf({ text: String.raw`\n\x00\xff\0a\"`, quoted: true })]).toEqual([10, 0, 255, 0, 97, 34]);
    expect(String(Buffer.from(bytesOf({ text: String.raw`\u00e9`, quoted: true })))).toBe('é');
  });
});
