import { EvccError } from '../../lib/errors';

/** Return codes by which a broker refuses a user: MQTT 3.1.1, 3.2.2.3 (4, 5) and MQTT 5, 3.2.2.2 (134, 135). */
const REFUSED = new Set([4, 5, 134, 135]);

/** A fault of the MQTT client in the user's terms; what may hold a secret is left out. */
export function faultOf(error: Error & { readonly code?: unknown }, url: string): EvccError {
  const { code } = error;
  if (typeof code === 'number' && REFUSED.has(code)) return new EvccError('EVCC_OFFLINE', 'auth', { value: url });
  return new EvccError('EVCC_OFFLINE', 'connect', {
    value: url,
    reason: typeof code === 'string' ? code : error.message,
  });
}
