// A plain text document that the server takes for a record gets the language `record`. A Markdown document stays one.

import { languages } from 'vscode';
import type { Disposable, TextDocument } from 'vscode';
import { PLAIN, RECORD } from './client';
import type { Documents } from './documents';
import { switchesLanguage } from './settings';

/** Switches documents from now on; each at most once, so that who switches one back has the last word. */
export function switchLanguages(documents: Documents): Disposable {
  const switched = new WeakSet<TextDocument>();
  return documents.onDidChange((document) => {
    const isNews = document.languageId === PLAIN && documents.isRecord(document) && !switched.has(document);
    if (isNews && switchesLanguage()) {
      switched.add(document);
      // A document that is closed meanwhile has no language to switch.
      languages.setTextDocumentLanguage(document, RECORD).then(undefined, () => undefined);
    }
  });
}
