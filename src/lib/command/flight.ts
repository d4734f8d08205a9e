import type { Timer } from '../clock';
import { PUBLISH_RETRY, REFUSED_AFTER, RESEND_AFTER } from '../constants';
import type { EvccError } from '../errors';
import { confirms } from './expect';
import { awayError, notPassedError, notTakenError, refusedError, unconfirmedError } from './failures';
import type { FlightListener, FlightParts, FlightPlan } from './flight-plan';
import { namesOf } from './latest';
import type { Expected, Result } from './types';

/**
 * One command on its way: sent when evcc listens, again without an acknowledgement, never after one; confirmed by evcc's state.
 *
 * Evcc empties the setter's topic after handling, also when it refused; the new state comes before or after that, up to some
 * hundred ms later. An empty text counts only after our own was seen there, as it may answer another client's.
 */
export class Flight {
  private stage: 'waiting' | 'sent' | 'acknowledged' | 'over' = 'waiting';
  private away = true;
  private echoed = false;
  /** Our own text was seen on the setter's topic at least once: the broker passes on what we write there. */
  private passedOn = false;
  /** Evcc or the broker went away after it was sent: its state may have been lost with them, and evcc says nothing twice. */
  private interrupted = false;
  private reported = false;
  private passed = false;
  /** Confirmed since it was sent, whatever came later. */
  private readonly met = new Set<Expected>();
  private timer: Timer | undefined = undefined;
  private readonly limit: Timer;
  private untap: readonly (() => void)[];

  constructor(
    private readonly parts: FlightParts,
    private plan: FlightPlan,
    private readonly listener: FlightListener,
  ) {
    this.limit = parts.clock.after(plan.wait, () => this.timedOut());
    this.untap = this.listen();
  }

  private listen(): (() => void)[] {
    const { parts, plan } = this;
    const { state, view } = parts;
    const { expected } = plan.resolved;
    return [
      state.tap(plan.wire, (text, retain) => this.heard(text, retain)),
      // First what is known, then what is made of it.
      ...expected.map((one) => view.latest.follow(one.topic)),
      ...expected.flatMap((one) => namesOf(one.topic).map((name) => state.tap(name, () => this.saw(one)))),
    ];
  }

  /** What was sent to evcc so far; null when nothing was. */
  get sent(): string | null {
    return this.stage === 'waiting' ? null : this.plan.resolved.text;
  }

  /** Sends it as soon as evcc listens; to be called again whenever that may have changed. */
  update(): void {
    if (this.stage === 'over') return;
    if (!this.parts.view.open) {
      this.away = true;
      this.interrupted ||= this.stage !== 'waiting';
      this.echoed = false;
      // What waits for evcc's answer waits for evcc itself now.
      this.wait(undefined);
      return;
    }
    if (!this.away) return;
    this.away = false;
    if (this.interrupted && !this.aim()) return;
    if (this.stage === 'acknowledged') this.settle();
    // Evcc may have taken it before it went away.
    else if (this.stage === 'sent' && !this.plan.setting.set.repeats && this.isNow()) this.applied();
    else this.send();
  }

  /** Aims at the evcc that is back; false when that one does not have the setting. */
  private aim(): boolean {
    const again = this.plan.again();
    if (!again.ok) {
      this.abandon(again.error);
      return false;
    }
    const before = this.untap;
    this.plan = { ...this.plan, ...again.value };
    this.met.clear();
    this.untap = this.listen();
    for (const end of before) end();
    return true;
  }

  /** Ends it without waiting for evcc any more. */
  abandon(error: EvccError): void {
    this.report('failed', error);
    this.free(this.stage === 'waiting');
  }

  private send(): void {
    const { stage } = this;
    this.stage = 'sent';
    this.wait(RESEND_AFTER, () => this.unanswered());
    if (!this.parts.port.publish(this.plan.wire, this.plan.resolved.text, (code) => this.notTaken(code))) {
      this.stage = stage;
      this.wait(PUBLISH_RETRY, () => this.parts.view.open && this.send());
      return;
    }
    // Its answer may have come while it was handed over.
    if (stage !== 'waiting') return;
    this.listener.sent();
    if (this.plan.confirm === 'none') this.report('sent');
  }

  /** The broker says that it does not pass it on. */
  private notTaken(code: number): void {
    if (this.stage !== 'sent' || this.passedOn) return;
    const { setting, wire, resolved, value } = this.plan;
    this.report('failed', notTakenError(setting, wire, resolved.text, code, value));
    this.free(false);
  }

  private heard(text: string, retain: boolean): void {
    if (retain || (this.stage !== 'sent' && this.stage !== 'acknowledged')) return;
    if (text === this.plan.resolved.text) {
      this.echoed = true;
      this.passedOn = true;
    } else if (text === '' && this.echoed) {
      const first = this.stage === 'sent';
      this.stage = 'acknowledged';
      if (first && this.plan.confirm === 'acknowledged') this.report('acknowledged');
      // Each answer gives the state its time: the one before may have been for an earlier command.
      this.settle();
      if (first) this.pass();
    }
  }

  /** Something came by one of a topic's names; what it says of the topic is known by now. */
  private saw(expected: Expected): void {
    // While evcc is not known to run its texts are a wipe, or the false values of a start.
    if (!this.parts.view.open) return;
    const text = this.parts.view.latest.get(expected.topic)?.text;
    if (text === undefined) return;
    if (this.stage === 'waiting' || this.stage === 'over' || !confirms(expected, text)) return;
    this.met.add(expected);
    if (this.stage === 'acknowledged' && this.isNow()) this.applied();
  }

  /** Whether each topic had the wanted value since, or has it now. */
  private isNow(): boolean {
    return this.plan.resolved.expected.every((one) => {
      if (this.met.has(one)) return true;
      // Nothing at all is known of a topic that never had a value.
      return confirms(one, this.now(one.topic) ?? '');
    });
  }

  private now(topic: string): string | undefined {
    const { view } = this.parts;
    return view.latest.get(topic)?.text ?? view.text(topic);
  }

  private settle(): void {
    if (this.isNow()) this.applied();
    else if (!this.interrupted) this.wait(REFUSED_AFTER, () => this.refused());
  }

  private refused(): void {
    if (this.isNow()) {
      this.applied();
      return;
    }
    const { setting, resolved, value } = this.plan;
    const error = refusedError(setting, resolved.text, value);
    this.report('failed', error);
    this.free(false);
  }

  private unanswered(): void {
    const { expected } = this.plan.resolved;
    // No answer is to be had, but the state has come.
    if (expected.length > 0 && expected.every((one) => this.met.has(one))) this.applied();
    else if (this.reported) this.free(false);
    else if (this.parts.view.open) this.send();
  }

  private timedOut(): void {
    if (this.stage !== 'waiting' && this.met.size > 0 && this.isNow()) {
      this.applied();
      return;
    }
    this.report('failed', this.lateError());
    this.free(this.stage === 'waiting');
  }

  private lateError(): EvccError {
    const { setting, timeout, resolved, value, wire } = this.plan;
    if (this.stage === 'waiting') return awayError(this.parts.state, setting, timeout, value);
    const heard = this.passedOn || this.interrupted || !this.parts.view.open;
    if (!heard) return notPassedError(setting, wire, resolved.text, timeout, value);
    return unconfirmedError(this.stage === 'acknowledged', setting, resolved.text, timeout, value);
  }

  /** The state came: as much was reached as was asked for. */
  private applied(): void {
    const { confirm } = this.plan;
    this.report(confirm === 'none' ? 'sent' : confirm);
    this.free(true);
  }

  private report(result: Result, error?: EvccError): void {
    if (this.reported) return;
    this.reported = true;
    this.listener.ended(result, error);
  }

  private pass(): void {
    if (this.passed) return;
    this.passed = true;
    this.listener.passed();
  }

  private free(sure: boolean): void {
    if (this.stage === 'over') return;
    this.stage = 'over';
    this.wait(undefined);
    this.limit.cancel();
    this.listener.free(sure);
    for (const end of this.untap) end();
    this.pass();
  }

  private wait(ms: number | undefined, call?: () => void): void {
    this.timer?.cancel();
    this.timer = ms === undefined || call === undefined ? undefined : this.parts.clock.after(ms, call);
  }
}
