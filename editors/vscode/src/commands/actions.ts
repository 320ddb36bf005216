// Commands that apply one of the server's code actions.

import { CodeActionKind, commands, Position, Range, window, workspace } from 'vscode';
import type { CodeAction, TextEditor } from 'vscode';
import type { DocumentSymbol } from 'vscode-languageclient';
import { recordAt } from '../place';

/** As the server names its actions. */
const INSERT = 'refactor.insert.footnote';
const REMOVE = 'refactor.rewrite.footnote.remove';
const RENUMBER = 'refactor.rewrite.footnote.renumber';
const MATCH = 'refactor.rewrite.footnote.match';
const IGNORE = 'quickfix.ignore';
const REWRITE = 'source.rewrite';

/** More than the ways to renumber there are. */
const MANY = 16;

/** Inserts a footnote at the cursor, which is then where its note is to be typed. */
export const insertFootnote = () => applyHere(INSERT);

/** Removes the footnote at the cursor, the reference and the note. */
export const removeFootnote = () => applyHere(REMOVE);

/** Numbers the notes as their references print, or the other way round, as the user chooses. */
export const matchNumbers = () => applyHere(MATCH);

/** Has what is wrong at the cursor ignored there. */
export const ignoreHere = () => applyHere(IGNORE);

/** Rewrites the record in another convention. */
export const rewrite = () => applyHere(REWRITE);

/** Applies the action of a kind at the cursor, the one that the user chooses of several; or says there why that cannot be. */
async function applyHere(kind: string): Promise<void> {
  await commands.executeCommand('editor.action.codeAction', { kind, apply: 'ifSingle' });
}

/** Renumbers the notes of the record that the cursor is in; where there are several ways to, the user chooses one. */
export async function renumber({ document, selection }: TextEditor, outline: readonly DocumentSymbol[]): Promise<void> {
  // The server offers it on the heading, for the whole record.
  const heading = recordAt(outline, selection.active)?.selectionRange.start ?? selection.active;
  const place = new Position(heading.line, heading.character);
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(place, place),
    RENUMBER,
    MANY,
  );
  const ways = actions.filter(({ kind }) => kind !== undefined && CodeActionKind.Empty.append(RENUMBER).contains(kind));
  const possible = ways.filter(({ edit }) => edit !== undefined);
  const chosen = await choose(possible);
  if (chosen?.edit !== undefined) {
    await workspace.applyEdit(chosen.edit);
  } else if (possible.length === 0) {
    const reason = ways[0]?.disabled?.reason ?? 'This record has no notes, or is numbered as it should be.';
    void window.showInformationMessage(reason);
  }
}

/** The only action; of several the one that the user chooses, if any. */
async function choose(actions: readonly CodeAction[]): Promise<CodeAction | undefined> {
  if (actions.length < 2) {
    return actions[0];
  }
  const items = actions.map((action) => ({ label: action.title, action }));
  return (await window.showQuickPick(items, { title: 'Renumber the Notes of This Record' }))?.action;
}
