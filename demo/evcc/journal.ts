import type { Clock } from './clock';

/** Something that happened to evcc. */
export interface JournalEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: string;
  readonly topic?: string;
  readonly text?: string;
  /** Why a command was refused. */
  readonly reason?: string;
}

/** The truth for tests: what evcc said last, and what happened, in order. */
export class Journal {
  readonly events: JournalEvent[] = [];
  private last = new Map<string, string>();

  constructor(private readonly clock: Clock) {}

  event(event: string, detail: Omit<JournalEvent, 'at' | 'event'> = {}): void {
    this.events.push({ at: this.clock.now(), event, ...detail });
  }

  publish(topic: string, text: string): void {
    this.last.set(topic, text);
  }

  /** A new evcc says everything anew. */
  restart(): void {
    this.last = new Map();
  }

  /** A copy: topic below the root → last text, `status`, echoes and wipes left out. */
  published(): Map<string, string> {
    return new Map(this.last);
  }
}
