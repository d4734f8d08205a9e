import type { Clock, Timer } from '../clock';
import { MODE_SETTLE } from '../constants';
import type { Topic } from './topic-node';

/** Which words flows get for a charge mode, whatever schema the running evcc has. */
export type ModeNames = 'classic' | 'smart' | 'published';

const MODE = /^(loadpoints\/[1-9]\d*|vehicles\/[^/]+)\/mode$/;
const ALWAYS = /^(loadpoints\/[1-9]\d*|vehicles\/[^/]+)\/alwaysCharge$/;

/**
 * Evcc's word for a mode in the words that were asked for. From evcc 0.316 `smart` with `alwaysCharge` on or once is what `minpv`
 * was, else what `pv` was (evcc pull request 32490).
 */
export function translateMode(word: string, alwaysCharge: string | undefined, names: ModeNames): string {
  if (names === 'classic' && word === 'smart') {
    return alwaysCharge === 'on' || alwaysCharge === 'once' ? 'minpv' : 'pv';
  }
  return names === 'smart' && (word === 'pv' || word === 'minpv') ? 'smart' : word;
}

/**
 * Keeps `mode` in the wanted words. Where `alwaysCharge` takes part in it, an update of one waits a moment for the other: both come
 * in one burst, in any order, and are one change.
 */
export class ModeWords {
  private readonly waiting = new Map<Topic, { text: string; retain: boolean; timer: Timer }>();

  constructor(
    private readonly names: ModeNames,
    private readonly clock: Clock,
    private readonly accept: (topic: Topic, text: string, retain: boolean) => void,
  ) {}

  /** A topic is new: a mode gets the words it is to be told in. */
  joined(topic: Topic): void {
    if (this.names === 'published') return;
    if (this.names === 'classic' && ALWAYS.test(topic.path)) topic.takesPart = 'alwaysCharge';
    if (!MODE.test(topic.path)) return;
    if (this.names === 'classic') topic.takesPart = 'mode';
    topic.derive = (text) => (text === '' ? null : translateMode(text, always(topic)?.text, this.names));
  }

  /** Whether it takes a text over, to be accepted a moment later. */
  takes(topic: Topic, text: string, retain: boolean): boolean {
    if (topic.takesPart === undefined) return false;
    if (topic.takesPart === 'mode') {
      if (text !== 'smart' && topic.text !== 'smart' && always(topic)?.known !== true) return false;
      this.wait(topic, text, retain);
      return true;
    }
    const mode = topic.parent?.children.get('mode');
    if (mode?.known === true) this.wait(mode, this.waiting.get(mode)?.text ?? mode.text ?? '', retain);
    return false;
  }

  /** Nothing that waits is true any more. */
  discard(): void {
    for (const { timer } of this.waiting.values()) timer.cancel();
    this.waiting.clear();
  }

  private wait(topic: Topic, text: string, retain: boolean): void {
    this.waiting.get(topic)?.timer.cancel();
    const timer = this.clock.after(MODE_SETTLE, () => {
      this.waiting.delete(topic);
      this.accept(topic, text, retain);
    });
    this.waiting.set(topic, { text, retain, timer });
  }
}

function always(mode: Topic): Topic | undefined {
  return mode.parent?.children.get('alwaysCharge');
}
