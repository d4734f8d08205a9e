import type { Confirm } from '../../lib/command/types';
import type { OutDef } from '../shared/types';

/** s until a command counts as failed, where the flow says nothing sensible. */
const TIMEOUT = 10;

export interface OutOptions {
  readonly kind: 'setting' | 'raw';
  readonly confirm: Confirm;
  /** s */
  readonly timeout: number;
  readonly hold: boolean;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
}

/** What a node is set to, from what the flow stores. */
export function optionsOf(def: OutDef): OutOptions {
  const timeout = Number(def.timeout ?? TIMEOUT);
  const qos = Number(def.qos ?? 0);
  return {
    kind: def.kind === 'raw' ? 'raw' : 'setting',
    confirm: def.confirm === 'none' || def.confirm === 'acknowledged' ? def.confirm : 'applied',
    timeout: Number.isFinite(timeout) && timeout > 0 ? timeout : TIMEOUT,
    hold: def.hold === true,
    qos: qos === 1 || qos === 2 ? qos : 0,
    retain: def.retain === true,
  };
}
