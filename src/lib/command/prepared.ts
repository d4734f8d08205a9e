import { attempt } from './attempt';
import { parseTarget } from './target';
import type { Setting } from './types';
import type { Watches } from './watch';

/** Settings that nodes declare, subscribed as soon as their loadpoint or vehicle is known. */
export class Prepared {
  private open: { readonly owner: object; readonly setting: Setting }[] = [];

  constructor(
    private readonly watches: Watches,
    /** Evcc's own topic of a setting; undefined while it is not known. @throws EvccError when there is none */
    private readonly nameOf: (setting: Setting) => string | undefined,
  ) {}

  add(owner: object, topics: readonly string[], root: string): void {
    for (const topic of topics) {
      const target = attempt(() => parseTarget(topic, root));
      // What is wrong with it each command says.
      if (target.ok) this.open.push({ owner, setting: target.value.setting });
    }
    this.update();
  }

  /** Names may be known now. */
  update(): void {
    this.open = this.open.filter(({ owner, setting }) => {
      const topic = attempt(() => this.nameOf(setting));
      if (!topic.ok || topic.value === undefined) return true;
      this.watches.keep(owner, { ...setting, topic: topic.value });
      return false;
    });
  }

  end(owner: object): void {
    this.open = this.open.filter((one) => one.owner !== owner);
    this.watches.end(owner);
  }
}
