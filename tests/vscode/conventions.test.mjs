// Records that are written as Markdown and as Distributed Proofreaders' pages, read and typed in a real VS Code.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { write, Workbench } from './workbench.mjs';

const { OBELUS_SCRATCH } = process.env;
const workspace = join(OBELUS_SCRATCH, 'conventions');

/** The text of an example, which the tests in other editors have, too. */
const example = (name) => readFileSync(join('tests/conventions', name), 'utf8');

const MARKDOWN = example('pier.md');
const PROOFREADERS = example('projectID5f2a9c.txt');

let bench;

before(async () => {
  write(join(workspace, 'pier.md'), MARKDOWN);
  write(join(workspace, 'projectID5f2a9c.txt'), PROOFREADERS);
  bench = await Workbench.open({ folder: join(OBELUS_SCRATCH, 'conventions-window'), workspace });
});

after(() => bench?.close());

/** Opens a record as a user does, and waits until it has the language and the status bar says where its text begins. */
async function open(name, language, place) {
  await bench.run(async (vscode, path) => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(path), { preview: false });
  }, join(workspace, name));
  await bench.becomes(language, 'the language', () => bench.language());
  await bench.becomes(place, 'the status', () => bench.status());
}

const text = () => bench.text();

/** The words around the cursor, to the ends of its line, with a bar between. */
const cursor = () =>
  bench.run((vscode) => {
    const { document, selection } = vscode.window.activeTextEditor;
    const line = document.lineAt(selection.active.line).text;
    return `${line.slice(0, selection.active.character)}|${line.slice(selection.active.character)}`;
  });

const moveBehind = (words) => bench.moveBehind(words);

const press = (...keys) => bench.pressInText(...keys);

const diagnostics = () => bench.diagnostics();

/** Follows the reference behind `words` to its note and back, by F12. */
async function followsBothWays(words, note, reference) {
  await moveBehind(words);
  await press('F12');
  await bench.becomes(note, 'the cursor at the note', cursor);
  await press('F12');
  await bench.becomes(reference, 'the cursor at the reference', cursor);
}

/** Checks that the keys for it show all of `paragraphs` beside the reference behind `words`. */
async function showsBeside(words, ...paragraphs) {
  await moveBehind(words);
  await press('Control+k', 'Control+i');
  const hover = bench.page.locator('.monaco-hover:visible');
  for (const paragraph of paragraphs) {
    await hover.getByText(paragraph).first().waitFor();
  }
  await press('Escape');
}

/** The names in the outline, each behind its depth in dashes; the first level is that of the records. */
const outline = () =>
  bench.run(async (vscode) => {
    const { uri } = vscode.window.activeTextEditor.document;
    const names = (symbols, depth) => symbols.flatMap(({ name, children }) => [depth + name, ...names(children, `${depth}-`)]);
    return names(await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri), '');
  });

/** Undoes edits until the text is `expected`. */
function undoTo(expected) {
  return bench.becomes(expected, 'the text, undone', async () => {
    await press('Control+z');
    return text();
  });
}

/** Inserts a footnote behind `words` by its keys, types its note, and takes both back. */
async function insertsFootnote(words, note, expected) {
  const before = await text();
  await moveBehind(words);
  await press('Control+k', 'Control+f');
  await bench.becomes(note, 'the cursor in the new note', cursor);
  await press();
  await bench.page.keyboard.type('By post.');
  await bench.becomes(expected, 'the text', text);
  await bench.becomes([], 'what is wrong', diagnostics);
  await undoTo(before);
}

/** The outline without that of VS Code's own Markdown, which stands above it or below. */
async function ourOutline() {
  const rows = await outline();
  return rows.filter((row) => row !== '# The Long Pier');
}

test('a record in Markdown', async () => {
  await open('pier.md', 'markdown', 'p. 2');
  await bench.becomes([], 'what is wrong', diagnostics);
  await followsBothWays('not oak.[^', '[^|2]: His letter is not printed.', 'The pier was begun in *spring*.[^1] The Wardens got `elm[^9]`, and not oak.[^|2]');
  await showsBeside('*spring*.[^', 'Source: Harbor Archive, Minutes.', 'The first page is torn.');
  assert.deepEqual(await ourOutline(), [
    'The Long Pier',
    '-Page 2',
    '-Page 3',
    '-Page 4',
    '-Notes',
    '--1 Source: Harbor Archive, Minutes. The first page is torn.',
    '--2 His letter is not printed.',
    '--tide The tide took it.',
  ]);
  const noted = MARKDOWN.replace('wrote.', 'wrote.[^3]');
  await insertsFootnote('** wrote.', '[^3]: |', `${noted}[^3]: By post.\n`);
  // A letter typed into a reference, and taken away.
  await moveBehind('not oak.[^2');
  await press('8');
  await bench.becomes(['5: dangling-reference', '14: unreferenced-note'], 'what is wrong', diagnostics);
  await press('Backspace');
  await bench.becomes([], 'what is wrong', diagnostics);
});

test('a page of Distributed Proofreaders', async () => {
  await open('projectID5f2a9c.txt', 'record', 'p. 001');
  await bench.becomes([], 'what is wrong', diagnostics);
  await followsBothWays('elm.[', '[Footnote |2: The Mayor wrote of it at', 'Wardens asked for oak.[A] They got elm.[|2]');
  await showsBeside('elm.[', 'The Mayor wrote of it at length, and his letter is not printed.');
  await showsBeside('oak.[', 'Oak was dear.');
  assert.deepEqual(await ourOutline(), [
    'The Long Pier',
    '-Page 001',
    '--Notes',
    '---1 Harbor Archive, Minutes. The first page is torn.',
    '---A Oak was dear.',
    '---2 The Mayor wrote of it at length, and his letter',
    '-Page 002',
    '-Notes',
    '--1 The tide took it.',
  ]);
  const noted = PROOFREADERS.replace('as they', 'as they[2]');
  await insertsFootnote('as they', '[Footnote 2: |]', `${noted}\n[Footnote 2: By post.]\n`);
  await moveBehind('elm.');
  await press('Delete', 'Delete', 'Delete');
  await bench.becomes(['14: unreferenced-note'], 'what is wrong', diagnostics);
  await undoTo(PROOFREADERS);
});
