// The commands, as package.json lists them.

import { commands, Disposable, window } from 'vscode';
import type { OutputChannel, TextEditor, Uri } from 'vscode';
import type { Documents } from '../documents';
import type { Server } from '../server';
import { ignoreHere, insertFootnote, matchNumbers, removeFootnote, renumber, rewrite } from './actions';
import { SHOW_CONVERSION, showConversion } from './conversion';
import { goToDefect } from './defects';
import { openExample } from './example';
import { goToFootnote } from './footnotes';
import { goToPage } from './page';
import { showBoth } from './peek';
import { SHOW_REFERENCES, showReferences } from './references';

/** What the commands work on. */
interface Parts {
  readonly extension: Uri;
  readonly server: Server;
  readonly documents: Documents;
  readonly log: OutputChannel;
}

/** Registers every command; those on a record are given its editor. */
export function registerCommands({ extension, server, documents, log }: Parts): Disposable {
  const outlineOf = ({ document }: TextEditor) => documents.outline(document) ?? [];
  const onRecord = (name: string, run: (editor: TextEditor) => unknown) =>
    commands.registerCommand(`obelus.${name}`, async () => {
      const editor = window.activeTextEditor;
      if (editor !== undefined && documents.isRecord(editor.document)) {
        await run(editor);
      } else {
        void window.showInformationMessage('This command is for records, but no record is open.');
      }
    });
  const openAs = (target: string) => ({ document }: TextEditor) => {
    const { client } = server;
    return client && showConversion(client, client.code2ProtocolConverter.asUri(document.uri), target);
  };
  return Disposable.from(
    onRecord('insertFootnote', insertFootnote),
    onRecord('removeFootnote', removeFootnote),
    onRecord('matchNumbers', matchNumbers),
    onRecord('ignoreHere', ignoreHere),
    onRecord('rewrite', rewrite),
    onRecord('openAsTei', openAs('tei')),
    onRecord('openAsHtml', openAs('html')),
    onRecord('renumber', (editor) => renumber(editor, outlineOf(editor))),
    onRecord('goToPage', (editor) => {
      goToPage(editor, outlineOf(editor), server.client);
    }),
    onRecord('nextDefect', (editor) => goToDefect(editor, 'next')),
    onRecord('previousDefect', (editor) => goToDefect(editor, 'previous')),
    onRecord('nextFootnote', (editor) => goToFootnote(editor, outlineOf(editor), 'next')),
    onRecord('previousFootnote', (editor) => goToFootnote(editor, outlineOf(editor), 'previous')),
    onRecord('showBoth', showBoth),
    commands.registerCommand(SHOW_REFERENCES, showReferences),
    commands.registerCommand(SHOW_CONVERSION, (uri: string, target: string) => showConversion(server.client, uri, target)),
    commands.registerCommand('obelus.openExample', () => openExample(extension)),
    commands.registerCommand('obelus.restartServer', () => server.restart()),
    commands.registerCommand('obelus.showLog', () => {
      log.show();
    }),
  );
}
