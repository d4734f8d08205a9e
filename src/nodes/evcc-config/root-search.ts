import type { MqttClient } from 'mqtt';
import type { Clock, Timer } from '../../lib/clock';
import { DISCOVER_TIME } from '../../lib/constants';
import { ROOT_FILTERS, rootOf } from '../../lib/diagnosis/roots';

/** Looks for a while under which roots of a broker an evcc is, when there is none under the root that was given. */
export class RootSearch {
  /** Other roots with an evcc; undefined: not looked for in this connection. */
  private found: Set<string> | undefined = undefined;
  private timer: Timer | undefined = undefined;

  constructor(
    private readonly root: string,
    private readonly clock: Clock,
  ) {}

  get begun(): boolean {
    return this.found !== undefined;
  }

  get roots(): string[] {
    return [...(this.found ?? [])].sort();
  }

  /** Looks; `done` when the time for it is over. */
  begin(client: MqttClient | undefined, done: () => void): void {
    const filters = [...ROOT_FILTERS];
    this.found = new Set();
    client?.subscribe(filters, { qos: 0 }, () => undefined);
    this.timer = this.clock.after(DISCOVER_TIME, () => {
      client?.unsubscribe(filters);
      done();
    });
  }

  /** Whether a message belongs to another root: then it is nothing but a find. */
  takes(topic: string, text: string): boolean {
    if (this.found === undefined) return false;
    const root = rootOf(topic);
    if (root === undefined || root === this.root) return false;
    if (text !== '') this.found.add(root);
    return true;
  }

  /** The connection is gone. */
  stop(): void {
    this.timer?.cancel();
  }

  /** A new connection: nothing is known of the broker. */
  reset(): void {
    this.stop();
    this.found = undefined;
  }
}
