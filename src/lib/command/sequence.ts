import type { Clock } from '../clock';
import { MAX_WAIT } from '../constants';
import type { EvccState } from '../state/state';
import { type Attempt, attempt } from './attempt';
import { type Aim, aimedAgain, type Checked } from './check';
import type { Group } from './entry';
import { Flight } from './flight';
import { HELD_TOPIC, type Hold } from './hold';
import { disturbs } from './order';
import type { StateView } from './present';
import type { Traffic } from './traffic';
import type { CommandPort, Setting } from './types';

export interface SequenceParts {
  readonly state: EvccState;
  readonly view: StateView;
  readonly clock: Clock;
  readonly port: CommandPort;
  readonly traffic: Traffic;
  readonly hold: Hold;
  /** Another message may go on now. */
  readonly changed: () => void;
}

/** A message's timeout, ms. */
export function timeoutOf({ request }: Group): number {
  return Math.min(Math.max(0, request.timeout * 1000), MAX_WAIT);
}

/** Sends the checked settings of one message, each after the former's acknowledgement. */
export class Sequence {
  /** Settings of the message that were sent. */
  private readonly published: Setting[] = [];

  constructor(
    private readonly parts: SequenceParts,
    private readonly rest: Checked[],
  ) {}

  /** Sends the next one. */
  next(): void {
    // Something newer may have taken the place of some meanwhile.
    const step = this.rest.shift();
    if (step === undefined) return;
    const { entry, setting } = step;
    if (entry.outcome !== undefined) {
      this.next();
      return;
    }
    entry.started = true;
    const disturbed = this.published.some((earlier) => disturbs(earlier, setting));
    if (!disturbed && this.isAlready(step)) {
      this.parts.traffic.leave(entry);
      entry.end('unchanged');
      this.parts.changed();
      this.next();
      return;
    }
    this.send(step);
  }

  private isAlready({ setting, resolved }: Checked): boolean {
    const { view, traffic } = this.parts;
    // Evcc may have gone away since the setting before.
    if (!view.open || setting.set.repeats || traffic.isUncertain(setting.topic)) return false;
    const all = [...resolved.expected, ...(resolved.also ?? [])];
    return all.length > 0 && all.every((expected) => view.already(expected));
  }

  private send(step: Checked): void {
    const { entry, setting, resolved, wire, value } = step;
    const { confirm, timeout } = entry.group.request;
    const whole = timeoutOf(entry.group);
    // Later settings of a message get their own time: those before them may have used it up.
    const wait = this.published.length > 0 ? whole : Math.max(0, whole - entry.group.took());
    this.published.push(setting);
    entry.flight = new Flight(
      this.parts,
      { setting, resolved, wire, again: () => this.again(step), confirm, wait, timeout, value },
      {
        sent: () => this.holdSent(step),
        passed: () => this.next(),
        ended: (result, error) => {
          if (result === 'failed') this.parts.hold.refused(entry);
          entry.end(result, error);
        },
        free: (sure) => {
          this.parts.traffic.settled(entry, sure);
          this.parts.changed();
        },
      },
    );
    entry.flight.update();
  }

  private again(step: Checked): Attempt<Aim> {
    const { view, clock } = this.parts;
    return attempt(() => aimedAgain(step, view, clock.now()));
  }

  /** A battery mode went out: it is held from now on, or ends what was held. */
  private holdSent({ entry, setting, resolved }: Checked): void {
    if (setting.topic !== HELD_TOPIC) return;
    const { hold, owner, onHeld } = entry.group.request;
    if (hold && entry.outcome?.result !== 'failed')
      this.parts.hold.start({ owner, by: entry, text: resolved.text, onHeld });
    else this.parts.hold.stop();
  }
}
