// The image of a page, as the panel takes it.

import { FileType, Uri, workspace } from 'vscode';
import { originOf, tilesOf, typeOf } from './address';
import type { Image } from './messages';

/** The size of the largest file that is shown, in bytes. */
const LARGEST = 256 << 20;

/** The image at `address`, or why there is none: a file is read here, and what is on the web is loaded by the panel. */
export async function imageAt(address: string): Promise<Image | string> {
  const origin = originOf(address);
  if (origin !== undefined) {
    return { kind: 'address', origin, tiles: tilesOf(address), failure: `The image at ${address} cannot be loaded.` };
  }
  const uri = Uri.parse(address, true);
  const file = workspace.asRelativePath(uri);
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) {
      return `${file} is not a file.`;
    }
    if (size > LARGEST) {
      return `${file} is larger than ${LARGEST >> 20} MiB and is not shown.`;
    }
    const failure = `${file} cannot be shown. VS Code shows PNG, JPEG, GIF, WebP, AVIF, BMP and SVG images.`;
    // A copy, since what is read may be of a kind that VS Code does not hand over to a webview.
    return { kind: 'bytes', bytes: new Uint8Array(await workspace.fs.readFile(uri)), type: typeOf(address), failure };
  } catch {
    return `There is no file ${file}.`;
  }
}
