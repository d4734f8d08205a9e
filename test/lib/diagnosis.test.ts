import { describe, expect, test } from 'vitest';
import { diagnoseAttempt, diagnoseEvcc } from '../../src/lib/diagnosis/diagnose';
import { Takeover } from '../../src/lib/diagnosis/takeover';
import { withTimes } from '../../src/lib/diagnosis/times';
import { TwoEvccs } from '../../src/lib/diagnosis/two-evccs';
import type { Attempt } from '../../src/lib/diagnosis/types';
import { catalogue } from './texts';

const ATTEMPT: Attempt = {
  url: 'mqtt://h:1883',
  host: 'h',
  port: 1883,
  tls: false,
  web: false,
  user: true,
  clientCert: false,
  caCert: false,
  stage: 'talking',
};
const of = (part: Partial<Attempt>) => diagnoseAttempt({ ...ATTEMPT, ...part });

describe('an attempt that failed', () => {
  // What the tests at a real broker do not provoke.
  test.each<[Partial<Attempt>, string]>([
    [{ stage: 'connecting', code: 'EHOSTUNREACH' }, 'unreachable'],
    [{ stage: 'connecting', code: 'ESOMETHING' }, 'unreached'],
    [{ stage: 'talking', code: 'ETIMEDOUT' }, 'timeout'],
    [{ tls: true, stage: 'securing', timedOut: true }, 'silent'],
    [{ tls: true, stage: 'securing', code: 'ERR_OSSL_SOMETHING' }, 'tlsOther'],
    [{ tls: true, stage: 'securing', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'plainPort'],
    [{ first: '\x15\x03\x01' }, 'tlsPort'],
    [{ web: true, first: '\x15\x03\x01' }, 'tlsPort'],
    [{ web: true, first: 'HTTP/1.1 101 Swit' }, 'closed'],
    [{ refusal: 1 }, 'protocol'],
    [{ refusal: 2 }, 'clientId'],
    [{ refusal: 3 }, 'unavailable'],
    [{ refusal: 0x85 }, 'clientId'],
    [{ refusal: 0x8a }, 'banned'],
    [{ refusal: 0x83 }, 'refusedCode'],
    [{ stage: 'accepted', disconnect: 0x8e }, 'clientIdTwice'],
    [{ stage: 'accepted', code: 'ECONNRESET' }, 'ended'],
    [{ stage: 'accepted', tls: true, code: 'ECONNRESET' }, 'ended'],
  ])('%j is %s', (part, key) => {
    expect(of(part).key).toBe(key);
  });

  test('every key has its texts, with the parameters that it brings', () => {
    const texts = catalogue('en-US', 'evcc-config');
    const keys = [...texts.keys()]
      .filter((one) => one.startsWith('evcc-config.diagnosis.'))
      .map((one) => one.slice(22));
    for (const key of keys)
      if (!key.startsWith('offline')) expect(texts.has(`evcc-config.status.reason.${key}`), key).toBe(true);
    expect(of({ refusal: 0x83 }).params).toEqual({ value: 'mqtt://h:1883', code: 0x83 });
  });
});

describe('evcc below a root', () => {
  const SEEN = { root: 'evcc', status: 'online', updated: undefined, roots: [], refused: [], two: undefined } as const;
  test('is well, or it is said what is wrong', () => {
    expect(diagnoseEvcc(SEEN)).toBeUndefined();
    expect(diagnoseEvcc({ ...SEEN, status: undefined })?.key).toBe('noEvcc');
    expect(diagnoseEvcc({ ...SEEN, status: undefined, roots: ['a', 'b'] })?.params).toEqual({
      root: 'evcc',
      roots: 'a, b',
    });
    expect(diagnoseEvcc({ ...SEEN, status: 'offline' })?.key).toBe('offline');
    expect(diagnoseEvcc({ ...SEEN, two: 'updated' })?.remedyKey).toBe('twoEvccs');
    expect(diagnoseEvcc({ ...SEEN, refused: ['evcc/status'], two: 'offline' })?.key).toBe('notAuthorized');
  });
});

describe('the same client id twice', () => {
  test('three short connections in a row', () => {
    const takeover = new Takeover();
    const ends = [1000, 9999, 500].map((lasted, index) => {
      takeover.connected(index * 60_000);
      return takeover.closed(index * 60_000 + lasted);
    });
    expect(ends).toEqual([false, false, true]);
  });

  test('not when one of them lasted, nor for attempts that were never accepted', () => {
    const takeover = new Takeover();
    const ends = [1000, 1000, 10_000, 1000, 1000].map((lasted, index) => {
      takeover.connected(index * 60_000);
      takeover.closed(index * 60_000 + lasted);
      return takeover.closed(index * 60_000 + lasted + 1);
    });
    expect(ends).toEqual([false, false, false, false, false]);
  });
});

describe('two evccs under one root', () => {
  const MINUTE = 60_000;
  /** Stamps of evccs whose clocks are behind by so many ms, each with a cycle of 30 s. */
  function cycles(behind: readonly number[], minutes: number): TwoEvccs {
    const two = new TwoEvccs();
    for (let at = 0; at < minutes * MINUTE; at += 500) {
      for (const [index, lag] of behind.entries()) {
        const phase = (at + index * 11_000) % 30_000;
        // A burst of one second: two stamps.
        if (phase === 0 || phase === 1000)
          two.live('updated', String(Math.floor((at + MINUTE - lag) / 1000)), at + MINUTE + (phase === 0 ? 300 : 0));
      }
    }
    return two;
  }

  test('are seen by two clocks that take turns', () => {
    expect(cycles([0, 7000], 5).seen).toBe('updated');
    expect(cycles([0, -7000], 5).seen).toBe('updated');
  });

  test('one is not two, whatever its clock', () => {
    expect(cycles([0], 60).seen).toBeUndefined();
    expect(cycles([7000], 60).seen).toBeUndefined();
    expect(cycles([0, 1000], 60).seen).toBeUndefined();
  });

  test('a Node-RED that hangs at times, each time for another while, is not two evccs', () => {
    const two = new TwoEvccs();
    for (let cycle = 0; cycle < 20; cycle++) {
      const at = cycle * 30_000;
      two.live('updated', String(at / 1000), at + (cycle % 2 === 1 ? 3000 + cycle * 1600 : 0));
    }
    expect(two.seen).toBeUndefined();
  });

  test('one that starts three times on a machine that is slow then is not two', () => {
    const two = new TwoEvccs();
    for (let start = 0; start < 3; start++) {
      const at = start * 180_000;
      two.live('status', 'offline', at);
      two.live('status', 'online', at + 10_000);
      two.live('updated', String((at + 12_000) / 1000), at + 16_000);
      for (let cycle = 1; cycle <= 4; cycle++) {
        const stamp = at + 12_000 + cycle * 30_000;
        two.live('updated', String(stamp / 1000), stamp + 400);
      }
    }
    expect(two.seen).toBeUndefined();
  });

  test('are forgotten when one of them has been away for ten minutes', () => {
    const two = cycles([0, 7000], 5);
    for (let at = 6 * MINUTE; at < 18 * MINUTE; at += 30_000) two.live('updated', String(at / 1000), at + 400);
    expect(two.seen).toBeUndefined();
  });

  test('are seen by values while evcc is offline, but not by those of its end', () => {
    const two = new TwoEvccs();
    two.live('status', 'offline', 0);
    two.live('updated', '1', 900);
    two.live('updated', '2', 1900);
    expect(two.seen).toBeUndefined();
    two.live('updated', '20', 20_000);
    two.live('updated', '21', 21_000);
    expect(two.seen).toBe('offline');
    two.live('status', 'online', 22_000);
    expect(two.seen).toBeUndefined();
  });
});

test('times are written in the language of the reader', () => {
  const at = new Date(2026, 10, 23, 7, 5).getTime();
  expect(withTimes({ since: at, other: 3 }, 'de')).toEqual({ since: '23.11.2026, 07:05', other: 3 });
  expect(String(withTimes({ until: at }, 'en-US').until)).toMatch(/^Nov 23, 2026, 7:05.AM$/);
  expect(withTimes({ since: '0.313' }, 'de')).toEqual({ since: '0.313' });
});
