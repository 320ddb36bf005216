// The page image beside the text: which page it is, and turning the page.

import { commands, Disposable, Position, Selection, TextEditorRevealType, window } from 'vscode';
import type { TextEditor, Uri, WebviewPanel } from 'vscode';
import type { Documents } from '../documents';
import type { Direction } from '../neighbour';
import type { Server } from '../server';
import { imageAt } from './image';
import { latest } from './latest';
import { Manifests } from './manifests';
import { Panel, VIEW } from './panel';
import { pageAt, type Page } from './request';

/** True while the record in the editor has page images: what shows them is there for such records only. */
const HAS_FACSIMILE = 'obelus.hasFacsimile';

/** The page images of the records, and the panel with the one at the cursor. */
export class Facsimile extends Disposable {
  readonly #subscriptions: Disposable;
  readonly #manifests = new Manifests(() => void this.#update());
  #panel: Panel | undefined;
  /** The editor that the panel follows: the last one that had the focus and shows a record. */
  #editor: TextEditor | undefined;
  /** What the panel shows; undefined where it is to be told anew. */
  #shown: string | undefined;

  constructor(
    private readonly extension: Uri,
    private readonly server: Server,
    private readonly documents: Documents,
  ) {
    super(() => {
      this.#subscriptions.dispose();
      this.#panel?.dispose();
    });
    const update = () => void this.#update();
    this.#subscriptions = Disposable.from(
      commands.registerCommand('obelus.facsimile', () => {
        this.#manifests.forget();
        this.#open();
        update();
      }),
      commands.registerCommand('obelus.nextPage', () => this.#turn('next')),
      commands.registerCommand('obelus.previousPage', () => this.#turn('previous')),
      window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: (view: WebviewPanel) => {
          this.#panel?.dispose();
          this.#panel = new Panel(view, this.extension, this.#events);
          return Promise.resolve();
        },
      }),
      window.onDidChangeActiveTextEditor(update),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === this.#editor) {
          update();
        }
      }),
      documents.onDidChange(update),
    );
  }

  readonly #events = {
    ready: () => {
      this.#shown = undefined;
      void this.#update();
    },
    turn: (direction: Direction) => void this.#turn(direction),
    closed: (panel: Panel) => {
      if (this.#panel === panel) {
        this.#panel = undefined;
      }
    },
  };

  readonly #update = latest(async () => {
    this.#editor = this.#choose();
    const page = await this.#page();
    const isConfigured = page !== undefined || (await this.#hasFacsimile());
    // While the panel has the focus, no text editor is active.
    const isActive = [undefined, this.#editor].includes(window.activeTextEditor);
    void commands.executeCommand('setContext', HAS_FACSIMILE, isConfigured && isActive);
    await this.#show(page, isConfigured);
  });

  #open(): void {
    if (this.#panel === undefined) {
      this.#panel = Panel.open(this.extension, this.#events);
    } else {
      this.#panel.reveal();
    }
  }

  /** Moves the cursor to the page before or behind the one at the cursor, and the text with it. */
  async #turn(direction: Direction): Promise<void> {
    const place = (await this.#page())?.[direction];
    if (this.#editor === undefined || place === null || place === undefined) {
      return;
    }
    const { document, viewColumn } = this.#editor;
    const visible = window.visibleTextEditors.find((editor) => editor.document === document);
    const options = { preserveFocus: true, ...(viewColumn && { viewColumn }) };
    const editor = visible ?? (await window.showTextDocument(document.uri, options));
    this.#editor = editor;
    const position = new Position(place.line, place.character);
    editor.selection = new Selection(position, position);
    editor.revealRange(editor.selection, TextEditorRevealType.AtTop);
  }

  /** The active editor if it shows a record, or else the one that was followed before, or else any with a record. */
  #choose(): TextEditor | undefined {
    const candidates = [window.activeTextEditor, this.#editor, ...window.visibleTextEditors];
    return candidates.find((editor) => editor && !editor.document.isClosed && this.documents.isRecord(editor.document));
  }

  /** The page at the cursor. */
  async #page(): Promise<Page | undefined> {
    const { client } = this.server;
    return this.#editor && client && (await pageAt(client, this.#editor.document, this.#editor.selection.active));
  }

  /** Whether the record has page images at all: those before its first page marker may be the only ones without. */
  async #hasFacsimile(): Promise<boolean> {
    const { client } = this.server;
    const document = this.#editor?.document;
    const end = document?.lineAt(document.lineCount - 1).range.end;
    return client !== undefined && document !== undefined && end !== undefined && (await pageAt(client, document, end)) !== undefined;
  }

  async #show(page: Page | undefined, isConfigured: boolean): Promise<void> {
    const panel = this.#panel;
    if (panel === undefined) {
      return;
    }
    const { page: label = '', uri } = page ?? {};
    const turns = { previous: Boolean(page?.previous), next: Boolean(page?.next) };
    const id = JSON.stringify([label, uri, turns, isConfigured]);
    if (id === this.#shown) {
      return;
    }
    const image = uri ? await imageAt(uri) : this.#nothing(page, isConfigured);
    // It may have been closed while the image was read.
    if (this.#panel === panel) {
      // What is not there may be there soon.
      this.#shown = typeof image === 'string' ? undefined : id;
      panel.show({ label, address: uri ?? '', image, turns });
    }
  }

  /** Why there is no image. */
  #nothing(page: Page | undefined, isConfigured: boolean): string {
    const { client } = this.server;
    if (page?.manifest && client) {
      return this.#manifests.wanted(client, page.manifest);
    }
    if (page !== undefined) {
      return `Page ${page.page} has no image.`;
    }
    if (isConfigured) {
      return 'No page is known here. A page begins at its marker, such as [Page 569].';
    }
    return this.#editor === undefined
      ? 'Open a record to see the image of its page.'
      : 'No page images are configured for this record: set `volume.facsimile` in an obelus.toml.';
  }
}
