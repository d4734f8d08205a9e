import { describe, expect, test } from 'vitest';
import { demoSite, quickSite, threePhaseSite } from '../../demo/evcc';
import { isForecast, type Seen, world } from './support';

const lines = (messages: readonly Seen[]) => messages.map(({ topic, text }) => `${topic}=${text}`);

function running(options: Parameters<typeof world>[0] = {}) {
  const here = world(options);
  here.start();
  const said = (topic: string) => here.evcc.published().get(topic);
  const look = (loadpoint: string) => {
    here.evcc.look(loadpoint);
    here.clock.advance(1500);
  };
  const restart = () => {
    here.evcc.stop();
    here.clock.until(() => here.evcc.phase === 'stopped');
    here.clock.advance(1000);
    here.start();
  };
  return { ...here, said, look, restart };
}

describe('the stand-in', () => {
  test('says exactly the same at the same times when it is run again with the same seed', () => {
    const run = (seed: number) => {
      const here = running({ seed });
      here.command('loadpoints/2/mode', 'now');
      here.clock.advance(120_000);
      return here.seen;
    };
    expect(run(3)).toEqual(run(3));
    expect(lines(run(3))).not.toEqual(lines(run(4)));
  });

  test('lives a simulated week in seconds, and the broker knows what it said last', () => {
    const here = running({ site: { ...quickSite, interval: 300 } });
    here.clock.advance(7 * 86_400_000);
    here.clock.advance(2000);
    const broker = here.retained();
    broker.delete('status');
    const said = new Map([...here.evcc.published()].filter(([, text]) => text !== ''));
    expect(new Map([...broker].sort())).toEqual(new Map([...said].sort()));
  }, 60_000);

  test('publishes below any root and leaves everything beside it alone', () => {
    const here = world({ root: '/haus/evcc/' });
    here.client.publish('haus/evcc2/x', 'mine');
    here.client.publish('haus/evcc/old', 'gone');
    here.start();
    expect(here.retained().get('loadpoints')).toBe('3');
    expect(here.retained().has('old')).toBe(false);
    expect(here.broker.retained.matching('haus/evcc2/x')).toEqual([['haus/evcc2/x', 'mine']]);
  });

  test('computes one loadpoint a cycle, in turn; the last comes two intervals after a start', () => {
    const here = running();
    const turns = () =>
      here.seen.filter(({ topic }) => topic.endsWith('/smartCostActive')).map(({ topic }) => topic.split('/')[1]);
    expect(turns()).toEqual(['1', '2']);
    here.clock.advance(155_000);
    expect(turns()).toEqual(['1', '2', '2', '3', '1', '2', '3']);
  });

  test('a burst of the whole demo lasts between 0.2 and 1 s, and counts come amid their items', () => {
    const here = running({ site: demoSite });
    here.clock.advance(28_000);
    const cycles = Array.from({ length: 12 }, () => here.during(() => here.clock.advance(30_000)));
    let amid = 0;
    for (const cycle of cycles) {
      const forecasts = cycle.filter(({ topic }) => isForecast(topic));
      const length = (forecasts.at(-1)?.ms ?? 0) - (forecasts[0]?.ms ?? 0);
      expect(length).toBeGreaterThan(200);
      expect(length).toBeLessThan(1000);
      const grid = forecasts.filter(({ topic }) => topic.startsWith('site/forecast/grid'));
      if (grid.findIndex(({ topic }) => topic === 'site/forecast/grid') > 20) amid++;
    }
    expect(amid).toBeGreaterThan(2);
  });

  test('is busy up to half a second with a cycle, and answers a command only then', () => {
    const here = running({ site: { ...quickSite, interval: 10 } });
    const waits: number[] = [];
    for (let n = 0; n < 40; n++) {
      const before = here.seen.length;
      here.clock.until(() => here.seen.slice(before).some(({ topic }) => topic === 'site/grid/power'), 20_000);
      const sent = here.clock.monotonic();
      const answer = here.command('site/residualPower', String(n + 1), 1000);
      waits.push((answer.find(({ text, topic }) => topic.endsWith('/set') && text === '')?.ms ?? 0) - sent);
    }
    expect(Math.max(...waits)).toBeGreaterThan(200);
    expect(Math.max(...waits)).toBeLessThan(600);
  });
});

describe('commands', () => {
  test('before evcc listens are lost without a trace', () => {
    const here = world();
    here.evcc.start();
    here.clock.until(() => here.evcc.phase === 'wiping');
    here.client.publish('evcc/loadpoints/2/mode/set', 'now', false);
    here.clock.until(() => here.evcc.phase === 'running');
    expect(here.evcc.published().get('loadpoints/2/mode')).toBe('off');
    expect(lines(here.seen)).not.toContain('loadpoints/2/mode/set=');
  });

  test('that are retained are wiped by a start, but carried out on a reconnect, however old', () => {
    const here = world();
    here.client.publish('evcc/loadpoints/2/mode/set', 'now');
    here.start();
    expect(here.evcc.published().get('loadpoints/2/mode')).toBe('off');
    here.evcc.loseConnection();
    here.clock.advance(100);
    expect(here.retained().get('status')).toBe('offline');
    here.client.publish('evcc/loadpoints/2/mode/set', 'now');
    here.clock.advance(3_600_000);
    here.evcc.reconnect();
    here.clock.advance(3000);
    expect(here.evcc.published().get('loadpoints/2/mode')).toBe('now');
    expect(here.retained().has('loadpoints/2/mode/set')).toBe(false);
  });

  test('of a battery mode fall back after 60 s, from the last repetition on, and with a restart', () => {
    const here = running();
    const external = () => here.said('site/batteryModeExternal');
    here.command('site/batteryMode', 'hold', 40_000);
    expect(here.said('site/batteryMode')).toBe('hold');
    here.command('site/batteryMode', 'hold', 59_000);
    expect(external()).toBe('hold');
    here.clock.advance(2000);
    expect(external()).toBe('unknown');
    here.clock.advance(40_000);
    expect(here.said('site/batteryMode')).toBe('normal');
    here.command('site/batteryMode', 'charge');
    here.restart();
    here.clock.advance(40_000);
    expect(here.said('site/batteryMode')).toBe('unknown');
  });

  test.each([
    'batteryMode=hold',
    'batteryGridChargeLimit=0.1',
    'batteryDischargeControl=true',
    'batteryGridDischarge=true',
  ])('site/%s is refused where no battery can be controlled', (command) => {
    const [key = '', value = ''] = command.split('=');
    for (const batteries of [[], [{ name: 'b', capacity: 5, soc: 50, controllable: false }]]) {
      const here = running({ site: { ...quickSite, batteries } });
      expect(lines(here.command(`site/${key}`, value))).toEqual([`site/${key}/set=${value}`, `site/${key}/set=`]);
    }
  });

  test('for phases are refused where the charger cannot do them', () => {
    const here = running();
    here.command('loadpoints/1/phasesConfigured', '0');
    expect(here.said('loadpoints/1/phasesConfigured')).toBe('3');
    here.command('loadpoints/2/phasesConfigured', '1', 2000);
    here.command('loadpoints/2/phasesConfigured', '0', 2000);
    expect(here.said('loadpoints/2/phasesConfigured')).toBe('0');
  });

  test('for what is already so may be published again or not', () => {
    const answer = (repeats: number) => lines(running({ repeats }).command('loadpoints/2/priority', '0'));
    expect(answer(0)).not.toContain('loadpoints/2/priority=0');
    expect(answer(1)).toContain('loadpoints/2/priority=0');
  });

  test.each(['-', 'nil', 'null', 'none'])('%s clears what can be cleared, and is refused elsewhere', (nothing) => {
    const here = running();
    here.command('loadpoints/2/smartCostLimit', '0.2');
    here.command('loadpoints/2/smartCostLimit', nothing);
    here.command('loadpoints/2/vehicle', nothing);
    here.command('loadpoints/2/priority', nothing);
    expect(here.said('loadpoints/2/smartCostLimit')).toBe('');
    expect(here.said('loadpoints/2/vehicleName')).toBe('');
    expect(here.said('loadpoints/2/priority')).toBe('0');
  });

  test('go only to the setters that evcc has, each of which acknowledges whatever comes', () => {
    const here = running();
    const acknowledged = (setter: string) => lines(here.command(setter, 'nonsense')).includes(`${setter}/set=`);
    const loadpoint =
      'mode phasesConfigured limitSoc minSoc priority minCurrent maxCurrent limitEnergy enableThreshold ' +
      'disableThreshold enableDelay disableDelay smartCostLimit smartFeedInPriorityLimit batteryBoost ' +
      'batteryBoostLimit planEnergy planStrategy vehicle';
    const site =
      'bufferSoc prioritySoc bufferStartSoc residualPower gridExportLimit batteryDischargeControl ' +
      'batteryGridDischarge solarAdjusted batteryGridChargeLimit batteryMode smartCostLimit smartFeedInPriorityLimit';
    const under = (scope: string, keys: string) => keys.split(' ').map((key) => `${scope}/${key}`);
    const known = [
      ...under('loadpoints/3', loadpoint),
      ...under('site', site),
      ...under('vehicles/vehicle_4', 'limitSoc minSoc planSoc planStrategy'),
    ];
    const unknown = [
      'loadpoints/1/phases',
      'loadpoints/1/batteryboost',
      'loadpoints/4/mode',
      'site/title',
      'vehicles/x/minSoc',
    ];
    expect(known.filter((setter) => !acknowledged(setter))).toEqual([]);
    expect(unknown.filter(acknowledged)).toEqual([]);
  });

  test('that were refused are in the journal, with the reason', () => {
    const here = running();
    here.command('loadpoints/2/limitSoc', '80.5');
    expect(here.evcc.events.at(-1)).toMatchObject({
      event: 'refused',
      topic: 'loadpoints/2/limitSoc',
      text: '80.5',
      reason: 'not a whole number: 80.5',
    });
  });
});

describe('what tests can do to it', () => {
  test('a car leaves, another comes, charges, is full and leaves', () => {
    const here = running();
    const state = (key: string) => here.said(`loadpoints/2/${key}`);
    here.evcc.leave('lp-2');
    here.look('lp-2');
    expect([state('connected'), state('vehicleName')]).toEqual(['false', '']);
    here.evcc.arrive('lp-2', 'vehicle_1');
    here.evcc.vehicle('vehicle_1').soc = 99;
    here.look('lp-2');
    expect([state('connected'), state('vehicleName'), state('charging'), state('chargedEnergy')]).toEqual([
      'true',
      'vehicle_1',
      'false',
      '0',
    ]);
    here.command('loadpoints/2/mode', 'now', 2000);
    here.look('lp-2');
    expect(state('charging')).toBe('true');
    here.clock.advance(120_000);
    expect(Number(state('chargedEnergy'))).toBeGreaterThan(50);
    here.clock.advance(3_600_000);
    expect(state('charging')).toBe('false');
    const charged = Number(state('chargedEnergy'));
    expect(charged).toBeGreaterThan(400);
    here.evcc.leave('lp-2');
    here.look('lp-2');
    expect(state('connected')).toBe('false');
    expect(Number(state('chargedEnergy'))).toBe(charged);
  });

  test('a guest has no name, and a test may decide whether it draws', () => {
    const here = running();
    here.evcc.leave('lp-2');
    here.look('lp-2');
    here.evcc.arrive('lp-2');
    here.evcc.charge('lp-2', true);
    here.look('lp-2');
    here.look('lp-2');
    expect(here.said('loadpoints/2/vehicleName')).toBe('');
    expect(here.said('loadpoints/2/charging')).toBe('true');
    here.evcc.charge('lp-2', false);
    here.look('lp-2');
    expect(here.said('loadpoints/2/charging')).toBe('false');
  });

  test('a plan is added and deleted: its topic empties, its children stay behind at the broker', () => {
    const here = running();
    here.evcc.addPlan('vehicle_1', { soc: 80, time: here.clock.now() + 3_600_000 });
    here.clock.advance(100);
    expect(here.said('vehicles/vehicle_1/plan/soc')).toBe('80');
    expect(here.said('loadpoints/1/effectivePlanSoc')).toBe('80');
    here.evcc.deletePlan('vehicle_1');
    here.clock.advance(100);
    expect(here.said('vehicles/vehicle_1/plan')).toBe('');
    expect(here.retained().get('vehicles/vehicle_1/plan/soc')).toBe('80');
    here.evcc.setPlanOverrun('lp-1', 900);
    here.look('lp-1');
    expect(here.said('loadpoints/1/planOverrun')).toBe('900');
  });

  test('titles change while it runs', () => {
    const here = running();
    here.evcc.renameLoadpoint('lp-1', 'Hof');
    here.evcc.renameVehicle('vehicle_1', 'roter Golf');
    here.clock.advance(100);
    expect(here.said('loadpoints/1/title')).toBe('Hof');
    expect(here.said('vehicles/vehicle_1/title')).toBe('roter Golf');
  });

  test('loadpoints are removed and reordered with the next start, settings following the name', () => {
    const here = running();
    here.command('loadpoints/3/priority', '7');
    here.evcc.removeLoadpoint('lp-1');
    expect(here.said('loadpoints')).toBe('3');
    here.restart();
    const titles = () => [1, 2, 3].map((n) => here.retained().get(`loadpoints/${n}/title`));
    expect(here.said('loadpoints')).toBe('2');
    expect(titles()).toEqual(['Garage', 'Heat pump', undefined]);
    here.evcc.reorderLoadpoints('lp-3', 'lp-2');
    here.restart();
    expect(titles()).toEqual(['Heat pump', 'Garage', undefined]);
    expect(here.said('loadpoints/1/priority')).toBe('7');
  });

  test('a fatal configuration says online and nothing else, or what is wrong', () => {
    for (const [fatal, topics] of [
      ['silent', ['status']],
      ['told', ['status', 'updated', 'site/fatal', 'site/fatal/1/class', 'site/fatal/1/error']],
    ] as const) {
      const here = world();
      here.evcc.start({ fatal });
      here.clock.advance(120_000);
      expect(here.evcc.phase).toBe('fatal');
      expect(here.seen.map(({ topic }) => topic).sort()).toEqual([...topics].sort());
    }
  });

  test('a lost connection goes offline by the will and comes back without a wipe, the setters one by one', () => {
    const here = running();
    here.evcc.loseConnection();
    here.clock.advance(90_000);
    expect(here.evcc.phase).toBe('offline');
    const back = here.during(() => {
      here.evcc.reconnect();
      here.clock.advance(20);
      here.client.publish('evcc/site/residualPower/set', '1', false);
      here.client.publish('evcc/loadpoints/1/priority/set', '1', false);
      here.clock.advance(1500);
    });
    expect(lines(back)).toContain('status=online');
    expect(back.some(({ topic }) => topic === 'loadpoints')).toBe(false);
    here.command('loadpoints/1/priority', '2');
    expect(here.said('loadpoints/1/priority')).toBe('2');
  });

  test('it finds a broker that was not there when it started', () => {
    const here = world();
    here.broker.kill();
    here.evcc.start();
    here.clock.advance(60_000);
    expect(here.evcc.phase).toBe('connecting');
    here.broker.restart();
    here.clock.until(() => here.evcc.phase === 'running');
    expect(here.retained().get('site/apiReady')).toBe('true');
  });

  test('it can be stopped and killed in every phase', () => {
    for (const end of ['stop', 'crash'] as const) {
      for (const phase of ['connecting', 'wiping', 'starting', 'running', 'offline', 'stopping'] as const) {
        const here = world({ site: threePhaseSite });
        here.evcc.start();
        if (phase === 'offline' || phase === 'stopping') here.clock.until(() => here.evcc.phase === 'running');
        if (phase === 'offline') here.evcc.loseConnection();
        if (phase === 'stopping') here.evcc.stop();
        here.clock.until(() => here.evcc.phase === phase);
        here.evcc[end]();
        here.clock.until(() => here.evcc.phase === 'stopped');
        here.clock.advance(10);
        expect(here.retained().get('status') ?? 'offline', `${end} while ${phase}`).toBe('offline');
        here.start();
        expect(here.retained().get('loadpoints')).toBe('1');
      }
    }
  });
});
