import { diagnoseEvcc } from '../../lib/diagnosis/diagnose';
import { Takeover } from '../../lib/diagnosis/takeover';
import { TwoEvccs } from '../../lib/diagnosis/two-evccs';
import type { Diagnosis } from '../../lib/diagnosis/types';
import type { EvccState } from '../../lib/state/state';
import type { RootSearch } from './root-search';

/** What is wrong with a connection and with the evcc behind it, and what of that was said already. */
export class Health {
  /** Why the last attempt failed, or the connection ended. */
  private trouble: Diagnosis | undefined = undefined;
  private said = '';
  private readonly takeover = new Takeover();
  private readonly two = new TwoEvccs();
  private readonly refused = new Set<string>();

  constructor(
    private readonly state: EvccState,
    private readonly root: string,
    /** Where else an evcc was looked for, and found. */
    private readonly search: RootSearch,
    private readonly onDiagnosis: (diagnosis: Diagnosis) => void,
  ) {}

  /** What is wrong now; undefined while all is well, or not known yet. */
  diagnosis(online: boolean): Diagnosis | undefined {
    if (!online) return this.trouble;
    const { tree, lifecycle, status, phase } = this.state;
    if (phase === 'settling' && this.refused.size === 0) return undefined;
    const updated = tree.get('updated')?.value;
    return diagnoseEvcc({
      root: this.root,
      status: lifecycle.statusKnown || phase !== 'offline' ? status : undefined,
      updated: typeof updated === 'number' ? updated : undefined,
      roots: this.search.roots,
      refused: [...this.refused],
      two: this.two.seen,
    });
  }

  /** Whether to look for an evcc elsewhere: nothing at all is said under this root. */
  get lost(): boolean {
    return this.state.phase === 'offline' && !this.state.lifecycle.statusKnown && !this.search.begun;
  }

  /** A connection was accepted, at a monotonic time in ms. */
  connected(now: number): void {
    this.takeover.connected(now);
    this.trouble = undefined;
    this.refused.clear();
    this.two.reset();
  }

  /** An attempt failed, or a connection ended. */
  closed(diagnosis: Diagnosis, now: number): void {
    const taken = this.takeover.closed(now);
    const { key, params } = diagnosis;
    this.trouble = taken && key === 'ended' ? { key: 'clientIdTwice', params, remedyKey: 'clientIdTwice' } : diagnosis;
  }

  /** All begins anew: nothing is wrong, and nothing was said. */
  reset(): void {
    this.trouble = undefined;
    this.said = '';
  }

  /** The connection has stood for a while: should it fail now, that is a new failure. */
  stood(): void {
    if (this.diagnosis(true) === undefined) this.said = '';
  }

  /** What the broker granted; returns whether it refused one that it had not: 0x80 (MQTT 3.1.1, 3.9.3), with MQTT 5 from there on. */
  granted(filters: readonly string[], codes: readonly unknown[]): boolean {
    const before = this.refused.size;
    for (const [index, filter] of filters.entries()) if (Number(codes[index]) >= 0x80) this.refused.add(filter);
    return this.refused.size !== before;
  }

  /** A live message of evcc; returns whether something is wrong by it that was not. `now`: ms since the epoch. */
  live(path: string, text: string, now: number): boolean {
    return this.two.live(path, text, now);
  }

  /** Logs what is wrong, unless it was the last that was said. That evcc is offline is no fault. */
  say(online: boolean): void {
    const diagnosis = this.diagnosis(online);
    if (diagnosis === undefined || diagnosis.key.startsWith('offline')) return;
    const text = JSON.stringify(diagnosis);
    if (text === this.said) return;
    this.said = text;
    this.onDiagnosis(diagnosis);
  }
}
