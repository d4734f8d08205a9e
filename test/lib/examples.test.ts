import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dashboard, FILES, text } from '../../demo/dashboard/flow.mjs';
import { pathOf, read, TYPES } from './texts.js';

interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
  readonly label?: string;
  readonly info?: string;
  readonly evcc?: string;
  readonly broker?: string;
  readonly group?: string;
  readonly page?: string;
  readonly ui?: string;
  readonly theme?: string;
  readonly scope?: readonly string[];
  readonly wires?: readonly (readonly string[])[];
}

const files = readdirSync(pathOf('examples'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
);
const flows = new Map<string, FlowNode[]>(files.map((file) => [file, JSON.parse(read(`examples/${file}`))]));

/** A number with a decimal comma, as a German sentence has it. */
const TONGUE = /\$replace\((?:\$string\()?(\$\w+\([^()]*\))\)?, '', ''\)/g;

/** What Node-RED brings, as far as examples have use for it. */
const CORE = [
  'tab',
  'comment',
  'inject',
  'debug',
  'change',
  'switch',
  'template',
  'catch',
  'http in',
  'http response',
  'http request',
];

/** A flow without what people read: the same example in another language. */
function skeleton(nodes: readonly FlowNode[]): string {
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  return JSON.stringify(nodes, (key, value) => {
    if (['name', 'label', 'info', 'format', 'template'].includes(key)) return undefined;
    // Texts of an expression: a sentence that it puts together.
    if (key === 'to' && typeof value === 'string') return value.replace(/'[^']*'/g, "''").replace(TONGUE, '$1');
    return typeof value === 'string' && order.has(value) ? `node ${order.get(value)}` : value;
  });
}

/** The flows that a page of `docs/` compares. */
const COMPARED = ['before', 'after'].map((name): [string, FlowNode[]] => [
  `docs/flows/${name}.json`,
  JSON.parse(read(`docs/flows/${name}.json`)),
]);
const importable = [...flows, ...COMPARED];

describe('examples', () => {
  it('exist in both languages, as the same flows', () => {
    const shapes = (folder: string): string[] =>
      [...flows].filter(([file]) => file.startsWith(`${folder}/`)).map(([, nodes]) => skeleton(nodes));
    expect(shapes('English').length).toBeGreaterThan(0);
    expect(shapes('Deutsch').sort()).toEqual(shapes('English').sort());
  });

  it('show every node type', () => {
    const types = new Set([...flows.values()].flat().map(({ type }) => type));
    for (const type of TYPES) expect(types).toContain(type);
  });

  it.each([...flows].filter(([file]) => !file.endsWith('/Dashboard.json')))(
    '%s is of core nodes and ours',
    (_file, nodes) => {
      const other = nodes
        .map(({ type }) => type)
        .filter((type) => !CORE.includes(type) && !TYPES.some((own) => own === type));
      expect(other).toEqual([]);
    },
  );

  it.each([...flows])('%s is one tab that says in a comment what it does', (_file, nodes) => {
    expect(nodes.filter(({ type }) => type === 'tab')).toEqual([
      expect.objectContaining({ label: expect.stringMatching(/^evcc/) }),
    ]);
    const comments = nodes.filter(({ type }) => type === 'comment');
    expect(comments[0]?.info ?? '').toMatch(/\S\. \S/);
  });

  it('have ids of their own', () => {
    const ids = importable.flatMap(([, nodes]) => nodes.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(importable)('%s names only nodes that are in it', (_file, nodes) => {
    const ids = new Set(nodes.map(({ id }) => id));
    const named = nodes.flatMap(({ type, z, evcc, broker, group, page, ui, theme, scope, wires }) => [
      ...[z, evcc, group, page, ui, theme, type.startsWith('mqtt ') ? broker : undefined],
      ...(scope ?? []),
      ...(wires ?? []).flat(),
    ]);
    expect(named.filter((id) => id !== undefined && id !== '' && !ids.has(id))).toEqual([]);
  });

  it.each(['de', 'en'] as const)('has the dashboard in %s as its templates and texts make it', (language) => {
    expect(read(FILES[language])).toBe(text(language));
  });

  it('has a dashboard of nothing but evcc nodes, dashboard widgets and a catch', () => {
    const types = new Set(dashboard('en').map(({ type }) => type));
    const other = [...types].filter((type) => !/^(ui-|evcc-)/.test(type));
    expect(other.sort()).toEqual(['catch', 'comment', 'tab']);
  });

  it('names no loadpoint and no vehicle in the dashboard', () => {
    const topics = dashboard('en').flatMap(({ topics = [] }) => topics);
    expect(topics.filter((topic) => /^(loadpoints|vehicles)\/[^+]/.test(topic))).toEqual([]);
    expect(topics).toContain('loadpoints/+/title');
  });

  it.each(importable)('%s holds no credentials', (_file, nodes) => {
    expect(JSON.stringify(nodes)).not.toMatch(/"(credentials|user|password|clientKey)"/);
  });
});
