import { expect, it } from 'vitest';
import type { Rung } from '../../../messages/messages.ts';
import { ladderMermaid, ladderSvg, ladderText } from './export.ts';

const rung = (number: number, side: 0 | 1, text: string): Rung => ({
  number,
  mark: 'R',
  seconds: number / 1000,
  phase: 'message 1',
  side,
  label: 'PSH ACK',
  detail: 'seq 1',
  remark: '',
  length: text.length,
  text,
  isBare: false,
  isReset: false,
});
const drawn = { hosts: ['10.0.0.1:5', '10.0.0.2:7'], rungs: [rung(4, 0, '<b>&;'), rung(5, 1, 'x'.repeat(200))] } as const;

it('is a text whose lines are as long as one another', () => {
  const [head = '', ...lines] = ladderText(drawn).trimEnd().split('\n');
  expect(head).toContain('10.0.0.1:5');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[0]).toMatch(/4 R {4}0\.004000 │─ PSH ACK {2}seq 1 {2}<b>&; ─+→│/);
  expect(lines[1]).toMatch(/│←.*… ─│$/);
});

it('says nothing in Mermaid and SVG that means something else there', () => {
  expect(ladderMermaid(drawn)).toContain('  c->>s: 4  PSH ACK  seq 1  #60;b#62;#38;#59;');
  expect(ladderSvg(drawn)).toContain('&#60;b&#62;&#38;;');
  expect(ladderSvg(drawn)).not.toContain('<b>');
});

it('says a text once that begins as its row says, and is drawn at its own size', () => {
  const asked = { ...rung(1, 0, 'GET / HTTP/1.1↤⏎Host: x'), label: 'HTTP', detail: 'GET / HTTP/1.1' };
  const hosts = [`[${'fe80:'.repeat(7)}1]:5`, '10.0.0.2:7'] as const;
  expect(ladderText({ hosts, rungs: [asked] })).toContain('─ HTTP  GET / HTTP/1.1↤⏎Host: x ─');
  const svg = ladderSvg({ hosts, rungs: [asked] });
  expect(svg).toMatch(/^<svg [^>]*width="910" height="106" /);
  expect(svg).toContain('<text x="8" y="24" text-anchor="start"');
  expect(svg).toContain('<text x="760" y="24" text-anchor="middle"');
});
