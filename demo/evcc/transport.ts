/** What the broker says in evcc's name when evcc's connection breaks. */
export interface Will {
  readonly topic: string;
  readonly text: string;
}

/** What a connection tells its user. */
export interface LinkEvents {
  connected(): void;
  /** `retained`: one of the broker's stored copies, not a live publish. */
  message(topic: string, text: string, retained: boolean): void;
  /** Ended, broken or never come about; once, and not after `end` or `drop`. */
  closed(): void;
}

/** One connection to a broker. Everything is published at QoS 1 and retained, as evcc does. */
export interface Link {
  publish(topic: string, text: string): void;
  subscribe(filter: string): void;
  unsubscribe(filter: string): void;
  /** Says goodbye: the broker forgets the will. */
  end(): void;
  /** Gone without a word, as when killed: the broker publishes the will. */
  drop(): void;
}

/** The way to a broker: in memory for tests, MQTT.js for a real one. */
export interface Transport {
  open(will: Will, events: LinkEvents): Link;
}
