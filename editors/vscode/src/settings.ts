// The user's settings, as the server takes them.

import { workspace } from 'vscode';

/** The section of the settings that is ours. */
export const SECTION = 'obelus';

/** `obelus.server.path`, without blanks around it; empty where it is not set. */
export function serverPath(): string {
  return workspace.getConfiguration(SECTION).get<string>('server.path', '').trim();
}

/** Whether a plain text file that is a record takes the language `record`. */
export function switchesLanguage(): boolean {
  return workspace.getConfiguration(SECTION).get<boolean>('switchLanguage', true);
}

/** The keys of `obelus.toml` that are settings, too; the others under `obelus` are the extension's own. */
const SERVER_KEYS = ['convention', 'include', 'language', 'pages', 'rules', 'volume'] as const;

/** What the user has set of what the server goes by. */
export function serverSettings(): Record<string, unknown> {
  const all = workspace.getConfiguration(SECTION);
  return Object.fromEntries(SERVER_KEYS.map((key) => [key, all.get(key)]));
}
