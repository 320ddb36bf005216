import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fetchText } from '../src/facsimile/fetch';

/** Fetches `/manifest` from a site that answers so; the text, or why there is none. */
async function fetched(answer: RequestListener): Promise<string> {
  const site = createServer(answer).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const { port } = site.address() as AddressInfo;
  try {
    return await fetchText(`http://127.0.0.1:${port}/manifest`, 1 << 20);
  } catch (error) {
    return String(error).replace(String(port), 'PORT');
  } finally {
    site.close();
    site.closeAllConnections();
  }
}

test('a text is fetched as it is', async () => {
  assert.equal(await fetched((_, response) => response.end('{"label": "é"}')), '{"label": "é"}');
});

test('what is not there is not fetched', async () => {
  const answer: RequestListener = (_, response) => response.writeHead(404).end('{}');
  assert.equal(await fetched(answer), 'Error: the site answers 404');
});

test('more than the largest text is not read', async () => {
  const answer: RequestListener = (_, response) => {
    const more = (): unknown => response.write(' '.repeat(1 << 16), () => response.destroyed || more());
    more();
  };
  assert.equal(await fetched(answer), 'Error: it is larger than 1 MiB');
});

test('redirections lead to https alone', async () => {
  const to = (location: string): RequestListener => (_, response) => response.writeHead(302, { location }).end();
  assert.equal(await fetched(to('/other')), 'Error: the site sends on to http://127.0.0.1:PORT/other, which does not begin with https');
  assert.match(await fetched(to('file:///etc/passwd')), /file:\/\/\/etc\/passwd, which does not begin with https$/u);
});
