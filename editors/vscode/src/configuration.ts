// Completion in an obelus.toml.

import { CompletionItem, CompletionItemKind, languages, Range, Uri, workspace } from 'vscode';
import type { Disposable, Position, TextDocument } from 'vscode';
import { proposals, type Schema } from './toml';

/** Completes in every obelus.toml from now on, whatever language the user's other extensions give it. */
export function completeConfiguration(extension: Uri): Disposable {
  let schema: Promise<Schema> | undefined;
  const provideCompletionItems = async (document: TextDocument, position: Position) => {
    schema ??= readSchema(extension);
    const before = document.getText(new Range(0, 0, position.line, position.character));
    return proposals(await schema, before.split(/\r?\n/u)).map(({ text, explanation, start }) => {
      const item = new CompletionItem(text, CompletionItemKind.Property);
      item.documentation = explanation;
      item.range = new Range(position.line, start, position.line, position.character);
      return item;
    });
  };
  return languages.registerCompletionItemProvider({ pattern: '**/obelus.toml' }, { provideCompletionItems }, '[', '=', '"');
}

/** The schema that the packaged server printed. */
async function readSchema(extension: Uri): Promise<Schema> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'server', 'obelus.schema.json'));
  return JSON.parse(new TextDecoder().decode(bytes)) as Schema;
}
