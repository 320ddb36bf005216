// Draws the page images of the record beside this file: each page typeset as an old book has it, with its notes at its foot.
// OBELUS_SCREENSHOTS=FOLDER tests/vscode/run draws them into FOLDER/scans.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const { OBELUS_CHROMIUM, OBELUS_TOOLS } = process.env;
const { chromium } = createRequire(join(OBELUS_TOOLS, 'package.json'))('playwright-core');

const STYLE = `
  @page { margin: 0 }
  body { box-sizing: border-box; width: 820px; height: 1060px; margin: 0; padding: 70px 92px 60px 104px; display: flex;
    flex-direction: column; background: radial-gradient(circle at 55% 45%, #f7efdc 55%, #e7d8b8 100%);
    color: #2e261c; font: 21px/1.36 'DejaVu Serif', 'Liberation Serif', serif; font-stretch: condensed; letter-spacing: -0.01em }
  body::after { content: ''; position: fixed; inset: 0; background: linear-gradient(90deg, #6b4e2a66, #6b4e2a00 7%) }
  main { transform: rotate(-0.25deg); display: flex; flex: 1; flex-direction: column }
  header { display: flex; justify-content: space-between; padding-bottom: 26px; font-size: 17px; letter-spacing: 0.06em }
  h1 { margin: 14px 0 18px; font-size: 22px; text-align: center; font-weight: bold }
  p { margin: 0; text-align: justify; text-indent: 1.4em; hyphens: auto }
  .date, .signed { text-align: right }
  .date { margin-bottom: 10px }
  .signed { padding-right: 2em; font-variant: small-caps }
  sup { font-size: 0.62em; line-height: 0 }
  footer { margin-top: auto; padding-top: 14px; font-size: 16px; line-height: 1.32 }
  footer::before { content: ''; display: block; width: 6em; margin-bottom: 8px; border-top: 1px solid }`;

const text = readFileSync(new URL('d18.txt', import.meta.url), 'utf8');
const [body, list] = text.split(/\n(?= {2}1\. )/u);
const notes = list.trim().split(/\n */u).map((note) => note.replace(/^(\d+)\. /u, '$1'));
/** A digit behind a letter or a full stop is a footnote reference; one at the beginning of a note is its label. */
const raised = (line) => line.replace(/(?<=[\p{L}.,)])\d(?=\s|$)|^\d(?=\p{Lu})/gu, '<sup>$&</sup>');

const browser = await chromium.launch({ executablePath: OBELUS_CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 820, height: 1060 } });
mkdirSync(folder, { recursive: true });
for (const [, label, lines] of body.matchAll(/\[Page (\d+)\]\n+([^[]+)/gu)) {
  const paragraphs = lines.trim().split('\n\n').map((line) => {
    if (/^\d+\. /u.test(line)) {
      return `<h1>${raised(line.replace(/(?<=^\d+\.) /u, '&ensp;'))}</h1>`;
    }
    const kind = /1962\.$/u.test(line) ? 'date' : /^\w+$/u.test(line) ? 'signed' : '';
    return `<p class="${kind}">${raised(line)}</p>`;
  });
  const here = notes.filter((note) => paragraphs.some((line) => line.includes(`<sup>${note[0]}</sup>`)));
  const [left, right] = Number(label) % 2 === 0 ? [label, 'THE TOLME CANAL'] : ['MAY 1962', label];
  await page.setContent(`<html lang="en"><style>${STYLE}</style><main><header><span>${left}</span><span>${right}</span></header>
    ${paragraphs.join('')}<footer>${here.map((note) => `<p>${raised(note)}</p>`).join('')}</footer></main></html>`);
  await page.screenshot({ path: join(folder, `${label.padStart(4, '0')}.jpg`), type: 'jpeg', quality: 62 });
}
await browser.close();
