// The status bar: the printed page and the record that the editor shows.

import { commands, Disposable, StatusBarAlignment, window } from 'vscode';
import type { Position, TextEditor } from 'vscode';
import type { Documents } from './documents';
import { describe } from './place';

/** True while the editor shows a record: commands and keys are there for records only. */
const IS_RECORD = 'obelus.isRecord';

/** Shows page and record from now on. */
export function showStatus(documents: Documents): Disposable {
  const item = window.createStatusBarItem('obelus.place', StatusBarAlignment.Right, 101);
  item.name = 'Page and Record';
  item.tooltip = 'The printed page and the record. Click to go to a page.';
  item.command = 'obelus.goToPage';
  let wasRecord: boolean | undefined;

  const update = () => {
    const editor = window.activeTextEditor;
    const isRecord = editor !== undefined && documents.isRecord(editor.document);
    if (isRecord !== wasRecord) {
      wasRecord = isRecord;
      void commands.executeCommand('setContext', IS_RECORD, isRecord);
    }
    const outline = editor && documents.outline(editor.document);
    item.text = editor && outline ? describe(outline, placeOf(editor)) : '';
    if (item.text === '') {
      item.hide();
    } else {
      item.show();
    }
  };
  const updateFor = ({ textEditor }: { textEditor: TextEditor }) => {
    if (textEditor === window.activeTextEditor) {
      update();
    }
  };
  update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    window.onDidChangeTextEditorSelection(updateFor),
    window.onDidChangeTextEditorVisibleRanges(updateFor),
    documents.onDidChange(update),
  );
}

/** The cursor or, where it was scrolled out of sight, the first line in sight. */
function placeOf(editor: TextEditor): Position {
  const cursor = editor.selection.active;
  const isVisible = editor.visibleRanges.some((range) => range.contains(cursor));
  return isVisible ? cursor : (editor.visibleRanges[0]?.start ?? cursor);
}
