// The user's settings, as the server takes them.

import { workspace } from 'vscode';

/** `obelus.server.path`, without blanks around it; empty where it is not set. */
export function serverPath(): string {
  return workspace.getConfiguration('obelus').get<string>('server.path', '').trim();
}

/** Whether a plain text file that is a record takes the language `record`. */
export function switchesLanguage(): boolean {
  return workspace.getConfiguration('obelus').get<boolean>('switchLanguage', true);
}

/** What the server is told when it starts. */
export function initializationOptions(): object {
  return {};
}
