// Go to page: the printed pages of the file and, as one is typed, those of the volume: `569` or `xiv`.

import { Position, Uri, window, workspace } from 'vscode';
import type { QuickPickItem, TextEditor } from 'vscode';
import { SymbolKind, WorkspaceSymbolRequest, WorkspaceSymbolResolveRequest } from 'vscode-languageclient';
import type { DocumentSymbol, Range, WorkspaceSymbol } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';
import { pagesOf } from '../place';
import { moveTo } from './move';

interface Item extends QuickPickItem {
  /** Shows the page. */
  readonly go: () => unknown;
}

/** Asks for a page and goes there; `outline` is that of the file in `editor`. */
export function goToPage(editor: TextEditor, outline: readonly DocumentSymbol[], client: LanguageClient | undefined): void {
  const here = itemsHere(editor, outline);
  const pick = window.createQuickPick<Item>();
  pick.title = 'Go to Page';
  pick.placeholder = 'The printed page, such as 569 or xiv';
  pick.items = here;
  pick.onDidChangeValue(async (value) => {
    const label = value.trim().toLowerCase();
    const elsewhere = client && /^[\p{L}\d]+$/u.test(label) ? await itemsElsewhere(client, label, editor) : [];
    // What was typed meanwhile asks for itself.
    if (pick.value === value) {
      pick.items = [...here, ...elsewhere];
      // `5` is page 5 before it is the beginning of page 57.
      const exact = pick.items.filter((item) => item.label.toLowerCase() === label);
      if (exact.length > 0) {
        pick.activeItems = exact;
      }
    }
  });
  pick.onDidAccept(async () => {
    const [chosen] = pick.activeItems;
    pick.hide();
    await chosen?.go();
  });
  pick.onDidHide(() => {
    pick.dispose();
  });
  pick.show();
}

function itemsHere(editor: TextEditor, outline: readonly DocumentSymbol[]): Item[] {
  return pagesOf(outline).map(({ label, words, record, selectionRange }) => ({
    label,
    description: words,
    // With one record the window's title says enough.
    detail: outline.length > 1 ? record : '',
    go: () => {
      goTo(editor, selectionRange);
    },
  }));
}

/** The pages `label` in the other files. */
async function itemsElsewhere(client: LanguageClient, label: string, editor: TextEditor): Promise<Item[]> {
  const found = await client.sendRequest(WorkspaceSymbolRequest.type, { query: `p. ${label}` }).catch(() => null);
  return ((found ?? []) as WorkspaceSymbol[])
    .filter(({ kind, location }) => kind === SymbolKind.Namespace && location.uri !== uriOf(client, editor))
    .map((symbol) => ({
      label: symbol.name.replace(/^Page /u, ''),
      description: symbol.containerName ?? '',
      detail: workspace.asRelativePath(Uri.parse(symbol.location.uri)),
      go: async () => {
        const { location } = await client.sendRequest(WorkspaceSymbolResolveRequest.type, symbol);
        if ('range' in location) {
          goTo(await window.showTextDocument(Uri.parse(location.uri)), location.range);
        }
      },
    }));
}

function uriOf(client: LanguageClient, editor: TextEditor): string {
  return client.code2ProtocolConverter.asUri(editor.document.uri);
}

function goTo(editor: TextEditor, { start }: Range): void {
  moveTo(editor, editor.document.validatePosition(new Position(start.line, start.character)));
}
