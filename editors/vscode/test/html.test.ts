import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from '../src/facsimile/html';

const PARTS = { script: 'https://panel.example/panel.js?a="b"&c', style: 'panel.css', source: 'https://panel.example' };

/** The content policy of a document. */
function policy(origin: string | undefined): string {
  return /Content-Security-Policy" content="(?<policy>[^"]*)"/u.exec(html({ ...PARTS, origin }))?.groups?.['policy'] ?? '';
}

test('the panel loads nothing but files and what comes from the origin', () => {
  const rest = (origin: string | undefined) => policy(origin).replace(/nonce-[^']+/u, 'nonce-N');
  assert.equal(
    rest(undefined),
    "default-src 'none'; script-src 'nonce-N'; style-src https://panel.example; img-src blob:; connect-src 'none'",
  );
  assert.match(rest('https://iiif.example'), /img-src blob: https:\/\/iiif\.example; connect-src https:\/\/iiif\.example$/u);
});

test('one script runs, by a nonce that is used once', () => {
  const document = html({ ...PARTS, origin: undefined });
  const [nonce] = /(?<=script-src 'nonce-)[^']+/u.exec(document) ?? [];
  assert.equal(document.split(`<script nonce="${nonce}" src="https://panel.example/panel.js?a=&quot;b&quot;&amp;c">`).length, 2);
  assert.notEqual(policy(undefined), policy(undefined));
});

test('every button has a name and a title', () => {
  const document = html({ ...PARTS, origin: undefined });
  const names = [...document.matchAll(/<button [^>]*title="(?<title>[^"]+)" aria-label="(?<name>[^"]+)"/gu)].map(({ groups }) => groups?.['name']);
  assert.deepEqual(names, ['Previous page', 'Next page', 'Zoom out', 'Zoom in', 'Page width', 'Whole page']);
});
