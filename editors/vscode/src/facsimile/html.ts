// The document in the panel's webview.

import { randomBytes } from 'node:crypto';

/** What the document is made of. */
export interface Parts {
  /** The addresses of its script and its style sheet. */
  readonly script: string;
  readonly style: string;
  /** Where VS Code lets the style sheet come from. */
  readonly source: string;
  /** The origin that images are loaded from; undefined where they are files. */
  readonly origin: string | undefined;
}

/** The buttons: the name by which the script knows each, its title, and the lines that draw it. */
const BUTTONS = [
  ['previous', 'Previous page (Page Up)', 'M10 3 5 8l5 5'],
  ['next', 'Next page (Page Down)', 'm6 3 5 5-5 5'],
  ['out', 'Zoom out (-)', 'M3 8h10'],
  ['in', 'Zoom in (+)', 'M3 8h10M8 3v10'],
  ['width', 'Page width (0)', 'M1.5 2v12M14.5 2v12M4 8h8M6 6 4 8l2 2M10 6l2 2-2 2'],
  ['whole', 'Whole page (9)', 'M3.5 1.5h9v13h-9zM6 5h4M6 8h4M6 11h4'],
] as const;

/** The document. It runs its own script alone, and loads nothing but from `origin`. */
export function html({ script, style, source, origin }: Parts): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `img-src blob:${origin === undefined ? '' : ` ${origin}`}`,
    `connect-src ${origin ?? "'none'"}`,
  ].join('; ');
  const [previous, next, ...zooms] = BUTTONS.map(button);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page Image</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<header>
<div role="toolbar" aria-label="Pages">${previous}<h1 id="label" aria-live="polite"></h1>${next}</div>
<div role="toolbar" aria-label="Zoom" id="zoom">${zooms.join('')}</div>
</header>
<main>
<div id="image"></div>
<p id="message" role="status"></p>
</main>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>`;
}

function button([name, title, lines]: (typeof BUTTONS)[number]): string {
  return (
    `<button type="button" id="${name}" title="${title}" aria-label="${title.replace(/ \(.*/u, '')}">` +
    `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${lines}"/></svg></button>`
  );
}

function escaped(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;').replace(/</gu, '&lt;');
}
