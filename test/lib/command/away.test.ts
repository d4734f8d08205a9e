import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/lib/command/types';
import { DEMO, Desk, flush, obeys, RUNNING } from './support';

const TOPIC = 'loadpoints/1/limitSoc';

describe('while evcc is away a command', () => {
  it('waits, and is sent when evcc is back', async () => {
    const desk = new Desk({ stored: [['status', 'offline']], answer: obeys });
    const outcome = desk.run(TOPIC, 80);
    await desk.pass(3000);
    expect(desk.published).toEqual([]);
    for (const [topic, text] of RUNNING) desk.says(topic, text);
    await desk.pass(2000);
    expect(desk.published).toEqual([`${TOPIC}/set 80`]);
    expect((await outcome).result).toBe('applied');
  });

  it.each([
    ['the broker is away', 'disconnected', (desk: Desk) => desk.disconnect()],
    ['evcc is offline', 'offline', (desk: Desk) => desk.says('status', 'offline')],
    ['evcc is starting', 'starting', (desk: Desk) => desk.says('loadpoints', '')],
  ])('fails after its timeout, as %s', async (_, key, leave) => {
    const desk = new Desk();
    leave(desk);
    const outcome = desk.run(TOPIC, 80, { timeout: 3 });
    await desk.pass(2900);
    expect(desk.published).toEqual([]);
    await desk.pass(200);
    expect(await outcome).toMatchObject({
      result: 'failed',
      error: { code: 'EVCC_OFFLINE', key, params: { topic: TOPIC, timeout: 3 } },
      settings: [{ sent: null }],
    });
  });

  it('fails at once when evcc has a fault that keeps it from running, with that reason', async () => {
    const desk = new Desk({ stored: [['status', 'online']] });
    const before = desk.run(TOPIC, 80, { timeout: 60 });
    await desk.pass(13_000);
    expect(await before).toMatchObject({ result: 'failed', error: { code: 'EVCC_OFFLINE', key: 'fatal' } });
    const after = await desk.run(TOPIC, 80, { timeout: 60 });
    expect(after).toMatchObject({ result: 'failed', error: { code: 'EVCC_OFFLINE', key: 'fatal' }, took: 0 });
    expect(desk.published).toEqual([]);
  });

  it('is never executed after it was said failed', async () => {
    const desk = new Desk({ stored: [['status', 'offline']] });
    const outcome = desk.run(TOPIC, 80, { timeout: 1 });
    await desk.pass(1100);
    expect((await outcome).error?.code).toBe('EVCC_OFFLINE');
    for (const [topic, text] of RUNNING) desk.says(topic, text);
    await desk.pass(5000);
    expect(desk.published).toEqual([]);
  });

  it('is superseded by a newer one', async () => {
    const desk = new Desk({ stored: [['status', 'offline']], answer: obeys });
    const first = desk.run(TOPIC, 80);
    const second = desk.run(TOPIC, 81);
    expect((await first).result).toBe('superseded');
    for (const [topic, text] of RUNNING) desk.says(topic, text);
    await desk.pass(2000);
    expect((await second).result).toBe('applied');
    expect(desk.published).toEqual([`${TOPIC}/set 81`]);
  });

  it('that depends on the present state waits for the true one', async () => {
    const desk = new Desk({ stored: [...RUNNING, [TOPIC, '70']], answer: obeys });
    desk.says('status', 'offline');
    const outcome = desk.run(TOPIC, '+5');
    desk.says('status', 'online');
    for (const [topic, text] of [...RUNNING, [TOPIC, '50'] as const]) desk.says(topic, text);
    await desk.pass(2000);
    expect(desk.published).toEqual([`${TOPIC}/set 55`]);
    expect((await outcome).result).toBe('applied');
  });
});

describe('a command under way when evcc restarts', () => {
  async function sent(): Promise<{ desk: Desk; outcome: { now?: Outcome } }> {
    const desk = new Desk({ stored: [...RUNNING, [TOPIC, '70']] });
    const outcome: { now?: Outcome } = {};
    void desk.run(TOPIC, 80, { timeout: 20 }).then((one) => {
      outcome.now = one;
    });
    await desk.pass(400);
    return { desk, outcome };
  }

  /** Evcc wipes and comes back with `limit`. */
  async function restart(desk: Desk, limit: string): Promise<void> {
    for (const topic of ['updated', 'loadpoints', TOPIC, 'site/apiReady', 'vehicles']) desk.says(topic, '');
    await desk.pass(3000);
    for (const [topic, text] of [...RUNNING, [TOPIC, limit] as const]) desk.says(topic, text);
    await desk.pass(1100);
  }

  it('is sent again, and not while evcc starts', async () => {
    const { desk, outcome } = await sent();
    await restart(desk, '70');
    expect(desk.published).toHaveLength(2);
    desk.acknowledges(TOPIC, '80');
    desk.says(TOPIC, '80');
    await flush();
    expect(outcome.now?.result).toBe('applied');
  });

  it('is applied when evcc comes back with it', async () => {
    const { desk, outcome } = await sent();
    await restart(desk, '80');
    expect(desk.published).toHaveLength(1);
    expect(outcome.now?.result).toBe('applied');
  });

  it('is not sent again once acknowledged, nor called refused when evcc comes back without it', async () => {
    const { desk, outcome } = await sent();
    desk.acknowledges(TOPIC, '80');
    await restart(desk, '70');
    await desk.pass(20_000);
    expect(desk.published).toHaveLength(1);
    expect(outcome.now?.error).toMatchObject({ code: 'EVCC_TIMEOUT', key: 'timeout' });
  });

  it('does not take the false values of a start for its confirmation', async () => {
    const desk = new Desk({
      stored: [...RUNNING, ['loadpoints/1/vehicleName', 'vehicle_1'], ['vehicles/vehicle_1/title', 'e-Golf']],
    });
    const outcome: { now?: Outcome } = {};
    void desk.run('loadpoints/1/vehicle', 'guest', { timeout: 5 }).then((one) => {
      outcome.now = one;
    });
    await desk.pass(400);
    desk.acknowledges('loadpoints/1/vehicle', '-');
    for (const topic of ['loadpoints', 'loadpoints/1/vehicleName']) desk.says(topic, '');
    await desk.pass(6000);
    expect(outcome.now).toMatchObject({ error: { code: 'EVCC_TIMEOUT', key: 'timeout' } });
  });

  it('keeps its one outcome when the broker dies for good', async () => {
    const { desk, outcome } = await sent();
    desk.disconnect();
    await desk.pass(20_000);
    expect(outcome.now).toMatchObject({
      error: { code: 'EVCC_TIMEOUT', key: 'timeoutNoAck' },
      settings: [{ sent: '80' }],
    });
  });
});

describe('names and titles', () => {
  it('are resolved once they are known', async () => {
    const desk = new Desk({ stored: [['status', 'offline']], answer: obeys });
    const outcome = desk.run('loadpoints/Carport/limitSoc', 80);
    await desk.pass(1000);
    desk.says('status', 'online');
    for (const [topic, text] of [...RUNNING, ['loadpoints/2/title', 'Carport'] as const]) desk.says(topic, text);
    await desk.pass(3000);
    expect(await outcome).toMatchObject({ result: 'applied', settings: [{ topic: 'loadpoints/2/limitSoc' }] });
  });

  it('mean the same setting as the number', async () => {
    const stored = [...RUNNING, ['loadpoints/1/title', 'Carport'], ['loadpoints/1/name', 'lp-1']] as const;
    const desk = new Desk({ stored, answer: obeys });
    await desk.pass(1100);
    const outcomes = Promise.all([
      desk.run('loadpoints/Carport/limitSoc', 80),
      desk.run('loadpoints/1/limitSoc', 81),
      desk.run('loadpoints/lp-1/limitSoc', 82),
    ]);
    await desk.pass(1000);
    expect((await outcomes).map(({ result }) => result)).toEqual(['superseded', 'superseded', 'applied']);
  });

  it('that become known after a newer message came by number do not override it', async () => {
    const desk = new Desk({ stored: [...RUNNING, ['loadpoints/1/title', 'Carport']], answer: obeys });
    const outcomes = Promise.all([desk.run('loadpoints/Carport/limitSoc', 80), desk.run('loadpoints/1/limitSoc', 81)]);
    await desk.pass(2000);
    expect((await outcomes).map(({ result }) => result)).toEqual(['superseded', 'applied']);
    expect(desk.published).toEqual(['loadpoints/1/limitSoc/set 81']);
  });

  it('that nothing has fail, though not before titles had their time to arrive', async () => {
    const desk = new Desk({ answer: obeys });
    const wrong = desk.run('loadpoints/Carpot/limitSoc', 80);
    const late = desk.run('loadpoints/Carport/limitSoc', 80);
    await desk.pass(500);
    desk.says('loadpoints/1/title', 'Carport', true);
    await desk.pass(1000);
    expect((await late).result).toBe('applied');
    expect(await wrong).toMatchObject({
      error: { code: 'EVCC_INVALID', key: 'noLoadpoint' },
      settings: [{ sent: null }],
    });
  });

  it('are not known where the broker forgot them', async () => {
    const desk = new Desk({ stored: [['status', 'online']] });
    for (let second = 0; second < 5; second++) {
      desk.says('site/pvPower', String(second));
      await desk.pass(1000);
    }
    expect(desk.state.phase).toBe('lost');
    const outcome = desk.run('loadpoints/Carport/limitSoc', 80, { timeout: 2 });
    await desk.pass(2100);
    expect((await outcome).error).toMatchObject({ code: 'EVCC_TIMEOUT', key: 'titlesUnknown' });
  });

  it('do not hide that a loadpoint or vehicle does not exist', async () => {
    const desk = new Desk({ stored: DEMO });
    const outcomes = Promise.all([desk.run('loadpoints/7/mode', 'pv'), desk.run('vehicles/eup/limitSoc', 80)]);
    await desk.pass(1500);
    const errors = (await outcomes).map(({ error }) => error);
    expect(errors.map((error) => error?.key)).toEqual(['noLoadpoint', 'noVehicle']);
    expect(errors[0]?.cause).toEqual({
      topic: 'loadpoints/7/mode',
      value: '7',
      accepts: '1 (Carport), 2 (Garage), 3 (Heat pump)',
    });
    expect(desk.published).toEqual([]);
  });
});

describe('subscriptions', () => {
  it("are of evcc's time zone for a plan, which is warned of when it is another one", async () => {
    const desk = new Desk({ stored: DEMO.filter(([topic]) => topic !== 'site/timezone') });
    const topic = 'vehicles/vehicle_1/planSoc';
    for (const time of ['07:00', '08:00']) {
      const outcome = desk.run(topic, { soc: 80, time }, { confirm: 'none' });
      await flush();
      // What is not asked for is not known.
      if ([...desk.needs.values()].flat().includes('site/timezone')) desk.says('site/timezone', 'UTC +00:00', true);
      await desk.pass(1500);
      expect((await outcome).result).toBe('sent');
      desk.acknowledges(topic, desk.published.at(-1)?.split(' ').at(-1) ?? '');
      await desk.pass(3000);
    }
    expect(desk.warnings).toEqual(['timezone']);
  });

  it('are asked for before the first command, with what confirms it and what its rules read', async () => {
    const desk = new Desk();
    void desk.run('loadpoints/1/minCurrent', 8);
    expect(desk.published).toEqual([]);
    expect([...desk.needs.values()].flat()).toEqual(
      expect.arrayContaining(['loadpoints/1/minCurrent/set', 'loadpoints/1/minCurrent', 'loadpoints/1/maxCurrent']),
    );
    await desk.pass(300);
    expect(desk.published).toHaveLength(1);
  });

  it('that the broker does not confirm hold up a command for 2 s at most', async () => {
    const desk = new Desk();
    desk.confirms = false;
    void desk.run(TOPIC, 80);
    await desk.pass(2000);
    expect(desk.published).toEqual([]);
    await desk.pass(300);
    expect(desk.published).toHaveLength(1);
  });

  it('declared by a node make its first command fast', async () => {
    const desk = new Desk();
    desk.commands.prepare({}, [TOPIC]);
    await desk.pass(500);
    void desk.run(TOPIC, 80);
    expect(desk.published).toHaveLength(1);
  });

  it('declared with a title are made once it is known', async () => {
    const desk = new Desk();
    desk.commands.prepare({}, ['loadpoints/Carport/limitSoc', 'nonsense']);
    expect(desk.needs.size).toBe(0);
    desk.says('loadpoints/2/title', 'Carport', true);
    await desk.pass(1000);
    expect([...desk.needs.values()].flat()).toContain('loadpoints/2/limitSoc/set');
  });

  it('are asked for again in a new connection', async () => {
    const desk = new Desk({ stored: [...RUNNING, [TOPIC, '70']] });
    desk.commands.prepare({}, [TOPIC]);
    await desk.pass(500);
    desk.disconnect();
    desk.needs.clear();
    desk.connect(RUNNING);
    expect([...desk.needs.values()].flat()).toContain(`${TOPIC}/set`);
  });

  it('are given back some time after the last command, or with their node', async () => {
    const desk = new Desk({ answer: obeys });
    const node = {};
    desk.commands.prepare(node, ['site/bufferSoc']);
    const outcome = desk.run(TOPIC, 80);
    await desk.pass(1000);
    await outcome;
    desk.clock.advance(1_300_000);
    expect([...desk.needs.values()].flat()).not.toContain(`${TOPIC}/set`);
    expect([...desk.needs.values()].flat()).toContain('site/bufferSoc/set');
    desk.commands.end(node);
    expect(desk.needs.size).toBe(0);
  });

  it('and timers are gone when the connection is closed', async () => {
    const desk = new Desk();
    const outcome = desk.run(TOPIC, 80);
    await desk.pass(1000);
    desk.commands.close();
    desk.state.close();
    expect((await outcome).error).toMatchObject({ code: 'EVCC_TIMEOUT', key: 'closed' });
    expect(desk.needs.size).toBe(0);
    expect(desk.clock.pending).toBe(0);
  });
});

describe('the end of a node', () => {
  it('fails what it waits for, and no other’s', async () => {
    const desk = new Desk({ stored: [['status', 'offline']] });
    const node = {};
    const mine = desk.run(TOPIC, 80, { owner: node });
    const other = desk.run('loadpoints/1/minSoc', 20, { owner: {}, timeout: 5 });
    desk.commands.end(node);
    expect((await mine).error?.key).toBe('closed');
    await desk.pass(5100);
    expect((await other).error?.key).toBe('offline');
  });
});

describe('an older evcc', () => {
  it('is sent the setting’s former name', async () => {
    const desk = new Desk({ stored: [...RUNNING, ['site/version', '0.300.0']] });
    const outcome = desk.run('loadpoints/1/phasesConfigured', 1);
    await desk.pass(500);
    expect(desk.published).toEqual(['loadpoints/1/phases/set 1']);
    desk.acknowledges('loadpoints/1/phases', '1');
    desk.says('loadpoints/1/phasesConfigured', '1');
    expect(await outcome).toMatchObject({ result: 'applied', settings: [{ topic: 'loadpoints/1/phasesConfigured' }] });
  });

  it('is not sent what it does not know', async () => {
    const desk = new Desk({ stored: DEMO });
    const outcome = desk.run('loadpoints/1/alwaysCharge', 'on');
    await desk.pass(500);
    expect((await outcome).error).toMatchObject({
      code: 'EVCC_NOT_SETTABLE',
      key: 'notYet',
      params: { version: '0.313.0', since: '0.316' },
    });
    expect(desk.published).toEqual([]);
  });
});
