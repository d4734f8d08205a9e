import type { OfferAnswer } from '../../lib/admin-types';

/** What a visit brought may be asked for again within this time, ms, without another one. */
const KEEP = 3000;

interface Kept {
  /** What was visited: the password is in it. */
  readonly settings: object;
  readonly answer: Promise<OfferAnswer>;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** A node that tells when it is closed. */
interface Closing {
  readonly id: string;
  once(event: 'close', listener: () => void): unknown;
  removeListener(event: 'close', listener: () => void): unknown;
}

/** What visits brought a moment ago. Forgotten when its time is over and when its configuration is gone, with the secrets of it. */
export class KeptOffers {
  private readonly kept = new Map<string, Kept>();

  get size(): number {
    return this.kept.size;
  }

  /** What was kept of this very configuration. */
  of(id: string, settings: object): Promise<OfferAnswer> | undefined {
    const known = this.kept.get(id);
    return known?.settings === settings ? known.answer : undefined;
  }

  keep(node: Closing, settings: object, answer: Promise<OfferAnswer>): void {
    const forget = (): void => {
      clearTimeout(entry.timer);
      node.removeListener('close', forget);
      if (this.kept.get(node.id) === entry) this.kept.delete(node.id);
    };
    const timer = setTimeout(forget, KEEP);
    timer.unref();
    const entry: Kept = { settings, answer, timer };
    this.kept.set(node.id, entry);
    node.once('close', forget);
  }
}
