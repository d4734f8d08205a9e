import type { NodeAPI } from 'node-red';

type Events = NodeAPI['events'];

/** Calls that wait for the present deploy; one listener serves all nodes of a runtime. */
const waiting = new WeakMap<Events, Set<() => void>>();

function queueOf(events: Events): Set<() => void> {
  const known = waiting.get(events);
  if (known !== undefined) return known;
  const calls = new Set<() => void>();
  waiting.set(events, calls);
  events.on('flows:started', () => {
    const due = [...calls];
    calls.clear();
    for (const call of due) call();
  });
  return calls;
}

/**
 * Calls once all nodes of the present deploy exist: a message sent before would meet nodes that are not there yet.
 * Returns what cancels it.
 */
export function afterStart(RED: Pick<NodeAPI, 'events'>, call: () => void): () => void {
  const calls = queueOf(RED.events);
  calls.add(call);
  return () => calls.delete(call);
}
