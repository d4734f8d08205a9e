import { expect, test } from 'vitest';
import { compile } from '../../../src/lib/selection/compile';
import { Follower } from '../../../src/lib/selection/follower';
import { missingOf } from '../../../src/lib/selection/missing';
import { World } from '../../support/observe';

/** What a node on these topics says is missing, once evcc had the time to publish everything. */
function missing(topics: readonly string[], minutes = 0): string | undefined {
  const world = new World().running({ 'site/pvPower': '5000' });
  world.values(topics);
  world.clock.advance(1500 + minutes * 60_000);
  world.live({ updated: '1795386600' });
  const gap = missingOf(topics.map(compile), world.state);
  world.state.close();
  return gap && `${gap.topic} ${gap.error?.key ?? '-'}`;
}

test.each([
  [['site/pvPower', 'loadpoints/2/mode', 'vehicles/eup/title', 'loadpoints/+/chargePower'], 0, undefined],
  [['site/pvPower', 'loadpoints/3/mode'], 0, 'loadpoints/3/mode unknownLoadpoint'],
  [['loadpoints/3/events/connected'], 0, 'loadpoints/3/events/connected unknownLoadpoint'],
  [['vehicles/id3/soc'], 0, 'vehicles/id3/soc unknownVehicle'],
  [['loadpoints/1/chargePwer'], 0, 'loadpoints/1/chargePwer queryNothingNear'],
  [['loadpoints/1/remoteDisabled'], 0, 'loadpoints/1/remoteDisabled -'],
  [['site/whatever'], 0, undefined],
  [['site/whatever'], 2, 'site/whatever queryNothing'],
  [['site/homePower'], 0, undefined],
  [['site/homePower'], 2, 'site/homePower -'],
  [['loadpoints/1/smartCostLimit'], 2, undefined],
] as const)('of %j after %i minutes: %s', (topics, minutes, expected) => {
  expect(missing(topics, minutes)).toBe(expected);
});

test('the root in front is taken, and a name that evcc gave up is said once', () => {
  const world = new World().running();
  const said: string[] = [];
  const follower = new Follower(
    ['evcc/loadpoints/1/mode', 'evcc/site/batterySoc', 'loadpoints/1/hasVehicle', 'loadpoints/1/remoteDisabled'],
    world.state,
    (key, params) => said.push(`${key} ${Object.values(params).join(' ')}`),
  );
  const { selectors, errors } = follower.resolve();
  expect(errors).toEqual([]);
  expect(selectors.map(({ topic }) => topic)).toEqual([
    'loadpoints/1/mode',
    'site/battery/soc',
    'loadpoints/1/hasVehicle',
    'loadpoints/1/remoteDisabled',
  ]);
  expect(said).toEqual([
    'former site/batterySoc site/battery/soc',
    'goneInstead loadpoints/1/hasVehicle loadpoints/1/vehicleName',
    'gone loadpoints/1/remoteDisabled',
  ]);
});
