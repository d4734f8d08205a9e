/** A connection that ends this soon after it was accepted, ms, and this often in a row: somebody else uses the client id. */
const SOON = 10_000;
const OFTEN = 3;

/** Recognizes that the same client id is in use twice: a broker ends the older connection of the two each time (MQTT 3.1.1, 3.1.4). */
export class Takeover {
  private accepted: number | undefined = undefined;
  private count = 0;

  /** The broker accepted the connection, at a monotonic time in ms. */
  connected(now: number): void {
    this.accepted = now;
  }

  /** A connection ended; returns whether it was another client's doing. */
  closed(now: number): boolean {
    if (this.accepted === undefined) return false;
    this.count = now - this.accepted < SOON ? this.count + 1 : 0;
    this.accepted = undefined;
    return this.count >= OFTEN;
  }
}
