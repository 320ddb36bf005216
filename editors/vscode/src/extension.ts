// The extension for VS Code: starts the server, shows where one is, and offers the commands.

import { window, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { completeConfiguration } from './configuration';
import { Documents } from './documents';
import { Facsimile } from './facsimile';
import { switchLanguages } from './recognition';
import { Server } from './server';
import { serverPath } from './settings';
import { showStatus } from './status';

let server: Server | undefined;

/** Called by VS Code with the first document that may be a record. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Obelus');
  const started = new Server(context.extensionPath, log);
  server = started;
  let path = serverPath();
  const documents = new Documents(started);
  context.subscriptions.push(
    log,
    started,
    documents,
    switchLanguages(documents),
    showStatus(documents),
    completeConfiguration(context.extensionUri),
    new Facsimile(context.extensionUri, started, documents),
    registerCommands({ extension: context.extensionUri, server: started, documents, log }),
    workspace.onDidChangeConfiguration(() => {
      // A change may be told twice.
      if (serverPath() !== path) {
        path = serverPath();
        void started.restart();
      }
    }),
  );
  await started.start();
}

/** Called by VS Code when it closes. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
