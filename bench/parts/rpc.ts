// Questions and answers between the bench and the processes that it measures, over Node.js' own channel to a child.

import type { ChildProcess } from 'node:child_process';
import { ended } from '../../test/support/child';

interface Question {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** A started process that answers questions. */
export class Peer {
  private readonly open = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  private next = 1;
  log = '';

  constructor(
    readonly child: ChildProcess,
    readonly name: string,
  ) {
    const keep = (chunk: Buffer): void => {
      this.log = (this.log + chunk.toString()).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('message', ({ id, result, error }: Answer) => {
      const asked = this.open.get(id);
      this.open.delete(id);
      if (error === undefined) asked?.resolve(result);
      else asked?.reject(new Error(`${name}: ${error}`));
    });
    child.once('exit', () => {
      for (const { reject } of this.open.values()) reject(new Error(`${name} ended:\n${this.log}`));
      this.open.clear();
    });
  }

  ask<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    const id = this.next++;
    return new Promise<T>((resolve, reject) => {
      this.open.set(id, { resolve: (result) => resolve(result as T), reject });
      this.child.send({ id, method, args } satisfies Question);
    });
  }

  async end(): Promise<void> {
    await ended(this.child);
  }
}

/** Answers the questions of the process that started this one, and tells it that it may ask. */
export function serve(methods: Readonly<Record<string, (...args: never[]) => unknown>>): void {
  const send = (answer: Answer): void => void process.send?.(answer);
  process.on('message', ({ id, method, args }: Question) => {
    Promise.resolve()
      .then(() => methods[method]?.(...(args as never[])))
      .then(
        (result) => send({ id, result }),
        (error: unknown) =>
          send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
}
