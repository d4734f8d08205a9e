import type { Outcome, Result, SettingOutcome } from '../../lib/command/types';
import type { ErrorCode } from '../../lib/errors';

/** What `msg.evcc` says of one setting; `took` in whole ms. */
export type SettingMeta = { topic: string; sent: string | null; result: Result; took: number; code?: ErrorCode };

/** What `msg.evcc` says of a message: of its one setting, or of several. */
export type OutMeta = SettingMeta | { result: Result; took: number; code?: ErrorCode; settings: SettingMeta[] };

function settingMeta({ topic, sent, result, took, code }: SettingOutcome): SettingMeta {
  return { topic, sent, result, took: Math.round(took), ...(code !== undefined && { code }) };
}

/** The error's code is in it too: Catch nodes before Node-RED 4.1 drop what an error has beside its message. */
export function metaOf({ result, took, settings, error }: Outcome): OutMeta {
  const [only, ...more] = settings.map(settingMeta);
  if (only !== undefined && more.length === 0) return only;
  const code = error?.code;
  return { result, took: Math.round(took), ...(code !== undefined && { code }), settings: settings.map(settingMeta) };
}
