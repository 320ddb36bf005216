// The manifests that have an address: the server uses no network, so they are fetched here and handed over to it.

import { RequestType } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';
import { fetchText } from './fetch';

const REQUEST = new RequestType<{ address: string; text: string }, string | null, void>('obelus/manifest');

/** Fetches manifests, each once; `changed` is called when one is with the server or is of no use. */
export class Manifests {
  readonly #fetching = new Set<string>();
  /** Why manifests are of no use, in words for the user. */
  readonly #problems = new Map<string, string>();

  constructor(private readonly changed: () => void) {}

  /** What is to be said while the server lacks the manifest at `address`. It is fetched if that was not tried yet. */
  wanted(client: LanguageClient, address: string): string {
    const problem = this.#problems.get(address);
    if (problem === undefined && !this.#fetching.has(address)) {
      void this.#fetch(client, address);
    }
    return problem ?? `Fetching the manifest ${address} …`;
  }

  /** Forgets what failed, so that it is tried again. */
  forget(): void {
    this.#problems.clear();
  }

  async #fetch(client: LanguageClient, address: string): Promise<void> {
    this.#fetching.add(address);
    try {
      const text = await fetchText(address);
      const reason = await client.sendRequest(REQUEST, { address, text });
      if (reason !== null) {
        this.#problems.set(address, `The manifest ${address} ${reason}.`);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#problems.set(address, `The manifest ${address} cannot be fetched: ${reason}.`);
    }
    this.#fetching.delete(address);
    this.changed();
  }
}
