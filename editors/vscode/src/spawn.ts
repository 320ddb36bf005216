// The server as a process, with what it says when it ends.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** How much of what the server complained of is kept for a message, in characters. */
const KEPT = 2000;

/** How long a server may take to end when it is asked to, in milliseconds. */
const GRACE = 2000;

/** A running server. */
export class Process {
  #complaint = '';
  /** It has ended, and all that it said is read: that comes later than the end. */
  readonly #closed: Promise<void>;

  private constructor(readonly child: ChildProcessWithoutNullStreams) {
    this.#closed = new Promise((resolve) => {
      child.once('close', () => {
        resolve();
      });
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-KEPT);
    });
  }

  /**
   * Starts `command` as a server.
   *
   * @throws the system's error where it cannot be started
   */
  static async start(command: string): Promise<Process> {
    const process = new Process(spawn(command, ['serve', '--stdio']));
    await new Promise<void>((resolve, reject) => {
      process.child.once('spawn', resolve).once('error', reject);
    });
    // Writing to a server that has just ended is no news: its end is.
    process.child.stdin.on('error', () => undefined);
    process.child.on('error', () => undefined);
    return process;
  }

  /** Waits for its end, at most for the time of grace, and says how it was: `exit status 101: out of memory`. */
  async ending(): Promise<string> {
    let late: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      late = setTimeout(resolve, GRACE);
    });
    await Promise.race([this.#closed, grace]);
    clearTimeout(late);
    const { exitCode, signalCode } = this.child;
    const how = signalCode ?? (exitCode === null ? 'no answer' : `exit status ${exitCode}`);
    const words = this.#complaint.trim().split('\n').at(-1) ?? '';
    return words === '' ? how : `${how}: ${words}`;
  }

  /** Ends it, if it has not ended by itself within the time of grace. */
  async end(): Promise<void> {
    await this.ending();
    if (!this.#hasEnded()) {
      this.child.kill('SIGKILL');
    }
  }

  #hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
