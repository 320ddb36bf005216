import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposals, type Schema } from '../src/toml';

const SCHEMA: Schema = {
  properties: {
    convention: { description: 'How marks are written.', enum: ['auto', 'plain'] },
    include: { items: {} },
    volume: { description: 'The volume.', properties: { complete: { enum: [true, false, 'auto'] }, facsimile: {} } },
    ignore: { items: { properties: { file: {}, code: { enum: ['empty-note'] } } } },
  },
};

const TABLES = ['[volume]', '[[ignore]]'];

/** What is offered at the end of `text`, each with the column it begins at. */
function check(text: string, start: number, expected: readonly string[]): void {
  test(`at the end of ${JSON.stringify(text)}`, () => {
    const offered = proposals(SCHEMA, text.split('\n'));
    assert.deepEqual(
      offered.map((one) => [one.text, one.start]),
      expected.map((one) => [one, start]),
    );
  });
}

check('', 0, ['convention = ', 'include = ', ...TABLES]);
check('  conv', 2, ['convention = ', 'include = ', ...TABLES]);
check('convention = ', 13, ['"auto"', '"plain"']);
check('convention="a', 11, ['"auto"', '"plain"']);
check('[', 0, TABLES);
check('convention = "auto"\n [[ig', 1, TABLES);
check('[volume]\n', 0, ['complete = ', 'facsimile = ', ...TABLES]);
check('[volume] # ours\ncomplete = ', 11, ['true', 'false', '"auto"']);
check('[[ignore]]\nfile = "d1.txt"\ncode = "', 7, ['"empty-note"']);
check('[[ignore]]\n[volume]\n', 0, ['complete = ', 'facsimile = ', ...TABLES]);
check('[nothing]\n', 0, TABLES);
check('[nothing]\nconvention = ', 13, []);
check('convention = "auto" ', 0, []);
check('include = ["', 0, []);
check('# convention = ', 0, []);

test('each says what it is for', () => {
  assert.equal(proposals(SCHEMA, ['con'])[0]?.explanation, 'How marks are written.');
  assert.equal(proposals(SCHEMA, ['convention = '])[0]?.explanation, 'How marks are written.');
});
