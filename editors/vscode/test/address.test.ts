import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf, tilesOf, typeOf } from '../src/facsimile/address';

test('where an image is loaded from', () => {
  assert.equal(originOf('https://iiif.example:8443/pages/7.jpg?size=full'), 'https://iiif.example:8443');
  assert.equal(originOf('http://iiif.example/7.jpg'), 'http://iiif.example');
  assert.equal(originOf('file:///scans/0007.jpg'), undefined);
  assert.equal(originOf('vscode-remote://ssh/scans/0007.jpg'), undefined);
});

test('tiles of the whole image of an image service', () => {
  const service = 'https://iiif.example/2/harbor%2F7';
  assert.equal(tilesOf(`${service}/full/max/0/default.jpg`), `${service}/info.json`);
  assert.equal(tilesOf(`${service}/full/full/0/native.png`), `${service}/info.json`);
  for (const other of ['full/800,/0/default.jpg', '0,0,9,9/max/0/default.jpg', 'full/max/90/default.jpg', 'full/max/0/default.jpg?a']) {
    assert.equal(tilesOf(`${service}/${other}`), undefined, other);
  }
});

test('the type of a drawing', () => {
  assert.equal(typeOf('file:///scans/7.SVG'), 'image/svg+xml');
  assert.equal(typeOf('file:///scans/7.jpg'), '');
});
