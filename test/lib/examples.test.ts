import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dashboard, FILES, text } from '../../demo/dashboard/flow.mjs';
import { pathOf, read, TYPES } from './texts.js';

interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
  readonly evcc?: string;
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

/** A flow without what people read: the same example in another language. */
function skeleton(nodes: readonly FlowNode[]): string {
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  return JSON.stringify(nodes, (key, value) => {
    if (['name', 'label', 'info', 'format', 'template'].includes(key)) return undefined;
    return typeof value === 'string' && order.has(value) ? `node ${order.get(value)}` : value;
  });
}

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

  it('have ids of their own', () => {
    const ids = [...flows.values()].flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([...flows])('%s names only nodes that are in it', (_file, nodes) => {
    const ids = new Set(nodes.map(({ id }) => id));
    const named = nodes.flatMap(({ z, evcc, group, page, ui, theme, scope, wires }) => [
      ...[z, evcc, group, page, ui, theme],
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

  it.each([...flows])('%s holds no credentials', (_file, nodes) => {
    expect(JSON.stringify(nodes)).not.toMatch(/"(credentials|user|password|clientKey)"/);
  });
});
