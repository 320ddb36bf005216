// The page image beside the text, in a real VS Code: it follows the cursor, and turning its page moves the text.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { write, Workbench } from './workbench.mjs';

const { OBELUS_SCRATCH } = process.env;
const workspace = join(OBELUS_SCRATCH, 'facsimile', 'records');

const record = (...pages) => {
  const [first, ...others] = pages.map((page) => [`[Page ${page}]\n\n`, `The tug sailed on day ${page}.\n\n`]);
  return [first[0], '41. Minutes of the Harbor Board\n\n', first[1], ...others.flat()].join('');
};

const COLOURS = { red: [200, 0, 0], green: [0, 150, 0], blue: [0, 0, 200] };

/** A page of one colour, with a white margin a tenth of its width. */
const image = (colour) =>
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1200"><rect width="800" height="1200" fill="white"/>' +
  `<rect x="80" y="80" width="640" height="1040" fill="rgb(${COLOURS[colour].join()})"/></svg>`;

let bench;
let site;
let address;
/** What the site was asked for. */
const asked = [];

/** A page of a manifest. */
const canvas = (label, body) => ({ label: { en: [label] }, items: [{ items: [{ body }] }] });

/** A site of images: `/NAME.svg`, their manifest, and an image service that cuts the red page into tiles. */
function answer({ url }, response) {
  asked.push(url);
  response.setHeader('access-control-allow-origin', '*');
  const name = /^\/(?<name>\w+)\.svg$/u.exec(url)?.groups.name;
  if (url === '/manifest') {
    response.end(JSON.stringify({ items: [canvas('[31]', { id: `${address}/blue.svg` })] }));
  } else if (url === '/broken') {
    response.end('<p>No such book.</p>');
  } else if (name in COLOURS) {
    response.setHeader('content-type', 'image/svg+xml').end(image(name));
  } else if (url === '/service/info.json') {
    const tiles = [{ width: 400, scaleFactors: [1, 2, 4] }];
    const info = { '@context': 'http://iiif.io/api/image/3/context.json', id: 'https://elsewhere.example', type: 'ImageService3' };
    response.end(JSON.stringify({ ...info, protocol: 'http://iiif.io/api/image', profile: 'level2', width: 800, height: 1200, tiles }));
  } else if (/^\/service\/(?!full\/max)/u.test(url)) {
    // Each tile is a part from the middle of the page.
    response.setHeader('content-type', 'image/svg+xml').end(image('red').replace('<svg', '<svg viewBox="200 200 400 400"'));
  } else {
    response.writeHead(404).end();
  }
}

before(async () => {
  site = createServer(answer).listen(0, '127.0.0.1');
  await once(site, 'listening');
  address = `http://127.0.0.1:${site.address().port}`;

  write(join(workspace, 'obelus.toml'), 'volume.facsimile = "scans/{page:04}.svg"\n');
  write(join(workspace, 'd41.txt'), record(11, 12, 13, 14, 15));
  write(join(workspace, 'scans/0011.svg'), image('red'));
  write(join(workspace, 'scans/0012.svg'), image('green'));
  write(join(workspace, 'scans/0013.svg'), image('blue'));
  write(join(workspace, 'scans/0015.svg'), 'This is not an image.');

  const items = [
    canvas('p. 21', { id: `${address}/green.svg` }),
    canvas('p. 22', { service: [{ id: `${address}/service`, type: 'ImageService3' }] }),
    canvas('p. 23', { id: 'scans/blue.svg' }),
    canvas('p. 24', { id: `${address}/lost.svg` }),
  ];
  write(join(workspace, 'iiif/obelus.toml'), 'volume.facsimile = "manifest.json"\n');
  write(join(workspace, 'iiif/manifest.json'), JSON.stringify({ items }));
  write(join(workspace, 'iiif/scans/blue.svg'), image('blue'));
  write(join(workspace, 'iiif/d42.txt'), record(21, 22, 23, 24, 25));

  for (const name of ['manifest', 'broken']) {
    write(join(workspace, name, 'obelus.toml'), `volume.facsimile = "${address}/${name}"\n`);
    write(join(workspace, name, 'd43.txt'), record(31, 32));
  }
  cpSync('tests/facsimile', join(workspace, 'example'), { recursive: true });
  bench = await Workbench.open({ folder: join(OBELUS_SCRATCH, 'facsimile'), workspace });
});

after(async () => {
  await bench?.close();
  site?.close();
});

const panel = () => bench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

const label = () => panel().locator('h1').innerText();

const message = () => panel().locator('#message').innerText();

/** The colour of the image a part of the panel's width from its left edge, at half its height. */
const colour = async (part = 0.5) => {
  const picture = (await panel().locator('#image').screenshot()).toString('base64');
  const [r, g, b] = await bench.page.evaluate(async ([picture, part]) => {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(Math.round(bitmap.width * part), Math.round(bitmap.height / 2), 1, 1).data];
  }, [picture, part]);
  const near = (a, b) => Math.abs(a - b) < 8;
  const named = Object.entries({ ...COLOURS, white: [255, 255, 255] });
  return named.find(([, colour]) => near(r, colour[0]) && near(g, colour[1]) && near(b, colour[2]))?.[0] ?? [r, g, b];
};

const shows = async (page, expected) => {
  await bench.becomes(`Page ${page}`, 'the label', label);
  await bench.becomes(expected, `the colour of page ${page}`, colour);
};

/** The line of the cursor. */
const line = () =>
  bench.run((vscode) => {
    const editor = vscode.window.visibleTextEditors[0];
    return editor.document.lineAt(editor.selection.active.line).text;
  });

const press = (button) => panel().getByRole('button', { name: button, exact: true }).click();

const titleButton = () => bench.page.locator('.editor-actions').getByRole('button', { name: /Show the Page Image/u });

async function open(name) {
  await bench.run(async (vscode, path) => {
    const document = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(document, { viewColumn: 1, preview: false });
  }, join(workspace, name));
}

/** Moves the cursor of the text, which then has the focus. */
async function moveBehind(words) {
  await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup'));
  await bench.moveBehind(words);
}

async function openRecord(name, words) {
  await open(name);
  await bench.becomes('record', 'the language', () => bench.language());
  await moveBehind(words);
}

test('there is a button for it where page images are configured', async () => {
  await openRecord('d41.txt', 'on day 11');
  await titleButton().waitFor();
  await open('obelus.toml');
  await titleButton().waitFor({ state: 'detached' });
});

test('the image is that of the page at the cursor, and follows it', async () => {
  await openRecord('d41.txt', 'on day 11');
  await titleButton().click();
  await shows(11, 'red');
  await moveBehind('on day 13');
  await shows(13, 'blue');
});

test('buttons and keys turn the page of the text', async () => {
  await moveBehind('on day 11');
  await shows(11, 'red');
  await press('Next page');
  await shows(12, 'green');
  assert.equal(await line(), '[Page 12]');
  await panel().getByRole('button', { name: 'Previous page' }).press('PageDown');
  await shows(13, 'blue');
  assert.equal(await line(), '[Page 13]');
  await press('Previous page');
  await bench.becomes('[Page 12]', 'the line of the cursor', line);
  await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup'));
  await bench.page.keyboard.press('F9');
  await shows(13, 'blue');
  await bench.page.keyboard.press('Shift+F9');
  await shows(12, 'green');
  await bench.page.keyboard.press('Shift+F9');
  await shows(11, 'red');
  const previous = panel().getByRole('button', { name: 'Previous page' });
  assert.equal(await previous.getAttribute('aria-disabled'), 'true');
  await previous.press('Enter');
  assert.equal(await line(), '[Page 11]');
});

test('a page that is turned to is as large as the one before', async () => {
  const edge = () => colour(0.02);
  await press('Page width');
  await bench.becomes('white', 'the margin', edge);
  // The page is turned while it still grows.
  await panel().locator('body').evaluate(() => {
    for (const button of ['in', 'in', 'next']) {
      document.getElementById(button).click();
    }
  });
  await shows(12, 'green');
  await bench.becomes('green', 'what is at the edge', edge);
  // Out of sight the panel has no document, and in sight again it has a new one.
  await bench.run((vscode, path) => vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), 2), join(workspace, 'obelus.toml'));
  await panel().locator('h1').waitFor({ state: 'detached' });
  await bench.run((vscode) => vscode.commands.executeCommand('workbench.action.closeActiveEditor'));
  await shows(12, 'green');
  await bench.becomes('green', 'what is at the edge', edge);
  await press('Page width');
  await bench.becomes('white', 'the margin', edge);
});

test('where there is no image the panel says why', async () => {
  await openRecord('d41.txt', 'on day 14');
  await bench.becomes('There is no file scans/0014.svg.', 'the message', message);
  assert.equal(await label(), 'Page 14');
  await press('Next page');
  const shown = 'scans/0015.svg cannot be shown. VS Code shows PNG, JPEG, GIF, WebP, AVIF, BMP and SVG images.';
  await bench.becomes(shown, 'the message', message);
  await moveBehind('on day 13');
  await shows(13, 'blue');
  assert.equal(await message(), '');
});

test('images of a manifest: on the web, as tiles, as files', async () => {
  await openRecord('iiif/d42.txt', 'on day 21');
  await shows(21, 'green');
  await press('Next page');
  await shows(22, 'red');
  assert.ok(asked.some((url) => /^\/service\/\d+,\d+,\d+,\d+\//u.test(url)), asked.join('\n'));
  assert.ok(!asked.some((url) => url.startsWith('/service/full/max')), asked.join('\n'));
  await press('Next page');
  await shows(23, 'blue');
  await press('Next page');
  await bench.becomes(`The image at ${address}/lost.svg cannot be loaded.`, 'the message', message);
  await press('Next page');
  await bench.becomes('Page 25 has no image.', 'the message', message);
});

test('a manifest is fetched from its address', async () => {
  assert.ok(!asked.includes('/manifest'), asked.join('\n'));
  await openRecord('manifest/d43.txt', 'on day 31');
  await shows(31, 'blue');
  await press('Next page');
  await bench.becomes('Page 32 has no image.', 'the message', message);
  assert.equal(asked.filter((url) => url === '/manifest').length, 1);
});

test('what is wrong with a manifest is said once', async () => {
  await openRecord('broken/d43.txt', 'on day 31');
  const wrong = `The manifest ${address}/broken is not JSON (expected value at line 1 column 1).`;
  await bench.becomes(wrong, 'the message', message);
  await moveBehind('on day 32');
  await bench.becomes('Page 32', 'the label', label);
  assert.equal(await message(), wrong);
  assert.equal(asked.filter((url) => url === '/broken').length, 1);
});

test('the example record shows its page', async () => {
  await openRecord('example/d18.txt', 'The new gate');
  await bench.becomes('Page 48', 'the label', label);
  await panel().locator('body.has-image').waitFor();
  await press('Next page');
  await bench.becomes('Page 49', 'the label', label);
  await panel().locator('.openseadragon-canvas[aria-label="Page 49"]').waitFor();
});

test('the panel is there again when the window is opened again', async () => {
  await openRecord('d41.txt', 'on day 12');
  await shows(12, 'green');
  await bench.reload();
  await panel().locator('h1').waitFor();
  // Which record is open may not have been written down when the window went.
  await openRecord('d41.txt', 'on day 12');
  await shows(12, 'green');
});
