// What the extension and the panel in its webview say to each other.

import type { Direction } from '../neighbour';

/** Where the panel gets an image from, and what is said if it cannot be shown. */
export type Image = { readonly failure: string } & (
  | {
      /** The bytes of a file. */
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      /** Its media type if that cannot be told from the bytes. */
      readonly type: string;
    }
  | {
      /** An image on the web. */
      readonly kind: 'address';
      readonly origin: string;
      /** The address that describes its tiles, if a service cuts it into some. */
      readonly tiles: string | undefined;
    }
);

/** What the panel shows: the image of a page, or words in its place. */
export interface Shown {
  /** The page’s label; empty where no page is known. */
  readonly label: string;
  /** The address of the image; empty where there is none. */
  readonly address: string;
  /** The image, or why there is none. */
  readonly image: Image | string;
  /** Which pages there are to turn to. */
  readonly turns: Readonly<Record<Direction, boolean>>;
}

/** What the panel tells the extension: that it is there, or that a page is to be turned. */
export type Told = { readonly kind: 'ready' } | { readonly kind: 'turn'; readonly direction: Direction };
