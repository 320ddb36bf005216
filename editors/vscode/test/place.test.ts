import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol } from 'vscode-languageclient';
import { describe, notesOf, pagesOf, recordAt } from '../src/place';

const FILE = 1;
const PAGE = 3;
const STRING = 15;
const ARRAY = 18;

/** A symbol from `line` on; where it ends is never asked. */
function symbol(line: number, kind: number, name: string, children: DocumentSymbol[] = []): DocumentSymbol {
  const range = { start: { line, character: 0 }, end: { line, character: 0 } };
  return { name, detail: `${name} …`, kind: kind as DocumentSymbol['kind'], range, selectionRange: range, children };
}

const note = (line: number, name: string) => symbol(line, STRING, name);

const OUTLINE = [
  symbol(1, FILE, '41. Minutes of the Harbor Board', [
    symbol(1, PAGE, 'Page 11'),
    symbol(5, PAGE, 'Page xii'),
    symbol(9, ARRAY, 'Notes', [note(9, '1 Source: Harbor Archive'), note(10, '60a Sic')]),
  ]),
  symbol(12, FILE, 'Letter From the Envoy', [
    symbol(12, PAGE, 'Page before 1'),
    symbol(14, PAGE, 'Page 1', [symbol(16, ARRAY, 'Notes', [note(16, '* Sic')])]),
    symbol(18, PAGE, 'Facsimile page 2'),
    symbol(20, PAGE, 'Page before facsimile page 1'),
  ]),
  symbol(22, FILE, '42a. Telegram'),
];

function check(line: number, expected: string): void {
  test(`line ${line}: ${expected}`, () => {
    assert.equal(describe(OUTLINE, { line, character: 3 }), expected);
  });
}

check(0, '');
check(1, 'p. 11 · No. 41');
check(4, 'p. 11 · No. 41');
check(5, 'p. xii · No. 41');
check(9, 'note 1 · No. 41');
check(11, 'note 60a · No. 41');
check(13, 'before p. 1');
check(14, 'p. 1');
check(17, 'note * · p. 1');
check(19, 'facsimile p. 2');
check(20, 'before facsimile p. 1');
check(99, 'No. 42a');

test('nothing is known of an empty file', () => {
  assert.equal(describe([], { line: 0, character: 0 }), '');
});

test('pages by what is printed on them', () => {
  assert.deepEqual(
    pagesOf(OUTLINE).map(({ label, record, words, selectionRange }) => [label, record, words, selectionRange.start.line]),
    [
      ['11', '41. Minutes of the Harbor Board', 'Page 11 …', 1],
      ['xii', '41. Minutes of the Harbor Board', 'Page xii …', 5],
      ['before 1', 'Letter From the Envoy', 'Page before 1 …', 12],
      ['1', 'Letter From the Envoy', 'Page 1 …', 14],
      ['2', 'Letter From the Envoy', 'Facsimile page 2 …', 18],
      ['before facsimile page 1', 'Letter From the Envoy', 'Page before facsimile page 1 …', 20],
    ],
  );
});

test('notes of a list at the end, and at the foot of a page', () => {
  const labels = (line: number) => notesOf(recordAt(OUTLINE, { line, character: 0 })).map(({ name }) => name);
  assert.deepEqual(labels(2), ['1 Source: Harbor Archive', '60a Sic']);
  assert.deepEqual(labels(19), ['* Sic']);
  assert.deepEqual(labels(0), []);
});
