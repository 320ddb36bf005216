// Go to page: a list of the printed pages that takes `569` or `xiv`.

import { window } from 'vscode';
import type { QuickPickItem, TextEditor } from 'vscode';
import type { DocumentSymbol } from 'vscode-languageclient';
import { Position } from 'vscode';
import { pagesOf, type Page } from '../place';
import { moveTo } from './move';

interface Item extends QuickPickItem {
  readonly page: Page;
}

/** Asks for a page of the file and goes there. */
export function goToPage(editor: TextEditor, outline: readonly DocumentSymbol[]): void {
  const items: Item[] = pagesOf(outline).map((page) => ({
    label: page.label,
    description: page.words,
    detail: outline.length > 1 ? page.record : '',
    page,
  }));
  if (items.length === 0) {
    void window.showInformationMessage('No page marker, as [Page 569], stands in this file.');
    return;
  }
  const pick = window.createQuickPick<Item>();
  pick.title = 'Go to Page';
  pick.placeholder = `The printed page: ${items[0]?.label ?? ''}–${items.at(-1)?.label ?? ''}`;
  pick.items = items;
  pick.onDidChangeValue((value) => {
    // `5` is page 5 before it is the beginning of page 57.
    const exact = items.filter(({ label }) => label.toLowerCase() === value.trim().toLowerCase());
    if (exact.length > 0) {
      pick.activeItems = exact;
    }
  });
  pick.onDidAccept(() => {
    const [chosen] = pick.activeItems;
    pick.hide();
    if (chosen !== undefined) {
      const { line, character } = chosen.page.selectionRange.start;
      moveTo(editor, new Position(line, character));
    }
  });
  pick.onDidHide(() => {
    pick.dispose();
  });
  pick.show();
}
