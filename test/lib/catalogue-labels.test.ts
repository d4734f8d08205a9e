import { describe, expect, test } from 'vitest';
import { lookup, PROPERTIES } from '../../src/lib/catalogue';
import { de } from '../../src/lib/catalogue/labels/de';
import { en } from '../../src/lib/catalogue/labels/en';
import { type Labels, labelFor } from '../../src/lib/catalogue/labels/types';

const topics = PROPERTIES.map((property) => property.topic).sort();

describe.each<[string, Labels]>([
  ['English', en],
  ['German', de],
])('%s', (_, labels) => {
  test('every property has a label, and there is none without a property', () => {
    expect(Object.keys(labels.properties).sort()).toEqual(topics);
  });

  test('what else a property may be called belongs to one', () => {
    expect(Object.keys(labels.found).filter((topic) => !Object.hasOwn(labels.properties, topic))).toEqual([]);
  });

  test('a label is a short name, a sentence ends with one full stop', () => {
    for (const [topic, { label, about }] of Object.entries(labels.properties)) {
      expect(label, topic).toMatch(/^\S.{0,38}\S$/);
      expect(label, topic).not.toMatch(/[.:]$/);
      expect(about, topic).toMatch(/^\p{Lu}[^.]*(\.\d[^.]*)?\.$/u);
      expect(about.length, topic).toBeLessThanOrEqual(160);
    }
  });

  test('no text holds a placeholder, markup or stray space', () => {
    const texts = Object.values(labels.properties).flatMap(({ label, about }) => [label, about]);
    expect(texts.filter((text) => /[<>{}]|__|\$|%[a-z]|undefined|\s{2}|\s[.,;]/.test(text))).toEqual([]);
  });

  test('every word of an enum or choice is named, and none that no property has', () => {
    const used = new Map<string, Set<string>>();
    for (const { topic, words, values } of PROPERTIES) {
      if (words === undefined) continue;
      for (const value of values ?? []) {
        expect(labels.words[words][value], `${topic} ${value}`).toMatch(/\S/);
        used.set(words, (used.get(words) ?? new Set()).add(value));
      }
    }
    for (const [table, words] of Object.entries(labels.words)) {
      expect(Object.keys(words).sort(), table).toEqual([...(used.get(table) ?? [])].sort());
    }
  });

  test('two words of one property are never called the same', () => {
    for (const { topic, words, values } of PROPERTIES) {
      if (words === undefined) continue;
      const names = (values ?? []).map((value) => labels.words[words][value]);
      expect(new Set(names).size, topic).toBe(names.length);
    }
  });

  test('every unit and group that is used has a text', () => {
    for (const { topic, unit, group } of PROPERTIES) {
      if (unit) expect(labels.units[unit], topic).toMatch(/\S/);
      expect(labels.groups[group], topic).toMatch(/\S/);
    }
  });
});

test('the two languages are written, not copied', () => {
  const same = topics.filter((topic) => en.properties[topic]?.about === de.properties[topic]?.about);
  expect(same).toEqual([]);
});

test('the modes are called as evcc’s user interface calls them', () => {
  expect(en.words.mode).toEqual({ off: 'Off', pv: 'Solar', minpv: 'Min+Solar', smart: 'Smart', now: 'Fast' });
  expect(de.words.mode).toEqual({ off: 'Aus', pv: 'PV', minpv: 'Min+PV', smart: 'Smart', now: 'Schnell' });
});

test('signs are told where a power has two directions', () => {
  for (const topic of ['site/grid/power', 'site/battery/power', 'site/battery/devices/<n>/power']) {
    expect(en.properties[topic]?.about).toMatch(/positive is .*negative is /);
    expect(de.properties[topic]?.about).toMatch(/positiv .*negativ /);
  }
});

test('a part of a list or a phase is called as its head', () => {
  const phase = lookup('loadpoints/1/chargeCurrents/l1')?.topic ?? '';
  expect(labelFor(de, phase)?.label).toBe('Ladeströme');
  expect(labelFor(en, 'site/grid/power')?.label).toBe('Grid power');
  expect(labelFor(en, 'unknown/key')).toBeUndefined();
  expect(labelFor(en, '__proto__')).toBeUndefined();
  expect(labelFor(en, '')).toBeUndefined();
});
