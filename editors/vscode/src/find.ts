// Where the server is: the setting, the one in the package, or the PATH.

import * as path from 'node:path';

/** What is known of the machine; the file system only through `isFile`. */
export interface Machine {
  /** `obelus.server.path`; empty where it is not set. */
  readonly configured: string;
  /** The extension's own folder. */
  readonly extension: string;
  /** The PATH; undefined where there is none. */
  readonly path: string | undefined;
  readonly home: string;
  readonly windows: boolean;
  readonly isFile: (file: string) => boolean;
}

export type Found =
  | { readonly kind: 'found'; readonly command: string }
  /** The setting names what is not there: it is not passed over, or nobody would see that it does nothing. */
  | { readonly kind: 'misconfigured'; readonly command: string }
  | { readonly kind: 'missing' };

/** Finds the server's program. */
export function findServer(machine: Machine): Found {
  const { configured, extension, home, windows, isFile } = machine;
  const paths = windows ? path.win32 : path.posix;
  if (configured !== '') {
    const command = configured.replace(/^~(?=$|[\\/])/u, () => home);
    return { kind: paths.isAbsolute(command) && isFile(command) ? 'found' : 'misconfigured', command };
  }
  const program = windows ? 'obelus.exe' : 'obelus';
  // Only absolute folders: a relative one would be looked for in whatever folder was opened.
  const folders = (machine.path ?? '').split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  const command = [paths.join(extension, 'server'), ...folders]
    .map((folder) => paths.join(folder, program))
    .find(isFile);
  return command === undefined ? { kind: 'missing' } : { kind: 'found', command };
}
