import { describe, expect, test } from 'vitest';
import { FATAL_AFTER } from '../../../src/lib/constants';
import { RUNNING, STARTED, World } from '../../support/observe';

const { status: _status, ...COPIES } = RUNNING;

describe('an evcc that is online and publishes nothing else', () => {
  test('is fatal after ten seconds, and runs when it is mended', () => {
    const world = new World();
    world.state.connected();
    world.stored({ status: 'online' });
    world.clock.advance(FATAL_AFTER - 1);
    expect(world.state.phase).toBe('starting');
    world.clock.advance(1);
    expect(world.phases).toEqual(['settling', 'starting', 'fatal']);
    world.clock.advance(900_000);
    expect(world.state.phase).toBe('fatal');
    world.live({ ...STARTED });
    world.clock.advance(2000);
    expect(world.state.phase).toBe('running');
  });

  test('tells what keeps it from running, single and as a whole', () => {
    const world = new World();
    const { pairs } = world.values(['site/fatal', 'site/fatal/1/error']);
    world.state.connected();
    world.stored({ status: 'online' });
    world.live({ 'site/fatal': '1', 'site/fatal/1/error': 'cannot create meter', 'site/fatal/1/class': 'meter' });
    world.clock.advance(500);
    expect(pairs()).toEqual([
      ['site/fatal/1/error', 'cannot create meter'],
      ['site/fatal', [{ error: 'cannot create meter', class: 'meter' }]],
    ]);
  });
});

describe('a broker without a stored status', () => {
  test('an evcc that publishes is online, and nobody is told that it is not', () => {
    const world = new World('evcc', 'classic', 1_795_386_508_000);
    const { pairs } = world.values(['status', 'site/pvPower']);
    world.state.connected();
    world.stored({ ...COPIES, 'site/pvPower': '1000' });
    for (let cycle = 1; cycle <= 4; cycle++) {
      world.clock.advance(5000);
      world.live({ updated: String(1_795_386_508 + cycle * 5), 'site/pvPower': String(1000 + cycle) });
    }
    world.clock.advance(3000);
    expect(world.state.phase).toBe('running');
    expect(pairs()).toContainEqual(['status', 'online']);
    expect(pairs()).not.toContainEqual(['status', 'offline']);
    expect(pairs().at(-1)).toEqual(['site/pvPower', 1004]);
  });

  test('that evcc says it in the end is no start', () => {
    const world = new World('evcc', 'classic', 1_795_386_508_000);
    world.state.connected();
    world.stored(COPIES);
    world.clock.advance(5000);
    world.live({ updated: '1795386513' });
    world.clock.advance(3000);
    expect(world.state.phase).toBe('running');
    world.live({ status: 'online' });
    world.clock.advance(60_000);
    expect([world.state.phase, world.state.starts]).toEqual(['running', 0]);
  });

  test('an evcc that published long ago is offline after five seconds', () => {
    const world = new World('evcc', 'classic', 1_795_986_508_000);
    const { pairs } = world.values(['status']);
    world.state.connected();
    world.stored(COPIES);
    world.clock.advance(5000);
    expect(pairs()).toEqual([['status', 'offline']]);
  });
});

test('online again without counts or a wipe is no start', () => {
  const world = new World().running();
  world.live({ status: 'offline' });
  world.clock.advance(2000);
  world.live({ status: 'online', 'site/pvPower': '1' });
  world.clock.advance(60_000);
  expect(world.state.starts).toBe(0);
});
