import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { labelsFor } from '../../src/lib/catalogue/labels';
import { compile } from '../../src/lib/selection/compile';
import { describer } from '../../src/lib/selection/describe';
import { EventSelection } from '../../src/lib/selection/event-selection';
import { ValueSelection } from '../../src/lib/selection/value-selection';
import { World } from '../support/observe';
import { links } from './pages.js';
import { pathOf, read } from './texts.js';

/** Where pictures are found also by who shows the README outside of the repository: the package is published without them. */
const PICTURES = 'https://raw.githubusercontent.com/node-red-contrib-evcc/node-red-contrib-evcc/main/';
/** Any time, as the READMEs write one. */
const TIME = 1795386900000;

const OPTIONS = { emit: 'change', initial: false, deadband: { size: 0, type: 'num' }, interval: 0 } as const;

/** The message of a charge power that has risen, as a node gives it in a language. */
function valueMessage(locale: string): unknown {
  const world = new World().running({ 'loadpoints/1/chargePower': '3250' });
  const sent: unknown[] = [];
  const words = describer(locale, labelsFor(locale), world.state);
  new ValueSelection(world.state, world.clock, OPTIONS, words, (message) =>
    sent.push({ ...message, evcc: { ...message.evcc, time: TIME } }),
  ).start([compile('loadpoints/1/chargePower')]);
  world.clock.advance(5000);
  world.live({ 'loadpoints/1/chargePower': '3400' });
  return sent.at(-1);
}

/** What a node gives when a loadpoint stops charging. */
function eventPayload(): unknown {
  const world = new World();
  const sent: unknown[] = [];
  const events = new EventSelection(
    world.state,
    world.clock,
    (event) => event,
    ({ payload }) => sent.push({ ...payload, time: TIME }),
  );
  world.onPhase = () => events.phaseChanged();
  const at = (values: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([key, text]) => [`loadpoints/1/${key}`, text]));
  world.running(at({ connected: 'true', charging: 'true', vehicleName: 'blue_eup', chargedEnergy: '12400' }));
  events.select([compile('loadpoints/1/events/stopped').topic]);
  world.clock.advance(3000);
  world.live(at({ charging: 'false' }));
  world.clock.advance(3000);
  return sent.at(-1);
}

describe.each([
  ['en', 'README.md', 'en-US', 'English'],
  ['de', 'README.de.md', 'de', 'Deutsch'],
])('the README, %s', (language, file, locale, folder) => {
  const text = read(file);

  test('shows each dialog in its own language, by addresses that work everywhere', () => {
    const pictures = links(file).filter(({ isPicture }) => isPicture);
    for (const { title, to } of pictures) {
      expect(title).not.toBe('');
      expect(to.startsWith(PICTURES), to).toBe(true);
      expect(existsSync(pathOf(to.slice(PICTURES.length))), to).toBe(true);
      expect(to).toMatch(new RegExp(`\\.${language}\\.png$`));
    }
    const made = readdirSync(pathOf('docs/images')).filter((name) => name.endsWith(`.${language}.png`));
    expect(pictures.map(({ to }) => to.split('/').at(-1)).sort()).toEqual(made.sort());
  });

  test('lists the examples of its language, each with a line', () => {
    const [, list = ''] = /^## (?:Examples|Beispiele)$([\s\S]*?)^## /m.exec(text) ?? [];
    const listed = [...list.matchAll(/^- \*\*(.+?)\*\*: \S/gm)].map(([, name]) => `${name}.json`);
    expect(listed.sort()).toEqual(readdirSync(pathOf(`examples/${folder}`)).sort());
  });

  test('shows a value and an event as the nodes give them', () => {
    const shown = [...text.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code = '']) => parse(code));
    expect(shown).toEqual([valueMessage(locale), eventPayload()]);
  });
});
