import { EvccError } from '../errors';
import type { EvccState } from '../state/state';
import { causeOf } from './accepted-text';
import { show } from './show';
import type { Setting } from './types';

/** Evcc answered, but is not in the state that was asked for. `sent`: the text that it got. */
export function refusedError(setting: Setting, sent: string, value: unknown): EvccError {
  const { topic } = setting;
  return new EvccError('EVCC_REFUSED', 'refused', { topic, value: show(sent) }, causeOf(setting, value));
}

/** A command was sent, but neither state nor, unless `acknowledged`, answer came in time. */
export function unconfirmedError(
  acknowledged: boolean,
  setting: Setting,
  sent: string,
  timeout: number,
  value: unknown,
): EvccError {
  const { topic } = setting;
  const shown = show(sent);
  const cause = causeOf(setting, value);
  return acknowledged
    ? new EvccError('EVCC_TIMEOUT', 'timeout', { topic, value: shown, timeout }, cause)
    : new EvccError('EVCC_TIMEOUT', 'timeoutNoAck', { topic, value: shown, timeout }, cause);
}

/** What was written never came back from the broker, although it is subscribed: nobody else got it either. `wire`: where it was written. */
export function notPassedError(
  setting: Setting,
  wire: string,
  sent: string,
  timeout: number,
  value: unknown,
): EvccError {
  const params = { topic: setting.topic, value: show(sent), timeout, wire };
  return new EvccError('EVCC_TIMEOUT', 'notPassed', params, causeOf(setting, value));
}

/** MQTT 5's reason code for "this user may not write there". */
const NOT_AUTHORIZED = 0x87;

/** The broker refused what was written, and says so (MQTT 5). */
export function notTakenError(setting: Setting, wire: string, sent: string, code: number, value: unknown): EvccError {
  const params = { topic: setting.topic, value: show(sent), wire, code };
  const cause = causeOf(setting, value);
  return code === NOT_AUTHORIZED
    ? new EvccError('EVCC_REFUSED', 'notAuthorized', params, cause)
    : new EvccError('EVCC_REFUSED', 'notTaken', params, cause);
}

/** The name or title in a topic did not become known in time. */
export function unnamedError(setting: Setting, timeout: number, value: unknown): EvccError {
  const { topic } = setting;
  return new EvccError('EVCC_TIMEOUT', 'titlesUnknown', { topic, timeout }, causeOf(setting, value));
}

/** The node that asked is gone. */
export function closedError(setting: Setting, value: unknown): EvccError {
  const { topic } = setting;
  return new EvccError('EVCC_TIMEOUT', 'closed', { topic, value: show(value) }, causeOf(setting, value));
}

/** Why nothing was sent within a command's time. */
export function awayError(state: EvccState, setting: Setting, timeout: number, value: unknown): EvccError {
  const { topic } = setting;
  const cause = causeOf(setting, value);
  switch (state.phase) {
    case 'disconnected':
      return new EvccError('EVCC_OFFLINE', 'disconnected', { topic, timeout }, cause);
    case 'starting':
      return new EvccError('EVCC_OFFLINE', 'starting', { topic, timeout }, cause);
    case 'fatal':
      return new EvccError('EVCC_OFFLINE', 'fatal', { topic }, cause);
    case 'offline':
    case 'settling':
      return new EvccError('EVCC_OFFLINE', 'offline', { topic, timeout }, cause);
    default:
      // Evcc is there: an earlier command, or the broker, was in the way.
      return new EvccError('EVCC_TIMEOUT', 'timeoutWaiting', { topic, timeout }, cause);
  }
}
