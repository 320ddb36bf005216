// Commands that apply one of the server's code actions.

import { CodeActionKind, commands, window, workspace } from 'vscode';
import type { CodeAction, TextEditor, WorkspaceEdit } from 'vscode';

/** How many actions are asked for their edits: there is one of each kind at a place. */
const RESOLVED = 1;

/**
 * Applies the action of `kind` at the cursor; tells the user why where there is none, beginning with `otherwise`.
 *
 * @returns what was changed; undefined where nothing was
 */
export async function applyAction(editor: TextEditor, kind: string, otherwise: string): Promise<WorkspaceEdit | undefined> {
  const { document, selection } = editor;
  const wanted = CodeActionKind.Empty.append(kind);
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    selection,
    kind,
    RESOLVED,
  );
  const action = actions.find((candidate) => candidate.kind !== undefined && wanted.contains(candidate.kind));
  if (action?.edit === undefined) {
    const reason = action?.disabled?.reason;
    void window.showInformationMessage(reason === undefined ? otherwise : `${otherwise} ${reason}`);
    return undefined;
  }
  return (await workspace.applyEdit(action.edit)) ? action.edit : undefined;
}
