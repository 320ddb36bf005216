// What an editor's user sees of a record, checked in a real VS Code with the packaged extension.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { eventually, write, Workbench } from './workbench.mjs';

const { OBELUS_SCRATCH, OBELUS_BIN } = process.env;
const workspace = join(OBELUS_SCRATCH, 'records');

// References 0–3 over a list numbered 1–4 by position; a letter of two units stands before one of them.
const RECORD = `[Page 11]

41. Minutes of the Harbor Board0

[Page 12]

The Warden said that the dredger would sail by noon.1 The envoy 𝔈rlin asked for “a little more time.”2

[Page 13]

The Board rose at 11:00.

Ada Quill 3
  1. Source: Harbor Archive, Minutes, third box.
  2. It sailed at four.
  3. His letter is not printed.
  4. Printed from a copy that bears this typed signature.
`;

const SHOPPING_LIST = `1. Bread

  1. rye, 2 loaves
  2. eggs, 12
`;

let bench;

before(async () => {
  cpSync('tests/records', workspace, { recursive: true });
  bench = await Workbench.open({ folder: join(OBELUS_SCRATCH, 'window'), workspace });
});

after(() => bench?.close());

/** Opens a file as a user does. */
function open(name, text) {
  const file = join(workspace, name);
  if (text !== undefined) {
    write(file, text);
  }
  return bench.run(async (vscode, path) => {
    const document = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(document, { preview: false });
  }, file);
}

const language = () => bench.language();

const text = () => bench.text();

let records = 0;

/** Opens a new record and waits until it is known to be one. */
async function openRecord(words = RECORD) {
  records += 1;
  await open(`${records}/d41.txt`, words);
  await bench.becomes('record', 'the language', language);
}

/** Opens one of the example records. */
async function openExample(name) {
  await open(name);
  await bench.becomes('record', `the language of ${name}`, language);
}

const diagnostics = () => bench.diagnostics();

const moveBehind = (words) => bench.moveBehind(words);

/** The words from the cursor on, to the end of its line. */
const behindCursor = () =>
  bench.run((vscode) => {
    const { document, selection } = vscode.window.activeTextEditor;
    return document.lineAt(selection.active.line).text.slice(selection.active.character);
  });

/** Edits the open file: puts `replacement` in the place of `words`, which stand there once. */
function replace(words, replacement) {
  return bench.run(
    async (vscode, words, replacement) => {
      const editor = vscode.window.activeTextEditor;
      const start = editor.document.getText().indexOf(words);
      const range = new vscode.Range(editor.document.positionAt(start), editor.document.positionAt(start + words.length));
      await editor.edit((edit) => edit.replace(range, replacement));
    },
    words,
    replacement,
  );
}

const press = (...keys) => bench.pressInText(...keys);

/** Puts the keyboard's focus into the text, and types `words` there. */
async function type(words) {
  await press();
  await bench.page.keyboard.type(words);
}

/** Where a definition of what stands at the cursor begins: the words there, to the end of the line. */
const definitions = () =>
  bench.run(async (vscode) => {
    const { document, selection } = vscode.window.activeTextEditor;
    const found = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', document.uri, selection.active);
    return found.map((link) => {
      const { start } = link.targetSelectionRange ?? link.targetRange ?? link.range;
      return document.lineAt(start.line).text.slice(start.character);
    });
  });

test('a record is recognised and takes its language', async () => {
  await openRecord();
});

test('a shopping list stays plain text, and nothing is said of it', async () => {
  await open('lists/list.txt', SHOPPING_LIST);
  // A record opened behind it has been recognised: so the list has been looked at.
  await openRecord();
  await open('lists/list.txt');
  assert.equal(await language(), 'plaintext');
  assert.deepEqual(await diagnostics(), []);
  await bench.becomes('', 'the status', () => bench.status());
});

test('a Markdown file that has a page marker is checked and stays Markdown, and a README is left alone', async () => {
  await open('markdown/README.md', `# Ferries\n\n${SHOPPING_LIST}\nA marker is \`[Page 12]\`, the pier [see the map.2\n`);
  await open('markdown/d41.md', RECORD.replace('noon.1', 'noon.'));
  await bench.becomes('p. 11 · No. 41', 'the status', () => bench.status());
  await bench.becomes(true, 'what is wrong', async () => (await diagnostics()).some((line) => line.endsWith('unreferenced-note')));
  await moveBehind('time.”');
  await press('Control+K', 'Control+R');
  await bench.becomes(true, 'a key’s work', async () => !(await text()).includes('His letter'));
  assert.equal(await language(), 'markdown');
  // It was opened before, and so has been looked at.
  await open('markdown/README.md');
  await bench.becomes('', 'the status', () => bench.status());
  assert.deepEqual(await diagnostics(), []);
});

test('a .record file is a record whatever it says', async () => {
  await open('milk.record', 'Milk\n');
  assert.equal(await language(), 'record');
});

test('what is wrong is what `obelus check` prints', async () => {
  await openExample('d15.txt');
  const printed = execFileSync(OBELUS_BIN, ['check', '--exit-zero', '--format', 'jsonl', 'd15.txt'], { cwd: workspace, encoding: 'utf8' });
  const expected = printed.trim().split('\n').map((line) => JSON.parse(line)).map(({ line, code }) => `${line}: ${code}`);
  assert.ok(expected.length > 3, printed);
  await bench.becomes(expected, 'what is wrong', diagnostics);
});

test('a note deleted shows at its reference, and goes when it is back', async () => {
  await openRecord();
  await bench.becomes(['14: note-number-mismatch'], 'what is wrong', diagnostics);
  await replace('  3. His letter is not printed.\n', '');
  await bench.becomes(['7: dangling-reference', '14: note-number-mismatch'], 'what is wrong', diagnostics);
  await press('Control+z');
  await bench.becomes(RECORD, 'the text', text);
  await bench.becomes(['14: note-number-mismatch'], 'what is wrong', diagnostics);
});

test('what is being typed is judged when it is saved', async () => {
  await openRecord();
  await bench.becomes(['14: note-number-mismatch'], 'what is wrong', diagnostics);
  await moveBehind('typed signature.');
  await press('Enter');
  await bench.becomes(true, 'the item begun by Enter', async () => (await text()).endsWith('  5. \n'));
  await type('By sail.');
  await moveBehind('at 11:00.');
  await type(' at last [in the');
  const line = async () => (await text()).split('\n')[10];
  await bench.becomes('The Board rose at 11:00. at last [in the]', 'the line', line);
  // VS Code closes the bracket; this takes the closing one away again.
  await press('Delete', 'x');
  await bench.becomes('The Board rose at 11:00. at last [in thex', 'the line', line);
  // The note without its reference awaits it, and half an insertion is no defect yet.
  await bench.becomes(['14: note-number-mismatch', '18: unreferenced-note'], 'what is wrong', diagnostics);
  await bench.run((vscode) => vscode.window.activeTextEditor.document.save());
  await bench.becomes(
    ['11: unclosed-bracket', '14: note-number-mismatch', '18: unreferenced-note'],
    'what is wrong once it is saved',
    diagnostics,
  );
});

test('hover shows the note', async () => {
  await openRecord();
  await moveBehind('more time.”');
  const shown = await bench.run(async (vscode) => {
    const { document, selection } = vscode.window.activeTextEditor;
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, selection.active);
    return hovers.flatMap(({ contents }) => contents.map((one) => one.value ?? one));
  });
  assert.match(shown.join('\n'), /His letter is not printed/u);
});

test('definition leads from a reference to its note, and back', async () => {
  await openRecord();
  await moveBehind('more time.”');
  assert.deepEqual(await definitions(), ['3. His letter is not printed.']);
  await press('F12');
  await bench.becomes('3. His letter is not printed.', 'behind the cursor', behindCursor);
  assert.deepEqual(await definitions(), ['2']);
  await press('F12');
  await bench.becomes('2', 'behind the cursor', behindCursor);
});

test('the outline has the pages and the notes', async () => {
  await openRecord();
  const outline = await bench.run(async (vscode) => {
    const { uri } = vscode.window.activeTextEditor.document;
    const records = await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);
    return records.map(({ name, children }) => [name, children.map((part) => `${part.name} (${part.children.length})`)]);
  });
  assert.deepEqual(outline, [
    ['41. Minutes of the Harbor Board', ['Page 11 (0)', 'Page 12 (0)', 'Page 13 (0)', 'Notes (4)']],
  ]);
});

test('the status bar says page and record, where the cursor is and what is in sight', async () => {
  await openRecord();
  for (const [words, place] of [
    ['Harbor Board', 'p. 11 · No. 41'],
    ['by noon.', 'p. 12 · No. 41'],
    ['Ada Quill', 'p. 13 · No. 41'],
    ['sailed at four', 'note 2 · No. 41'],
  ]) {
    await moveBehind(words);
    await bench.becomes(place, `the status behind “${words}”`, () => bench.status());
  }
  // The cursor stays on the first page, out of sight.
  await openRecord(RECORD.replace('[Page 13]', `${'The Board sat.\n\n'.repeat(200)}[Page 13]`));
  await bench.becomes('p. 11 · No. 41', 'the status', () => bench.status());
  await bench.run((vscode) => vscode.commands.executeCommand('editorScroll', { to: 'down', by: 'page', value: 2 }));
  await bench.becomes('p. 12 · No. 41', 'the status after scrolling', () => bench.status());
});

test('a click on the status bar asks for a page, and goes there', async () => {
  await openRecord();
  await moveBehind('Harbor Board');
  await bench.becomes('p. 11 · No. 41', 'the status', () => bench.status());
  await bench.page.locator('[id="obelus-lsp.obelus.obelus.place"] a').click();
  await bench.page.locator('.quick-input-widget').getByText('Go to Page').waitFor();
  await bench.page.keyboard.type('13');
  await bench.page.keyboard.press('Enter');
  await bench.becomes('[Page 13]', 'behind the cursor', behindCursor);
});

test('a page of another record of the volume is found by its number', async () => {
  await openExample('d15.txt');
  await press('Control+k', 'Control+g');
  await bench.page.locator('.quick-input-widget').getByText('Go to Page').waitFor();
  await bench.page.keyboard.type('46');
  await bench.page.locator('.quick-input-list').getByText('d16.txt').first().waitFor();
  await bench.page.keyboard.press('Enter');
  await bench.becomes('p. 46 · No. 16', 'the status', () => bench.status());
});

test('F8 goes to the next defect, Shift+F8 to the one before, around the end', async () => {
  await openExample('d15.txt');
  await bench.becomes(6, 'defects', async () => (await diagnostics()).length);
  const goes = async (key, beginning) => {
    await press(key);
    await bench.becomes(true, `${key} leads to “${beginning}”`, async () => (await behindCursor()).startsWith(beginning));
  };
  await moveBehind('[Page 41');
  await goes('F8', '[Page 24]');
  await bench.page.locator('.monaco-hover').getByText('Page 24 follows page 41').first().waitFor();
  // The hover is still there, and the keys go on.
  await goes('F8', '[Here follows');
  await goes('F8', '[Pgae 43]');
  await goes('Shift+F8', '[Here follows');
  await goes('Shift+F8', '[Page 24]');
  await goes('Shift+F8', '6. The notice ');
  await press('Escape');
});

test('a reference and its note are shown together', async () => {
  await openRecord();
  await moveBehind('more time.”');
  await press('Control+k', 'Control+b');
  await bench.page.locator('.peekview-widget').getByText('His letter is not printed.').first().waitFor();
  await press('Escape');
});

test('above a heading stands who cites the record, and a click shows where', async () => {
  await openExample('d13.txt');
  const lens = bench.page.locator('.codelens-decoration a', { hasText: 'cited by' });
  await lens.click();
  await bench.page.locator('.peekview-widget').getByText('d15.txt').first().waitFor();
  await press('Escape');
});

test('a cross reference leads to the record it names', async () => {
  await openExample('d15.txt');
  await moveBehind('four points, see Document 1');
  await press('F12');
  await bench.becomes(true, 'the other record', () =>
    bench.run((vscode) => vscode.window.activeTextEditor.document.uri.path.endsWith('/d13.txt')),
  );
});

/** A record whose references and notes print the same numbers. */
const SAME = RECORD.replace('Board0', 'Board1').replace('noon.1', 'noon.2').replace('time.”2', 'time.”3').replace('Quill 3', 'Quill 4');

test('a footnote is inserted by a key, in one step, and the cursor is where its note is to be typed', async () => {
  await openRecord(SAME);
  await moveBehind('The Board rose');
  await press('Control+k', 'Control+f');
  const expected = SAME.replace('rose', 'rose4').replace('Quill 4', 'Quill 5').replace('  4. P', '  4. \n  5. P');
  await bench.becomes(expected, 'the text', text);
  await bench.becomes('  4. ', 'the line of the cursor', () =>
    bench.run((vscode) => {
      const { document, selection } = vscode.window.activeTextEditor;
      return document.lineAt(selection.active.line).text.slice(0, selection.active.character);
    }),
  );
  await press('Control+z');
  await bench.becomes(SAME, 'the text, undone', text);
});

test('the notes are renumbered from anywhere in the record, in the way that is chosen', async () => {
  await openRecord(SAME);
  await moveBehind('The Board rose');
  await press('Control+k', 'Control+n');
  await bench.page.locator('.quick-input-widget').getByText('Renumber the Notes').waitFor();
  await bench.page.keyboard.type('from 0');
  await bench.page.keyboard.press('Enter');
  await bench.becomes(true, 'the heading with reference 0', async () => (await text()).includes('Harbor Board0\n'));
  await press('Control+z');
  await bench.becomes(SAME, 'the text, undone', text);
});

test('a footnote is renamed on both sides', async () => {
  await openRecord(SAME);
  await moveBehind('more time.”');
  await bench.run(async (vscode) => {
    const { document, selection } = vscode.window.activeTextEditor;
    const { active } = selection;
    await vscode.workspace.applyEdit(await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, active, '7'));
  });
  await bench.becomes(SAME.replace('”3', '”7').replace('  3.', '  7.'), 'the text', text);
});

test('a slip is mended by its quick fix', async () => {
  await openRecord(SAME.replace('[Page 12]', '[Pgae 12]'));
  await bench.becomes(['5: malformed-page-marker'], 'what is wrong', diagnostics);
  await moveBehind('[Pgae');
  await bench.run((vscode) => vscode.commands.executeCommand('editor.action.autoFix'));
  await bench.becomes(SAME, 'the text', text);
});

test('F7 goes to the next footnote, Shift+F7 to the one before', async () => {
  await openRecord(SAME);
  await moveBehind('by noon.2');
  await press('F7');
  await bench.becomes('3', 'behind the cursor', behindCursor);
  await press('F7', 'F7');
  await bench.becomes('1. Source: Harbor Archive, Minutes, third box.', 'behind the cursor', behindCursor);
  await press('Shift+F7');
  await bench.becomes('4', 'behind the cursor', behindCursor);
});

test('a double click selects the word or the reference, not both', async () => {
  await openRecord('16. Letter\n\n[Page 3]\n\nThe clerk wrote as soon as he could.2\n\n  2. On the day.\n');
  const selected = () => bench.run((vscode) => vscode.window.activeTextEditor.document.getText(vscode.window.activeTextEditor.selection));
  const line = bench.page.locator('.view-line', { hasText: 'The clerk wrote' });
  // It is drawn anew when its colours are known.
  const { width, height } = await eventually(() => line.locator('> span').boundingBox(), 'the line', () => 'none');
  const column = width / 'The clerk wrote as soon as he could.2'.length;
  const doubleClick = (character) => line.dblclick({ position: { x: (character + 0.5) * column, y: height / 2 } });
  await doubleClick('The clerk wrote as soon as he co'.length);
  await bench.becomes('could', 'the selection', selected);
  await doubleClick('The clerk wrote as soon as he could.'.length);
  await bench.becomes('2', 'the selection', selected);
});

test('F2 renames a footnote on both sides', async () => {
  await openRecord(SAME);
  await moveBehind('more time.”');
  await press('F2');
  await bench.page.locator('.rename-box input:focus').waitFor();
  await bench.page.keyboard.press('Control+a');
  await bench.page.keyboard.type('7');
  await bench.page.keyboard.press('Enter');
  await bench.becomes(SAME.replace('”3', '”7').replace('  3.', '  7.'), 'the text', text);
});

test('a number typed at a reference is typed at its note, too', async () => {
  await openRecord(SAME);
  await moveBehind('more time.”3');
  await press();
  await bench.page.locator('.linked-editing-decoration').first().waitFor({ state: 'attached' });
  await bench.page.keyboard.type('7');
  await bench.becomes(SAME.replace('”3', '”37').replace('  3.', '  37.'), 'the text', text);
});

test('Enter behind the last note begins the next one', async () => {
  await openRecord(SAME);
  await moveBehind('typed signature.');
  await press('Enter');
  await bench.becomes(`${SAME}  5. \n`, 'the text', text);
  await bench.page.keyboard.type('By steam.');
  await bench.becomes(`${SAME}  5. By steam.\n`, 'the text', text);
});

test('marks have colours of their own, in light and in dark', async () => {
  await openRecord(SAME);
  await moveBehind('rose at 11:00.');
  const setTheme = (name) =>
    bench.run((vscode, name) => vscode.workspace.getConfiguration('workbench').update('colorTheme', name, true), name);
  // The colours of the letters at the ends of these words; the last is plain text.
  const colours = () =>
    bench.page.evaluate(
      (words) =>
        words.map((word) => {
          const walker = document.createTreeWalker(document.querySelector('.editor-group-container.active .editor-instance .view-lines'), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            if (walker.currentNode.data.replaceAll('\u00a0', ' ') === word) {
              return getComputedStyle(walker.currentNode.parentElement).color;
            }
          }
          return undefined;
        }),
      ['41. Minutes of the Harbor Board', '[Page 12]', '3', 'The Board rose at 11:00.'],
    );
  let found;
  for (const [theme, kind] of [['Default Dark Modern', 'vs-dark'], ['Default Light Modern', 'vs']]) {
    await setTheme(theme);
    await bench.page.locator(`.monaco-workbench.${kind}`).waitFor();
    await eventually(async () => {
      found = await colours();
      return new Set(found).size === 4 && !found.includes(undefined);
    }, `four colours in ${theme}`, () => JSON.stringify(found));
  }
});

test('beside an item stands the number that its reference prints', async () => {
  await openRecord();
  await moveBehind('typed signature.');
  await bench.page.locator('.view-line', { hasText: 'It sailed at four' }).getByText('⟨1⟩').first().waitFor();
});

test('a footnote is removed, and the numbers are matched, by keys', async () => {
  await openRecord(SAME);
  await moveBehind('by noon.');
  await press('Control+K', 'Control+R');
  const removed = SAME.replace('noon.2', 'noon.').replace('”3', '”2').replace('Quill 4', 'Quill 3').replace('  2. It sailed at four.\n', '');
  await bench.becomes(removed.replace('  3.', '  2.').replace('  4.', '  3.'), 'the text', text);
  await openRecord();
  await moveBehind('by noon.');
  await press('Control+K', 'Control+A');
  await bench.page.locator('.action-widget').getByText('as their references print').waitFor();
  await bench.page.keyboard.press('Enter');
  await bench.becomes(true, 'notes from 0', async () => (await text()).includes('  0. Source'));
});

test('what is wrong is ignored where it stands, by a key', async () => {
  await open('ignored/obelus.toml', '');
  // A file that is a record by its name: while another one takes its language, the editor knows of nothing that is wrong in it.
  await open('ignored/d41.record', SAME.replace('[Page 13]', '[Page 31]'));
  await bench.becomes(['9: page-out-of-sequence'], 'what is wrong', diagnostics);
  // The keys work on a record, and it was none that was open before.
  await bench.becomes('p. 11 · No. 41', 'the status', () => bench.status());
  await moveBehind('[Page 3');
  // What the extensions know of, the editor shows a little later, and acts on.
  await bench.page.locator('.editor-group-container.active .squiggly-warning').first().waitFor({ state: 'attached' });
  await press('Control+K', 'Control+E');
  await bench.becomes(true, 'the entry', () =>
    bench.run((vscode) =>
      vscode.workspace.textDocuments.some(({ fileName, getText }) => fileName.endsWith('ignored/obelus.toml') && getText().includes('page-out-of-sequence')),
    ),
  );
  await open('ignored/d41.record');
  await bench.becomes([], 'what is wrong', diagnostics);
});

test('a record is opened as TEI and as HTML, as it is typed', async () => {
  for (const [name, expected, kind] of [['Tei', ' n="3" xml:id="d41fn3"', 'xml'], ['Html', '<!DOCTYPE html>', 'html']]) {
    await openRecord(SAME);
    await replace('The Board rose', 'The Board stood');
    await bench.run((vscode, name) => vscode.commands.executeCommand(`obelus.openAs${name}`), name);
    await bench.becomes(kind, 'the language', language);
    const shown = await text();
    assert.ok(shown.includes(expected) && shown.includes('The Board stood'), shown);
    assert.equal(await bench.run((vscode) => vscode.window.activeTextEditor.document.uri.scheme), 'untitled');
    await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  }
});

test('a setting applies at once', async () => {
  await openRecord(RECORD.replace('[Page 13]', '[Page 31]'));
  const defects = ['9: page-out-of-sequence', '14: note-number-mismatch'];
  await bench.becomes(defects, 'what is wrong', diagnostics);
  const setRules = (rules) =>
    bench.run((vscode, rules) => vscode.workspace.getConfiguration('obelus').update('rules', rules, true), rules);
  await setRules({ 'page-out-of-sequence': 'off' });
  await bench.becomes(defects.slice(1), 'what is wrong', diagnostics);
  await setRules(undefined);
  await bench.becomes(defects, 'what is wrong', diagnostics);
});

test('what makes no sense in an obelus.toml is said there', async () => {
  await open('toml/obelus.toml', 'complet = true\n');
  await bench.becomes(['1: unknown-key'], 'what is wrong', diagnostics);
});

test('an obelus.toml is completed', async () => {
  await open('completed/obelus.toml', '[volume]\ncomp');
  const offered = await bench.run(async (vscode) => {
    const { uri } = vscode.window.activeTextEditor.document;
    const { items } = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', uri, new vscode.Position(1, 4));
    return items.map(({ label }) => label.label ?? label);
  });
  assert.ok(offered.includes('complete = '), JSON.stringify(offered));
});

test('commands are offered on records, and where no text is shown', async () => {
  const offered = async () => {
    await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.showCommands'));
    await bench.page.keyboard.type('Obelus: ');
    const rows = bench.page.locator('.quick-input-list .monaco-list-row .label-name');
    // A page that is still being drawn takes the focus, which closes the list.
    await rows.first().waitFor({ timeout: 3000 }).catch(() => undefined);
    const names = await rows.allInnerTexts();
    await bench.page.keyboard.press('Escape');
    // Below the commands there may be files.
    return names.map((name) => name.replace(/\s+/gu, ' ').trim()).filter((name) => name.startsWith('Obelus')).sort();
  };
  await openRecord();
  await press();
  await bench.becomes(true, 'the command on a record', async () => (await offered()).includes('Obelus: Insert Footnote'));
  await open('lists/list.txt');
  await press();
  await bench.becomes(['Obelus: Open an Example Record', 'Obelus: Restart', 'Obelus: Show Log'], 'the commands on a shopping list', offered);
  await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.openWalkthrough', 'obelus-lsp.obelus#start'));
  await bench.page.locator('.gettingStartedContainer').getByText('Open a record').first().waitFor();
  await bench.becomes(true, 'no text', () => bench.run((vscode) => vscode.window.activeTextEditor === undefined));
  await bench.becomes(true, 'the command where no text is shown', async () => (await offered()).includes('Obelus: Insert Footnote'));
  await bench.run((vscode) => {
    // It ends when somebody closes what it says.
    void vscode.commands.executeCommand('obelus.insertFootnote');
  });
  await bench.message('no record is open');
});

test('the tour is there, and its example is a record that no file has', async () => {
  await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.openWalkthrough', 'obelus-lsp.obelus#start'));
  await bench.page.locator('.getting-started-detail-right, .gettingStartedContainer').getByText('Open a record').first().waitFor();
  await bench.page.getByText('Open the Example').first().click();
  await bench.becomes('p. 41 · No. 15', 'the status', () => bench.status());
  assert.equal(await language(), 'record');
  await bench.becomes(6, 'defects', async () => (await diagnostics()).length);
});

test('a record that its user makes plain text stays plain text, and is checked all the same', async () => {
  await openRecord();
  await bench.run((vscode) => vscode.languages.setTextDocumentLanguage(vscode.window.activeTextEditor.document, 'plaintext'));
  await bench.becomes('p. 11 · No. 41', 'the status', () => bench.status());
  await replace('[Page 12]', '[Page 21]');
  await bench.becomes(true, 'a defect', async () => (await diagnostics()).includes('5: page-out-of-sequence'));
  assert.equal(await language(), 'plaintext');
});


test('with the setting off a record stays plain text', async () => {
  const setSwitch = (on) =>
    bench.run((vscode, on) => vscode.workspace.getConfiguration('obelus').update('switchLanguage', on, true), on);
  await setSwitch(false);
  await open('plain/d51.txt', RECORD.replace('41.', '51.'));
  await bench.becomes('p. 11 · No. 51', 'the status', () => bench.status());
  assert.equal(await language(), 'plaintext');
  await setSwitch(undefined);
});
