import { EvccError } from './errors';

/** Characters of a short field; the 65,535 bytes that MQTT can carry make the library throw when they are exceeded. */
export const MAX_TEXT = 10_000;
/** Characters of an address of a broker: a host name has 253 (RFC 1035, 2.3.4), and a path may follow. */
export const MAX_ADDRESS = 1000;
/** Characters of a PEM text: the CAs of a whole system have about 220 000. */
export const MAX_PEM = 256 * 1024;
/** Blocks of a PEM text: a whole system trusts about 150 CAs, and OpenSSL takes a tenth of a millisecond for each; a chain has three. */
export const MAX_PEM_BLOCKS = { caCert: 200, clientCert: 20, clientKey: 20 } as const;

/**
 * Refuses a text before anything reads it: the longest of a request has a quarter of a megabyte, those of a flow file have no limit.
 * @throws EvccError `EVCC_NOT_CONFIGURED`, `tooLong` with the field's name.
 */
export function checkLength(text: string, field: string, max = MAX_TEXT): void {
  if (text.length > max) throw new EvccError('EVCC_NOT_CONFIGURED', 'tooLong', { field, max });
}
