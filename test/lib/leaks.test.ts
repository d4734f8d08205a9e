import { expect, test } from 'vitest';
import { leaks } from '../support/leaks';

const PASSWORD = 'Geh&eim "Wort"/4711+ä';
const KEY = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(2)}\nQzLmAAAABBBBCCCCDDDDEEEEFFFF0123\n-----END PRIVATE KEY-----\n`;

test.each([
  ['as it is', `password ${PASSWORD}.`],
  ['as JSON', JSON.stringify({ password: PASSWORD })],
  ['in an address', `mqtt://evcc:${encodeURIComponent(PASSWORD)}@host`],
  ['as base64', Buffer.from(PASSWORD).toString('base64')],
  ['as base64 of more', Buffer.from(`evcc:${PASSWORD}:x`).toString('base64')],
  ['as base64 of still more', Buffer.from(`user:${PASSWORD}`).toString('base64url')],
  ['as hex', Buffer.from(PASSWORD).toString('hex')],
  ['as HTML', 'Geh&amp;eim &quot;Wort&quot;/4711+ä'],
])('a password is found %s', (_, text) => {
  expect(leaks({ password: PASSWORD }, { log: `much ${text} more` })).toHaveLength(1);
});

test.each([
  ['whole', KEY],
  ['by one line', 'error: QzLmAAAABBBBCCCCDDDDEEEEFFFF0123'],
  ['as JSON', JSON.stringify(KEY)],
  ['without line ends', KEY.replace(/\n/g, '')],
  ['in bytes', Buffer.from(KEY).toString('base64')],
])('a key is found %s', (_, text) => {
  expect(leaks({ key: KEY }, { log: `much ${text} more` })).toHaveLength(1);
});

test('what is no secret is none', () => {
  expect(leaks({ password: PASSWORD, key: KEY }, { log: '-----BEGIN PRIVATE KEY----- evcc Geh eim' })).toEqual([]);
});
