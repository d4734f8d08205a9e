import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mendPem, pemShape } from '../../src/lib/pem';
import { problemsOf } from '../../src/nodes/evcc-config/certificates';
import { ExpiryWatch } from '../../src/nodes/evcc-config/expiry';
import { settingsOf } from '../../src/nodes/evcc-config/options';
import { make } from '../support/certificates';
import { CONFIG } from '../support/connections';
import { FakeClock } from '../support/fake-clock';

const key = (passphrase?: string): string =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: {
      type: 'pkcs8',
      format: 'pem',
      ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
    },
  } as const).privateKey;

const OLD_ENCRYPTED =
  '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\nAAAA\n-----END RSA PRIVATE KEY-----\n';

describe('PEM text', () => {
  test('is mended, whatever a copy made of its lines', async () => {
    const { cert } = await make('one');
    for (const change of [
      (text: string) => text.replace(/\n/g, '\r\n'),
      (text: string) => text.replace(/^/gm, '      '),
      (text: string) => text.replace(/^/gm, '\t'),
      (text: string) => text.replace(/\n/g, ' '),
      (text: string) => text.replace(/\n/g, '\\n'),
      (text: string) => `subject=CN=one\nBag Attributes\n${text}\n\n`,
      (text: string) => text.trim(),
    ]) {
      expect(mendPem(change(cert))).toBe(cert);
    }
    expect(mendPem(cert + cert.replace(/\n/g, '\r'))).toBe(cert + cert);
  });

  test('of the wrong kind is told', async () => {
    const { cert } = await make('one');
    expect(pemShape('/etc/ssl/ca.crt', 'caCert')).toBe('notPem');
    expect(pemShape(cert.replace(/-----END.*/, ''), 'caCert')).toBe('notPem');
    expect(pemShape(key(), 'caCert')).toBe('certIsKey');
    expect(pemShape(cert + key(), 'clientCert')).toBe('certIsKey');
    expect(pemShape(cert, 'clientKey')).toBe('keyIsCert');
    expect(pemShape(key('x'), 'clientKey')).toBe('encrypted');
    expect(pemShape(OLD_ENCRYPTED, 'clientKey')).toBe('encrypted');
    expect(pemShape(key() + key(), 'clientKey')).toBe('several');
    expect(pemShape('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'caCert')).toBe('otherKind');
    expect(pemShape(cert.replace('MII', 'M!I'), 'caCert')).toBe('damaged');
    expect([pemShape(cert, 'caCert'), pemShape(cert + cert, 'caCert'), pemShape(key(), 'clientKey')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('stops a configuration before anything is connected, and names no secret', async () => {
    const { cert, key: own } = await make('one');
    const fault = (credentials: object): unknown => {
      try {
        return settingsOf({ ...CONFIG, broker: 'tls://h' }, credentials);
      } catch (error) {
        return error;
      }
    };
    expect(fault({ clientCert: cert, clientKey: own })).toMatchObject({ tls: { insecure: false, cert } });
    expect(fault({ clientCert: cert })).toMatchObject({ key: 'certPair' });
    expect(fault({ clientCert: cert, clientKey: key() })).toMatchObject({ key: 'pem.pair' });
    expect(fault({ clientCert: cert, clientKey: key('x') })).toMatchObject({
      key: 'pem.encrypted',
      params: { field: 'clientKey' },
    });
    const damaged = cert.replace(/(BEGIN CERTIFICATE-----\n.{40}).{20}/, '$1AAAAAAAAAAAAAAAAAAAA');
    expect(fault({ caCert: damaged.replace(/\n.{64}\n/, '\n') })).toMatchObject({ key: 'pem.damaged' });
    expect(fault({ user: 'x'.repeat(10_001) })).toMatchObject({ key: 'tooLong', params: { field: 'user' } });
    expect(fault({ password: 'a\n' })).toMatchObject({ key: 'controlCharacter', params: { field: 'password' } });
  });

  test('is warned of before it expires', async () => {
    const now = Date.now();
    const keys = async (options: Parameters<typeof make>[1], field: 'caCert' | 'clientCert' = 'caCert') =>
      problemsOf((await make('one', options)).cert, field, now).map((one) => one.key);
    expect(await keys({ ca: true })).toEqual([]);
    expect(await keys({ ca: true, until: 29 })).toEqual(['certExpires']);
    expect(await keys({ ca: true, until: 31 })).toEqual([]);
    expect(await keys({ ca: true, from: -9, until: -1 })).toEqual(['certExpired']);
    expect(await keys({ ca: true, from: 1 })).toEqual(['certNotYet']);
    expect(await keys({})).toEqual(['certNoCa']);
    expect(await keys({}, 'clientCert')).toEqual([]);
  });

  test('is warned of while Node-RED goes on running: once when it comes within thirty days, once when it is over', async () => {
    const clock = new FakeClock(Date.now());
    const { cert, key: own } = await make('one', { until: 31 });
    const warnings: string[] = [];
    const watch = new ExpiryWatch({ insecure: false, cert, key: own }, clock, (key) => warnings.push(key));
    const day = 24 * 3600 * 1000;
    watch.start();
    expect(warnings).toEqual([]);
    clock.advance(2 * day);
    expect(warnings).toEqual(['certExpires']);
    clock.advance(28 * day);
    expect(warnings).toEqual(['certExpires']);
    clock.advance(3 * day);
    expect(warnings).toEqual(['certExpires', 'certExpired']);
    watch.stop();
    clock.advance(100 * day);
    expect(warnings).toHaveLength(2);
  });
});
