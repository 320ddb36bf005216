// The panel: a webview that shows the image of a page.

import { Disposable, Uri, ViewColumn, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { html } from './html';
import type { Shown, Told } from './messages';

/** The kind of the panel, by which VS Code opens it again in a window that is opened again. */
export const VIEW = 'obelus.facsimile';

/** What the panel reports. */
export interface Events {
  /** It has nothing to show: it is new, or in sight again. */
  readonly ready: () => void;
  readonly turn: (direction: 'next' | 'previous') => void;
  readonly closed: (panel: Panel) => void;
}

/** A panel with the image of a page, or with the reason why there is none. */
export class Panel extends Disposable {
  /** What it can load from now: an origin; undefined for files alone. */
  #origin: string | undefined;
  /** Whether its script can be told something. */
  #isReady = false;

  /** A new panel beside the text. */
  static open(extension: Uri, events: Events): Panel {
    return new Panel(window.createWebviewPanel(VIEW, '', { viewColumn: ViewColumn.Beside, preserveFocus: true }), extension, events);
  }

  /** The panel that is drawn in `view`. */
  constructor(
    private readonly view: WebviewPanel,
    private readonly extension: Uri,
    events: Events,
  ) {
    super(() => {
      view.dispose();
    });
    view.title = 'Page Image';
    view.webview.options = { enableScripts: true, localResourceRoots: [this.#file()] };
    view.webview.onDidReceiveMessage((told: Told) => {
      if (told.kind === 'ready') {
        this.#isReady = true;
        events.ready();
      } else {
        events.turn(told.direction);
      }
    });
    view.onDidChangeViewState(() => {
      // Out of sight its document is gone.
      this.#isReady &&= view.visible;
    });
    view.onDidDispose(() => {
      events.closed(this);
    });
    this.#draw();
  }

  /** Shows a page. */
  show(shown: Shown): void {
    this.view.title = shown.label === '' ? 'Page Image' : `Page ${shown.label}`;
    const origin = typeof shown.image === 'object' && shown.image.kind === 'address' ? shown.image.origin : undefined;
    if (origin !== undefined && origin !== this.#origin) {
      this.#origin = origin;
      // The new document asks for the page itself.
      this.#draw();
    } else if (this.#isReady) {
      void this.view.webview.postMessage(shown);
    }
  }

  /** Brings the panel into sight. */
  reveal(): void {
    this.view.reveal(undefined, true);
  }

  #draw(): void {
    this.#isReady = false;
    const { webview } = this.view;
    webview.html = html({
      script: String(webview.asWebviewUri(this.#file('panel.js'))),
      style: String(webview.asWebviewUri(this.#file('panel.css'))),
      source: webview.cspSource,
      origin: this.#origin,
    });
  }

  #file(...name: string[]): Uri {
    return Uri.joinPath(this.extension, 'dist', 'panel', ...name);
  }
}
