// Takes the pictures for the READMEs and the walkthrough: OBELUS_SCREENSHOTS=FOLDER tests/vscode/run

import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from './workbench.mjs';

const { OBELUS_SCRATCH, OBELUS_SCREENSHOTS } = process.env;
const workspace = join(OBELUS_SCRATCH, 'pictures', 'canal');

cpSync('tests/records', workspace, { recursive: true });
cpSync('tests/facsimile', join(workspace, 'hadrow'), { recursive: true });
mkdirSync(OBELUS_SCREENSHOTS, { recursive: true });
const bench = await Workbench.open({
  folder: join(OBELUS_SCRATCH, 'pictures'),
  workspace,
  user: { 'editor.minimap.enabled': false, 'editor.hover.delay': 100, 'workbench.layoutControl.enabled': false },
});
const { page } = bench;

const command = (name, ...args) =>
  bench.run((vscode, name, args) => vscode.commands.executeCommand(name, ...args), name, args);

/** Opens a record at the words `top`. */
async function open(name, top) {
  await bench.run(
    async (vscode, path, top) => {
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(path));
      const place = editor.document.positionAt(editor.document.getText().indexOf(top));
      editor.selection = new vscode.Selection(place, place);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
    },
    join(workspace, name),
    top,
  );
}

/** Points at the last character of `words`, which may have several colours. */
async function pointAtEndOf(words) {
  const { x, y } = await page.evaluate((words) => {
    for (const line of document.querySelectorAll('.view-line')) {
      const characters = [];
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        characters.push(...[...walker.currentNode.data].map((_, offset) => [walker.currentNode, offset]));
      }
      const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(words);
      if (start >= 0) {
        const [node, offset] = characters[start + words.length - 1];
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
    }
    throw new Error(`“${words}” is not in sight`);
  }, words);
  await page.mouse.move(x, y);
}

async function picture(name, clip) {
  await page.screenshot({ path: join(OBELUS_SCREENSHOTS, `${name}.png`), ...(clip && { clip }) });
}

const EDITOR = { x: 348, y: 35, width: 852, height: 520 };

try {
  await open('d15.txt', '15. Memorandum');
  await bench.becomes('p. 41 · No. 15', 'the status', () => bench.status());
  await bench.becomes(6, 'defects', () =>
    bench.run((vscode) => vscode.languages.getDiagnostics(vscode.window.activeTextEditor.document.uri).length),
  );
  await command('outline.focus');
  // Room for the outline.
  await page.locator('.pane-header', { hasText: /canal/iu }).click();
  await command('workbench.action.focusActiveEditorGroup');
  await command('notifications.clearAll');
  await page.waitForTimeout(1000);
  await open('d15.txt', '[Page 24]');
  await page.waitForTimeout(1000);
  await picture('record', EDITOR);

  await pointAtEndOf('offices in Stave.3');
  await page.locator('.monaco-hover').getByText('houses').first().waitFor();
  await page.waitForTimeout(500);
  await picture('workbench');
  await picture('note', EDITOR);
  await page.mouse.move(10, 700);

  await open('d15.txt', 'Mr. Kerrel began');
  await page.keyboard.press('F8');
  await page.locator('.monaco-hover').getByText('follows page').first().waitFor();
  await picture('defect', EDITOR);
  await page.keyboard.press('Escape');

  await command('obelus.goToPage');
  await page.locator('.quick-input-widget').getByText('Go to Page').waitFor();
  await picture('pages', { ...EDITOR, x: 230, y: 0 });
  await page.keyboard.press('Escape');

  // Near the end of the text, so that reference and note are both in sight.
  await open('d12.txt', '\n\n[Here follow 2 paragraphs');
  await bench.becomes('record', 'the language', () =>
    bench.run((vscode) => vscode.window.activeTextEditor.document.languageId),
  );
  await command('workbench.action.focusActiveEditorGroup');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+f');
  await page.locator('.view-line', { hasText: 'Jon Ardwin 4' }).waitFor();
  await page.waitForTimeout(1500);
  await picture('footnote', EDITOR);
  await command('workbench.action.files.revert');

  await command('workbench.action.closeAllEditors');
  await command('workbench.action.closeSidebar');
  await open('hadrow/d18.txt', '[Page 48]');
  await bench.becomes('p. 48 · No. 18', 'the status', () => bench.status());
  await command('obelus.facsimile');
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await panel.locator('body.has-image').waitFor();
  await command('notifications.clearAll');
  await page.waitForTimeout(1000);
  // The page is a photograph.
  await page.screenshot({ path: join(OBELUS_SCREENSHOTS, 'facsimile.jpg'), type: 'jpeg', quality: 85 });
} finally {
  await bench.close();
}
