import type { ChildProcess } from 'node:child_process';

const started = new Set<ChildProcess>();
let watching = false;

function running(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** A test's process that ends early, by an error or Ctrl-C, takes what it started with it. */
export function owned(child: ChildProcess): ChildProcess {
  if (!watching) {
    watching = true;
    process.once('exit', () => {
      for (const one of started) one.kill('SIGKILL');
    });
  }
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

/**
 * Ends a child and waits until it is gone.
 * @throws when it has not ended within `guard` ms; it is killed then, for a test that waits for ever tells nothing.
 */
export async function ended(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGKILL' = 'SIGTERM',
  guard = 60_000,
): Promise<void> {
  if (!running(child)) return;
  let late: NodeJS.Timeout | undefined;
  const gone = new Promise<'gone'>((resolve) => child.once('exit', () => resolve('gone')));
  const guarded = new Promise<'late'>((resolve) => {
    late = setTimeout(() => resolve('late'), guard);
  });
  child.kill(signal);
  const outcome = await Promise.race([gone, guarded]);
  clearTimeout(late);
  if (outcome === 'gone') return;
  child.kill('SIGKILL');
  await gone;
  throw new Error(`process ${child.pid} did not end within ${guard} ms after ${signal}`);
}
