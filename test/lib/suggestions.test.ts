import { beforeAll, describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/lib/selection/compile.js';
import { catalogue, LANGUAGES, type Language } from './texts.js';

interface Suggestion {
  readonly topic: string;
  readonly label: string;
}

interface Suggestions {
  valueTopics(): Suggestion[];
  settingTopics(): Suggestion[];
}

let language: Language = 'en-US';
let suggestions: Suggestions;

beforeAll(async () => {
  vi.stubGlobal('RED', {
    _: (key: string, params: Record<string, string> = {}) => {
      const name = key.slice(key.indexOf(':') + 1);
      const text = catalogue(language, name.startsWith('evcc-in') ? 'evcc-in' : 'evcc-config').get(name) ?? '';
      return text.replace(/__(\w+?)__/g, (_mark, param) => params[param] ?? '');
    },
    i18n: { lang: () => language },
  });
  // By a variable: the editor's sources belong to another program, with the browser's types.
  const path = '../../src/editor/suggestions.ts';
  suggestions = await import(/* @vite-ignore */ path);
});

const find = (list: Suggestion[], topic: string): string | undefined => list.find((one) => one.topic === topic)?.label;

describe('topics that the dialogs offer', () => {
  it.each(LANGUAGES)('have a name each in %s', (tag) => {
    language = tag;
    const nameless = [...suggestions.valueTopics(), ...suggestions.settingTopics()].filter(({ label }) => label === '');
    expect(nameless).toEqual([]);
  });

  it("are named in the editor's language, with the unit", () => {
    language = 'de';
    expect(find(suggestions.valueTopics(), 'loadpoints/1/chargePower')).toBe('Ladeleistung [W]');
    expect(find(suggestions.valueTopics(), 'loadpoints/1/events/connected')).toBe('Ereignis: Fahrzeug angeschlossen');
    language = 'en-US';
    expect(find(suggestions.valueTopics(), 'loadpoints/1/chargePower')).toBe('Charge power [W]');
    expect(find(suggestions.settingTopics(), 'loadpoints/1/mode')).toBeDefined();
  });

  it('can all be selected by evcc-in', () => {
    for (const { topic } of suggestions.valueTopics()) expect(() => compile(topic), topic).not.toThrow();
  });

  it('of evcc-out leave open only the name of a vehicle', () => {
    const open = suggestions.settingTopics().filter(({ topic }) => /[<+#]/.test(topic));
    expect(open.every(({ topic }) => topic.startsWith('vehicles/<name>/'))).toBe(true);
  });

  it('are offered once each', () => {
    for (const list of [suggestions.valueTopics(), suggestions.settingTopics()]) {
      expect(new Set(list.map(({ topic }) => topic)).size).toBe(list.length);
    }
  });
});
