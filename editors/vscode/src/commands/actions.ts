// Commands that apply one of the server's code actions. Why one cannot be applied, VS Code says at the cursor.

import { commands } from 'vscode';

/** Inserts a footnote at the cursor, which then stands where its note is to be typed. */
export async function insertFootnote(): Promise<void> {
  await applyAction('refactor.insert.footnote', 'first');
}

/** Renumbers the notes of the record at the cursor; where there are several ways to, the user chooses one. */
export async function renumber(): Promise<void> {
  await applyAction('refactor.rewrite.footnote.renumber', 'ifSingle');
}

/** Applies the action of `kind`, as the server names it. */
async function applyAction(kind: string, apply: 'first' | 'ifSingle'): Promise<void> {
  await commands.executeCommand('editor.action.codeAction', { kind, apply });
}
