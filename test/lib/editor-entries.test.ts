import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { OfferAnswer } from '../../src/lib/admin-types.js';
import { INTERNAL, PROPERTIES, SETTERS } from '../../src/lib/catalogue/index.js';
import { accept } from '../../src/lib/command/accept/index.js';
import { parseTarget } from '../../src/lib/command/target.js';
import { compile } from '../../src/lib/selection/compile.js';
import { offerOf } from '../../src/nodes/evcc-config/offer.js';
import { recording } from '../support/replay.js';
import { editorTexts } from './editor-texts.js';
import { LANGUAGES, type Language } from './texts.js';

interface Entry {
  readonly topic: string;
  readonly label: string;
  readonly unit?: string;
  readonly about?: string;
  readonly words: string;
  readonly value?: string;
  readonly reason?: string;
}

interface Group {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly Entry[];
}

interface Option {
  readonly stored: { readonly value: string; readonly type: string };
  readonly label: string;
  readonly reason?: string;
}

let language: Language = 'de';
let valueGroups: (offer?: OfferAnswer) => Group[];
let settingGroups: (offer?: OfferAnswer) => Group[];
let matches: (words: string, query: string) => boolean;
let rank: (label: string, query: string) => number;
let topicLabel: (topic: string) => string;
let optionsFor: (chosen: object, offer: OfferAnswer | undefined, modeNames: string) => Option[];
let preview: (topics: string[], output: string, offer?: OfferAnswer) => string | undefined;

/** What the runtime answers of a recorded evcc. */
function offered(name: string): OfferAnswer {
  const stored = new Map(recording(name).map(({ topic, payload }) => [topic, payload]));
  return { ok: true, notes: [], ...offerOf('evcc', stored) };
}

const demo = offered('demo-retained');
const all = (groups: Group[]): Entry[] => groups.flatMap(({ entries }) => entries);
const find = (groups: Group[], topic: string): Entry | undefined => all(groups).find((one) => one.topic === topic);
const found = (groups: Group[], query: string): string[] =>
  all(groups)
    .filter(({ words }) => matches(words, query))
    .map(({ topic }) => topic);

beforeAll(async () => {
  vi.stubGlobal('RED', { _: editorTexts(() => language), i18n: { lang: () => language } });
  // By a variable: the editor's sources belong to another program, with the browser's types.
  const load = (name: string) => {
    const path = `../../src/editor/${name}.ts`;
    return import(/* @vite-ignore */ path);
  };
  ({ valueGroups } = await load('entries'));
  ({ settingGroups } = await load('settings'));
  ({ matches, rank } = await load('search'));
  ({ topicLabel } = await load('topic-name'));
  ({ optionsFor } = await load('value-options'));
  ({ preview } = await load('preview'));
});

describe('what the pickers offer', () => {
  it('is there without a connection, from the catalogue', () => {
    const topics = all(valueGroups()).map(({ topic }) => topic);
    expect(topics).toContain('loadpoints/1/chargePower');
    expect(topics).toContain('loadpoints/+/charging');
    expect(topics).toContain('vehicles/+/capacity');
    expect(topics).toContain('site/pv/+/power');
    expect(topics).toContain('stale');
    expect(all(settingGroups()).map(({ topic }) => topic)).toContain('vehicles/<name>/minSoc');
  });

  it.each(['without', 'with'])('can all be selected by evcc-in, once each, %s a connection', (how) => {
    const topics = all(valueGroups(how === 'with' ? demo : undefined)).map(({ topic }) => topic);
    for (const topic of topics) {
      expect(() => compile(topic.replace(/^loadpoints\/[^/+]+/, 'loadpoints/1')), topic).not.toThrow();
    }
    expect(new Set(topics).size).toBe(topics.length);
    expect(topics.length).toBeGreaterThan(300);
  });

  it('are all settings, and nothing else', () => {
    const topics = all(settingGroups(demo)).map(({ topic }) => topic);
    for (const topic of topics) expect(() => parseTarget(topic, 'evcc'), topic).not.toThrow();
    const patterns = new Set(topics.map((topic) => parseTarget(topic, 'evcc').setting.property.topic));
    expect([...patterns].sort()).toEqual(SETTERS.map(({ topic }) => topic).sort());
  });

  it.each(LANGUAGES)('has a name of its own in %s', (tag) => {
    language = tag;
    const groups = [...valueGroups(), ...settingGroups()];
    expect(groups.filter(({ label }) => /catalogue|owner\./.test(label))).toEqual([]);
    const nameless = all(groups).filter(
      ({ topic, label }) => label === topic || label === '' || label.includes('catalogue.'),
    );
    expect(nameless).toEqual([]);
    language = 'de';
  });

  it('never holds a topic that surrounds secrets', () => {
    const secret = INTERNAL.filter((one) => one.secret).map(({ topic }) => topic);
    const topics = [...all(valueGroups()), ...all(valueGroups(demo)), ...all(settingGroups(demo))];
    const leaks = topics.filter(({ topic }) => secret.some((one) => topic === one || topic.startsWith(`${one}/`)));
    expect(leaks).toEqual([]);
    expect(PROPERTIES.some(({ topic }) => secret.includes(topic))).toBe(false);
  });

  it('is grouped by loadpoint and vehicle, called by their titles', () => {
    const labels = valueGroups(demo).map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(['Carport', 'Garage', 'Heat pump']);
    expect(labels).toContain('blue e-Golf');
    for (const label of [
      'Alle Ladepunkte',
      'Alle Fahrzeuge',
      'Hausbatterie',
      'Vorhersagen',
      'Statistik',
      'Ereignisse',
    ]) {
      expect(labels).toContain(label);
    }
  });

  it('shows unit, explanation and present value', () => {
    const entry = find(valueGroups(demo), 'loadpoints/Carport/chargePower');
    expect(entry).toMatchObject({ label: 'Ladeleistung', unit: 'W' });
    expect(entry?.about).toMatch(/Ladepunkt/);
    expect(entry?.value).toMatch(/^[\d,]+ k?W$/);
    expect(find(valueGroups(demo), 'loadpoints/Heat pump/limitSoc')?.unit).toBe('°C');
    expect(find(valueGroups(demo), 'site/tariffGrid')?.unit).toBe('EUR/kWh');
  });
});

describe('the search', () => {
  it.each(['Ladeleistung', 'charge power', 'chargePower', 'ladel carport', 'CHARGEPOWER'])('finds by %s', (query) => {
    expect(found(valueGroups(demo), query)[0]).toBe('loadpoints/Carport/chargePower');
  });

  it('wants every word', () => {
    expect(found(valueGroups(demo), 'ladeleistung nirgends')).toEqual([]);
  });

  it.each([
    ['angesteckt', 'loadpoints/Carport/connected'],
    ['angesteckt', 'loadpoints/Carport/events/connected'],
    ['ereignis', 'loadpoints/Carport/events/stopped'],
    ['netzbezug', 'site/grid/power'],
    ['halten', 'site/batteryMode'],
  ])('finds by what people say: %s, %s', (query, topic) => {
    expect(found(valueGroups(demo), query)).toContain(topic);
  });

  it('puts first what begins with what was typed', () => {
    const labels = ['Restladezeit', 'Aktive Ladung', 'Ladeleistung'];
    expect(labels.sort((a, b) => rank(a, 'lad') - rank(b, 'lad'))).toEqual([
      'Ladeleistung',
      'Aktive Ladung',
      'Restladezeit',
    ]);
  });
});

describe('a topic in the user’s words', () => {
  it.each([
    ['loadpoints/Carport/mode', 'Carport: Lademodus'],
    ['loadpoints/Carport/chargePower', 'Carport: Ladeleistung [W]'],
    ['loadpoints/1/chargePower', 'Ladepunkt 1: Ladeleistung [W]'],
    ['loadpoints/+/charging', 'Alle Ladepunkte: Lädt'],
    ['loadpoints/A%2FB/charging', 'A/B: Lädt'],
    ['loadpoints/Carport/events/connected', 'Carport: Fahrzeug angeschlossen'],
    ['vehicles/blue e-Golf/limitSoc', 'blue e-Golf: Standardlimit [%]'],
    ['site/pv/2/power', 'PV-Leistung 2 [W]'],
    ['site/events/restarted', 'evcc neu gestartet'],
    ['loadpoints/Carport/events/+', 'Carport: Ereignisse'],
    ['site/gridPower', 'Netzleistung [W]'],
    ['loadpoints/Carport/phases', 'Carport: Phasen'],
    ['site/#', 'site/#'],
    ['site/somethingNew', 'site/somethingNew'],
  ])('%s', (topic, label) => {
    expect(topicLabel(topic)).toBe(label);
  });
});

describe('settings that this evcc cannot take', () => {
  it('say why', () => {
    const values = { ...demo.values };
    for (const topic of Object.keys(values)) if (topic.endsWith('/controllable')) values[topic] = false;
    const groups = settingGroups({ ...demo, values });
    expect(find(groups, 'site/batteryMode')?.reason).toBe('evcc kann diese Hausbatterie nicht steuern');
    expect(find(groups, 'loadpoints/Carport/alwaysCharge')?.reason).toContain('0.316');
    expect(find(groups, 'loadpoints/Carport/limitSoc')?.reason).toBeUndefined();
    const none = settingGroups({ ...demo, values: { ...values, 'site/battery/devices': 0 } });
    expect(find(none, 'site/bufferSoc')?.reason).toBe('dieses evcc hat keine Hausbatterie');
  });

  it('are told by phase, too', () => {
    const phases = SETTERS.find(({ topic }) => topic === 'loadpoints/<n>/phasesConfigured');
    const own = 'loadpoints/1/phasesConfigured';
    const fixed = { ...demo, values: { ...demo.values, 'loadpoints/1/chargerPhases1p3p': false } };
    const options = optionsFor({ property: phases, set: phases?.set, own }, fixed, 'classic');
    expect(options.map(({ reason }) => reason !== undefined)).toEqual([true, false, false]);
    const single = { ...demo, values: { ...demo.values, 'loadpoints/1/chargerSinglePhase': true } };
    expect(find(settingGroups(single), 'loadpoints/Carport/phasesConfigured')?.reason).toMatch(/nur eine Phase/);
  });
});

describe('values to choose from', () => {
  const options = (topic: string, offer?: OfferAnswer, names = 'classic'): Option[] => {
    const { setting } = parseTarget(topic, 'evcc');
    return optionsFor({ property: setting.property, set: setting.set, own: topic }, offer, names);
  };

  it('have the names that evcc shows', () => {
    expect(options('loadpoints/1/mode', demo).map(({ label }) => label)).toEqual(['Aus', 'PV', 'Min+PV', 'Schnell']);
    expect(options('loadpoints/1/mode', undefined, 'smart').map(({ label }) => label)).toEqual([
      'Aus',
      'Smart',
      'Schnell',
    ]);
    expect(options('loadpoints/1/vehicle', demo).map(({ label }) => label)).toContain('blue e-Golf');
  });

  it('are accepted by the core', () => {
    const context = {
      present: { get: () => undefined, published: () => false, ahead: () => 0, below: () => [], loadpoints: () => [1] },
    };
    for (const { topic } of all(settingGroups(demo))) {
      const { setting } = parseTarget(topic, 'evcc');
      for (const { stored } of options(topic, demo)) {
        const value: unknown = stored.type === 'str' ? stored.value : JSON.parse(stored.value);
        const judge = () => accept(setting, value, context as unknown as Parameters<typeof accept>[2]);
        expect(judge, `${topic} ${stored.value}`).not.toThrow();
      }
    }
  });
});

describe('the preview', () => {
  it('shows the message as evcc-in sends it', () => {
    const message = JSON.parse(preview(['loadpoints/Carport/chargePower'], 'value', demo) ?? '');
    expect(message.topic).toBe('evcc/loadpoints/1/chargePower');
    expect(typeof message.payload).toBe('number');
    expect(message.evcc).toMatchObject({
      topic: 'loadpoints/1/chargePower',
      scope: 'loadpoint',
      id: 1,
      title: 'Carport',
      unit: 'W',
    });
    expect(JSON.parse(preview(['loadpoints/+/mode'], 'value', demo) ?? '').topic).toBe('evcc/loadpoints/1/mode');
  });

  it('nests an object by topic', () => {
    const message = JSON.parse(preview(['site/pvPower', 'loadpoints/Carport/mode'], 'object', demo) ?? '');
    expect(message.payload.loadpoints[1].mode).toBe('pv');
    expect(typeof message.payload.site.pvPower).toBe('number');
  });

  it('shows an event with all that its message has', () => {
    const message = JSON.parse(preview(['loadpoints/+/events/+'], 'value', demo) ?? '');
    const time = expect.any(Number);
    const vehicle = demo.values['loadpoints/1/vehicleName'] || null;
    const energy = demo.values['loadpoints/1/chargedEnergy'] ?? null;
    expect(message).toEqual({
      topic: 'evcc/loadpoints/1/events/connected',
      payload: { event: 'connected', loadpoint: 1, title: 'Carport', vehicle, energy, time },
      retain: false,
      evcc: {
        topic: 'loadpoints/1/events/connected',
        scope: 'loadpoint',
        id: 1,
        name: 'lp-1',
        key: 'events/connected',
        title: 'Carport',
        text: 'Fahrzeug angeschlossen',
        time,
        initial: false,
      },
    });
    const restarted = JSON.parse(preview(['site/events/restarted'], 'value', demo) ?? '');
    expect(Object.keys(restarted)).toEqual(Object.keys(message));
    expect(restarted.payload).toEqual({
      event: 'restarted',
      loadpoint: null,
      title: null,
      vehicle: null,
      energy: null,
      time,
    });
  });

  it('is there for what is written wrongly, and for nothing', () => {
    expect(preview(['loadpoints/1/events/bored'], 'value', demo)).toBeDefined();
    expect(preview([], 'value', demo)).toBeUndefined();
    expect(preview(['loadpoints/1/events/connected'], 'value', undefined)).toContain('"connected"');
  });
});
