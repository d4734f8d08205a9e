import type { Clock, Timer } from '../clock';
import { HOLD_INTERVAL } from '../constants';
import { attempt } from './attempt';
import type { Present } from './present';
import { parseTarget } from './target';
import type { CommandPort } from './types';
import { checkWord, listensAt } from './version';

/** The only setting that can be held, its setter and what ends it. */
export const HELD_TOPIC = 'site/batteryMode';
const HELD_SETTER = `${HELD_TOPIC}/set`;
/** What ends it by itself: cleared, and evcc's word for "no mode asked for". */
const CLEARED = '-';
const NONE = 'unknown';

export interface HoldParts {
  readonly clock: Clock;
  readonly view: Present & { readonly open: boolean };
  readonly port: Pick<CommandPort, 'publish'>;
}

/** Whether the running evcc listens, has the setting, and this word of it. */
function takes(text: string, view: HoldParts['view']): boolean {
  const { setting } = parseTarget(HELD_TOPIC, '');
  const known = attempt(() => {
    listensAt(setting, view);
    checkWord(setting, text, view);
  });
  return view.open && known.ok;
}

/** A mode that is held: whose it is, the command that sent it, and whom to tell. */
interface Held {
  readonly owner: object | undefined;
  readonly by: object;
  readonly text: string;
  readonly onHeld?: ((held: boolean) => void) | undefined;
}

/**
 * Keeps the home battery in a mode: evcc drops it 60 s after it was set, and at its own restart. One is held at a time, the newest.
 */
export class Hold {
  private holding: Held | undefined = undefined;
  private timer: Timer | undefined = undefined;

  constructor(private readonly parts: HoldParts) {}

  /** A mode was sent just now by a command and is to stay, as long as its owner does. */
  start(held: Held): void {
    this.stop();
    if (held.text === CLEARED || held.text === NONE) return;
    this.holding = held;
    this.next();
    held.onHeld?.(true);
  }

  /** The command failed: what it sent is not held. */
  refused(by: object): void {
    if (this.holding?.by === by) this.stop();
  }

  /** Another value took its place: nothing is cleared. */
  stop(): void {
    const { holding } = this;
    this.holding = undefined;
    this.timer?.cancel();
    this.timer = undefined;
    holding?.onHeld?.(false);
  }

  /** Evcc's phase changed: after a restart the mode is set again at once. */
  update(): void {
    if (this.holding === undefined) return;
    if (!this.parts.view.open) {
      this.timer?.cancel();
      this.timer = undefined;
    } else if (this.timer === undefined) {
      this.repeat();
    }
  }

  /** The holding node is gone: evcc decides again, now rather than after its 60 s. */
  end(owner: object): void {
    if (this.holding !== undefined && this.holding.owner === owner) this.clear();
  }

  /** Ends whatever is held. */
  clear(): void {
    if (this.holding === undefined) return;
    this.stop();
    this.publish(CLEARED);
  }

  private repeat(): void {
    if (this.holding === undefined) return;
    this.publish(this.holding.text);
    this.next();
  }

  /** Another evcc may run by now that does not have it: to that one nothing is said. */
  private publish(text: string): void {
    const { view, port } = this.parts;
    // The command that began it was told whether it may be written.
    if (takes(text, view)) port.publish(HELD_SETTER, text, () => undefined);
  }

  private next(): void {
    this.timer = this.parts.clock.after(HOLD_INTERVAL, () => this.repeat());
  }
}
