// Texts from the web.

import * as http from 'node:http';
import * as https from 'node:https';
import type { IncomingMessage } from 'node:http';

/** The size of the largest text that is fetched, in bytes: that of the largest manifest that the server reads. */
const LARGEST = 16 << 20;
/** How long it may take, in milliseconds. */
const PATIENCE = 30_000;
const REDIRECTIONS = 5;

/** Fetches the text at `address`. Redirections are followed only to https. Throws why there is no text, in words for the user. */
export async function fetchText(address: string, largest = LARGEST): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE);
  let url = new URL(address);
  for (let count = 0; count <= REDIRECTIONS; count += 1) {
    const response = await get(url, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) {
      return await textOf(response, largest);
    }
    response.destroy();
    if (headers.location === undefined || statusCode < 300 || statusCode > 399) {
      throw new Error(`the site answers ${statusCode}`);
    }
    url = new URL(headers.location, url);
    if (url.protocol !== 'https:') {
      throw new Error(`the site sends on to ${url.href}, which does not begin with https`);
    }
  }
  throw new Error('the site sends on and on');
}

function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = { 'accept': 'application/ld+json, application/json', 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    client.get(url, { headers, signal }, resolve).on('error', reject);
  });
}

async function textOf(response: IncomingMessage, largest: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) {
      throw new Error(`it is larger than ${largest >> 20} MiB`);
    }
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
