import type { Control } from './control';
import type { Loadpoint } from './house';
import type { Run } from './run';
import { refuse } from './setter-kinds';
import type { Mode } from './site';
import type { AlwaysCharge } from './stored';

const switches = ({ site }: Loadpoint): boolean =>
  site.features?.some((one) => one === 'SwitchDevice' || one === 'Continuous') ?? false;

/** What commands for the mode of a loadpoint do, and for what belongs to it. */
export class ModeSettings {
  constructor(
    private readonly run: Run,
    private readonly control: Control,
  ) {}

  /** Every change of the mode switches the boost off and ends the sun's timer (recorded). */
  mode(loadpoint: Loadpoint, mode: Mode, alwaysCharge?: AlwaysCharge): void {
    const { run } = this;
    const charge = alwaysCharge !== undefined && alwaysCharge !== loadpoint.settings.alwaysCharge;
    const changed = !this.run.same(loadpoint.mode, mode);
    if (charge) this.setAlwaysCharge(loadpoint, alwaysCharge);
    if (changed) {
      loadpoint.mode = mode;
      loadpoint.batteryBoost = false;
      run.answer([...run.loadpoints.setting(loadpoint, 'batteryBoost'), ...run.loadpoints.setting(loadpoint, 'mode')]);
    }
    if (changed || charge) this.control.update(loadpoint);
  }

  /** The old words pv and minpv; recorded: at a device that only switches, or has no pauses, both are just smart. */
  smart(loadpoint: Loadpoint, alwaysCharge: AlwaysCharge): void {
    this.mode(loadpoint, 'smart', switches(loadpoint) ? undefined : alwaysCharge);
  }

  alwaysCharge(loadpoint: Loadpoint, value: AlwaysCharge): void {
    if (switches(loadpoint)) refuse('not at such a device');
    if (this.run.same(loadpoint.settings.alwaysCharge, value)) return;
    this.setAlwaysCharge(loadpoint, value);
    this.control.update(loadpoint);
  }

  /** Recorded: switching it on computes the loadpoint at once, switching it off does not. */
  boost(loadpoint: Loadpoint, on: boolean): void {
    if (on && !['pv', 'minpv', 'smart'].includes(loadpoint.mode)) refuse('boost needs a mode that follows the sun');
    if (this.run.same(loadpoint.batteryBoost, on)) return;
    loadpoint.batteryBoost = on;
    this.run.answer(this.run.loadpoints.setting(loadpoint, 'batteryBoost'));
    if (on) this.control.update(loadpoint);
  }

  /** From 0.316; that evcc refuses what is no share is likely, not recorded. */
  solarShare(loadpoint: Loadpoint, value: number): void {
    if (!(value >= 0 && value <= 1)) refuse(`no share: ${value}`);
    if (this.run.same(loadpoint.settings.solarShare, value)) return;
    loadpoint.settings.solarShare = value;
    this.run.answer(this.run.loadpoints.setting(loadpoint, 'solarShare'));
  }

  private setAlwaysCharge(loadpoint: Loadpoint, value: AlwaysCharge): void {
    loadpoint.settings.alwaysCharge = value;
    this.run.answer(this.run.loadpoints.setting(loadpoint, 'alwaysCharge'));
  }
}
