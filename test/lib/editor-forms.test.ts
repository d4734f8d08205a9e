import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { editorTexts } from './editor-texts.js';
import { catalogue, type NodeType, pathOf, read, TYPES } from './texts.js';

/** What flows store: changes here are changes to users' flows and need a migration. `name` is the editor's own convention. */
const DEFAULTS: Record<NodeType, Record<string, unknown>> = {
  'evcc-config': {
    name: '',
    broker: 'localhost:1883',
    topic: 'evcc',
    clientid: '',
    insecure: false,
    protocolVersion: 4,
    modeNames: 'classic',
  },
  'evcc-in': {
    name: '',
    evcc: '',
    topics: [],
    output: 'value',
    emit: 'change',
    initial: true,
    deadband: 0,
    deadbandType: 'num',
    interval: 0,
    inputs: 0,
  },
  'evcc-out': {
    name: '',
    evcc: '',
    kind: 'setting',
    target: '',
    value: 'payload',
    valueType: 'msg',
    confirm: 'applied',
    timeout: 10,
    hold: false,
    qos: 0,
    retain: false,
  },
};

const CREDENTIALS = {
  user: { type: 'text' },
  password: { type: 'password' },
  caCert: { type: 'text' },
  clientCert: { type: 'text' },
  clientKey: { type: 'password' },
};

type Validate = (this: object, value: unknown, options: object) => boolean | string;

interface Definition {
  readonly category: string;
  readonly icon?: string;
  readonly defaults: Record<string, { readonly value: unknown; readonly validate?: Validate }>;
  readonly credentials?: unknown;
  label(this: object): string;
}

const definitions = new Map<string, Definition>();

/** The editor's global gives texts, in German here. */
const translate = editorTexts(() => 'de');
/** What the catalogue says at a key. */
const german = (type: NodeType, key: string): string => catalogue('de', type).get(key) ?? key;

beforeAll(async () => {
  vi.stubGlobal('RED', {
    _: translate,
    i18n: { lang: () => 'de' },
    nodes: { registerType: (type: string, definition: Definition) => definitions.set(type, definition) },
    validators: { typedInput: () => () => true },
  });
  // By a variable: the editor's sources belong to another program, with the browser's types.
  for (const type of TYPES) await import(/* @vite-ignore */ `../../src/nodes/${type}/editor.ts`);
});

/** The definition that the editor got; the tests name only types that register. */
function definition(type: NodeType): Definition {
  const found = definitions.get(type);
  if (!found) throw new Error(`${type} did not register`);
  return found;
}

/** What a property's validator says about a value. */
function verdict(type: NodeType, property: string, value: unknown): boolean | string {
  return definition(type).defaults[property]?.validate?.call({}, value, {}) ?? true;
}

for (const type of TYPES) {
  const html = read(`src/nodes/${type}/editor.html`);
  const source = read(`src/nodes/${type}/editor.ts`);
  const keys = catalogue('en-US', type);
  const template = /<script type="text\/html" data-template-name="([^"]+)">([\s\S]*)<\/script>/.exec(html);

  describe(`dialog of ${type}`, () => {
    it('stores the properties of the contract with their defaults', () => {
      const defaults = Object.entries(definition(type).defaults).map(([name, { value }]) => [name, value]);
      expect(Object.fromEntries(defaults)).toEqual(DEFAULTS[type]);
      expect(definition(type).credentials).toEqual(type === 'evcc-config' ? CREDENTIALS : undefined);
    });

    it('finds its defaults valid, apart from what the user has to choose', () => {
      for (const [name, value] of Object.entries(DEFAULTS[type])) {
        if (name !== 'topics') expect([name, verdict(type, name, value)]).toEqual([name, true]);
      }
    });

    it('finds what a flow leaves out valid: it is the default', () => {
      const chosen = ['topics', 'broker'];
      for (const name of Object.keys(DEFAULTS[type])) {
        if (!chosen.includes(name)) expect([name, verdict(type, name, undefined)]).toEqual([name, true]);
      }
    });

    it('registers with a literal type, as tools that read the built html expect', () => {
      expect(source).toMatch(new RegExp(`^RED\\.nodes\\.registerType<\\w+>\\('${type}', \\{$`, 'm'));
      expect(template?.[1]).toBe(type);
    });

    it('has a field for each property and credential', () => {
      const prefix = type === 'evcc-config' ? 'node-config-input' : 'node-input';
      const names = [...Object.keys(DEFAULTS[type]), ...(type === 'evcc-config' ? Object.keys(CREDENTIALS) : [])];
      const missing = names.filter((name) => !html.includes(`id="${prefix}-${name}"`));
      // The list of topics is read by the dialog itself: the editor would take the list element's (empty) value.
      expect(missing).toEqual(type === 'evcc-in' ? ['topics'] : []);
    });

    it('labels every field that can be seen', () => {
      const labelled = new Set([...html.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id));
      const fields = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(([tag]) => tag);
      expect(fields.length).toBeGreaterThan(5);
      for (const field of fields) {
        if (/type="hidden"|aria-label/.test(field)) continue;
        expect(labelled, field).toContain(/id="([^"]+)"/.exec(field)?.[1]);
      }
      for (const id of labelled) expect(html).toContain(`id="${id}"`);
    });

    it('has every text of the html in the catalogue', () => {
      const used = [...html.matchAll(/data-i18n="([^"]+)"/g)].flatMap(([, all = '']) =>
        all.split(';').map((one) => one.replace(/^\[[\w-]+\]/, '')),
      );
      expect(used.length).toBeGreaterThan(5);
      expect(used.filter((key) => !keys.has(key))).toEqual([]);
    });

    it('has every text of the code in the catalogue', () => {
      const own = [...source.matchAll(/\bthis\._\('([^']+)'/g)].map(([, key]) => key ?? '');
      const short = [...source.matchAll(/\btext\('([^']+)'/g)].map(([, key]) => `${type}.${key}`);
      expect([...own, ...short].filter((key) => !keys.has(key))).toEqual([]);
    });

    it('has no text of its own, digits apart', () => {
      const visible = (template?.[2] ?? '').replace(/<[^>]+>/g, ' ').trim();
      expect(visible.replace(/\d|\s/g, '')).toBe('');
      expect(html).not.toMatch(/\s(title|placeholder|alt|aria-label)="/);
    });

    it('names an icon that exists', () => {
      const { icon } = definition(type);
      if (icon) expect(existsSync(pathOf(`icons/${icon}`))).toBe(true);
      expect(icon === undefined).toBe(type === 'evcc-config');
    });
  });
}

describe('validators', () => {
  const good: [NodeType, string, unknown][] = [
    ['evcc-config', 'broker', 'tls://[fe80::1]:8883'],
    ['evcc-config', 'topic', ''],
    ['evcc-config', 'topic', '/haus/evcc/'],
    ['evcc-config', 'protocolVersion', '5'],
    ['evcc-in', 'topics', ['site/pvPower', 'loadpoints/+/charging', '#', 'loadpoints/Carport/events/connected']],
    ['evcc-in', 'deadband', '0.5'],
    ['evcc-in', 'interval', 60],
    ['evcc-out', 'target', 'vehicles/blue e-Golf/limitSoc'],
    ['evcc-out', 'timeout', '2.5'],
  ];
  const bad: [NodeType, string, unknown, string][] = [
    ['evcc-config', 'broker', '', 'problem.broker'],
    ['evcc-config', 'broker', 'http://localhost', 'problem.broker'],
    ['evcc-config', 'topic', 'evcc/#', 'problem.topic'],
    ['evcc-config', 'topic', '$SYS', 'problem.topic'],
    ['evcc-config', 'protocolVersion', 3, 'problem.protocolVersion'],
    ['evcc-config', 'modeNames', 'old', 'problem.modeNames'],
    ['evcc-in', 'topics', [], 'problem.topics'],
    ['evcc-in', 'topics', undefined, 'problem.topics'],
    ['evcc-in', 'topics', ['site/pvPower', ' '], 'errors.emptyTopic'],
    ['evcc-in', 'topics', ['site/pv+'], 'errors.badFilter'],
    ['evcc-in', 'topics', ['loadpoints/1/mode/set'], 'errors.setTopic'],
    ['evcc-in', 'topics', ['loadpoints/1/events/bored'], 'errors.unknownEvent'],
    ['evcc-in', 'output', 'array', 'problem.output'],
    ['evcc-in', 'deadband', '0,5', 'problem.number'],
    ['evcc-in', 'deadband', -1, 'problem.number'],
    ['evcc-in', 'interval', '', 'problem.number'],
    ['evcc-out', 'kind', 'any', 'problem.kind'],
    ['evcc-out', 'target', 'loadpoints/+/mode', 'problem.target'],
    ['evcc-out', 'target', 'vehicles/<name>/minSoc', 'problem.placeholder'],
    ['evcc-out', 'confirm', 'maybe', 'problem.confirm'],
    ['evcc-out', 'timeout', 0, 'problem.timeout'],
  ];

  it.each(good)('%s takes %s %j', (type, property, value) => {
    expect(verdict(type, property, value)).toBe(true);
  });

  it.each(bad)('%s says what is wrong with %s %j', (type, property, value, key) => {
    const text = german(
      key.startsWith('errors.') ? 'evcc-config' : type,
      `${key.startsWith('errors.') ? 'evcc-config' : type}.${key}`,
    );
    // What stands between the placeholders is enough to recognize the sentence.
    const longest = text.split(/__\w+?__/).sort((a, b) => b.length - a.length)[0] ?? '';
    expect(longest).not.toBe('');
    expect(verdict(type, property, value)).toContain(longest);
  });

  it('takes two parameters: else the editor ignores the sentence', () => {
    for (const type of TYPES) {
      for (const [name, { validate }] of Object.entries(definition(type).defaults)) {
        if (validate && name !== 'value') expect(validate.length, `${type}.${name}`).toBe(2);
      }
    }
  });
});

describe('labels', () => {
  const label = (type: NodeType, node: object): string => definition(type).label.call({ _: translate, ...node });

  it("is the node's name if it has one", () => {
    expect(label('evcc-in', { name: 'Sun', topics: ['site/pvPower'] })).toBe('Sun');
    expect(label('evcc-out', { name: 'Fast', target: 'loadpoints/1/mode' })).toBe('Fast');
    expect(label('evcc-config', { name: 'Home' })).toBe('Home');
  });

  it('else says what the node does, in words', () => {
    const out = { name: '', kind: 'setting', target: 'loadpoints/Carport/mode' };
    expect(label('evcc-in', { name: '', topics: ['loadpoints/Carport/chargePower'] })).toBe(
      'Carport: Ladeleistung [W]',
    );
    expect(label('evcc-in', { name: '', topics: ['site/pvPower', 'status'] })).toBe('PV-Leistung [W] (+1)');
    expect(label('evcc-in', { name: '', topics: [] })).toBe('evcc in');
    expect(label('evcc-in', { name: '' })).toBe('evcc in');
    expect(label('evcc-out', { name: '', target: '' })).toBe('evcc out');
    expect(label('evcc-out', { ...out, valueType: 'msg', value: 'payload' })).toBe('Carport: Lademodus');
    expect(label('evcc-out', { ...out, valueType: 'str', value: 'now' })).toBe('Carport: Lademodus = Schnell');
    expect(label('evcc-out', { ...out, target: 'loadpoints/1/limitSoc', valueType: 'num', value: '80' })).toBe(
      'Ladepunkt 1: Ladelimit = 80 %',
    );
    expect(label('evcc-out', { ...out, kind: 'raw', target: 'site/x', valueType: 'str', value: '1' })).toBe('site/x');
    expect(label('evcc-config', { name: '', topic: 'evcc', broker: 'localhost:1883' })).toBe('evcc @ localhost:1883');
  });
});
