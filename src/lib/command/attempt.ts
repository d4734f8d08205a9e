import { EvccError } from '../errors';

/** What a check came to: an error of the core's own is a result, any other one is a fault of the program and goes on. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: EvccError };

export function attempt<T>(call: () => T): Attempt<T> {
  try {
    return { ok: true, value: call() };
  } catch (error) {
    if (error instanceof EvccError) return { ok: false, error };
    throw error;
  }
}
