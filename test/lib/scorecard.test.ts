// The rules of the community's scorecard (node-red-dev, P01 to D03) that can be judged without the web, and what Node-RED's own
// guidelines ask of a package. Those that need it: P02 and P08 (the repository, similar names), N01 as to others' packages, D03 (newest
// versions).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path/posix';
import { type Expression, parse, type SpreadElement } from 'acorn';
import { simple } from 'acorn-walk';
import { describe, expect, test } from 'vitest';
import { built, LANGUAGES, pathOf, read } from './texts.js';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly repository: { readonly type: string; readonly url: string };
  readonly bugs: { readonly url: string };
  readonly homepage: string;
  readonly engines: { readonly node: string };
  readonly 'node-red': { readonly version: string; readonly nodes: Readonly<Record<string, string>> };
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly private?: boolean;
}

const own = JSON.parse(read('package.json')) as Package;
const entries = Object.entries(own['node-red'].nodes);
const installed = (name: string): { version: string; engines: { node: string } } =>
  JSON.parse(read(`node_modules/${name}/package.json`));

/** Parts of a version or of the least that a range takes, `>=1.2.3`. */
const parts = (version: string): number[] => version.replace(/^>=/, '').split('.').map(Number);
function atLeast(version: string, least: string): boolean {
  const [a, b] = [parts(version), parts(least)];
  const at = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return at === undefined || (a[at] ?? 0) > (b[at] ?? 0);
}

describe('package.json', () => {
  test('P01: has a licence, and its text', () => {
    expect(own.license).toBe('MIT');
    expect(read('LICENSE')).toMatch(/^MIT License/);
  });

  test('P03: says where the code is and where to report, in one place', () => {
    const [, place] = /^git\+(https:\/\/github\.com\/[\w-]+\/[\w-]+)\.git$/.exec(own.repository.url) ?? [];
    expect(place?.endsWith(`/${own.name}`)).toBe(true);
    expect([own.repository.type, own.bugs.url, own.homepage]).toEqual(['git', `${place}/issues`, `${place}#readme`]);
  });

  test('P04: is called as a package of nodes is called', () => {
    expect(own.name).toMatch(/^(@[a-z\d][\w.-]*\/[a-z\d][\w.-]*|node-red-contrib-[a-z\d-]+)$/);
  });

  test('P05: is found by the keyword that the library of flows looks for', () => {
    expect(own.keywords).toContain('node-red');
    expect(new Set(own.keywords).size).toBe(own.keywords.length);
    expect(own.description.length).toBeGreaterThan(40);
  });

  test('P06: names the oldest Node-RED, and that takes the one of the tests', () => {
    expect(own['node-red'].version).toMatch(/^>=\d+\.\d+\.\d+$/);
    expect(atLeast(installed('node-red').version, own['node-red'].version)).toBe(true);
    expect(read('README.md')).toContain(`Node-RED ${parts(own['node-red'].version).slice(0, 2).join('.')} or later`);
  });

  test('P07: names the oldest Node.js, not older than Node-RED needs, and the types are of it', () => {
    expect(own.engines.node).toMatch(/^>=\d+(\.\d+)*$/);
    expect(atLeast(own.engines.node, installed('node-red').engines.node)).toBe(true);
    expect(parts(installed('@types/node').version)[0]).toBe(parts(own.engines.node)[0]);
    expect(read('README.md')).toContain(`Node.js ${parts(own.engines.node)[0]} or later`);
  });

  test('D01: has few dependencies, each a range of published versions', () => {
    const ranges = Object.values(own.dependencies);
    expect(ranges.length).toBeLessThanOrEqual(6);
    for (const range of ranges) expect(range).toMatch(/^\^\d+\.\d+\.\d+$/);
  });

  test('D02: brings nothing that is known to break Node-RED', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
    };
    // agent-base before 6 changes the web requests of the whole process.
    const bad = Object.entries(packages).filter(
      ([path, { version = '', dev }]) => !dev && basename(path) === 'agent-base' && !atLeast(version, '6.0.0'),
    );
    expect(Object.keys(packages).length).toBeGreaterThan(Object.keys(own.dependencies).length);
    expect(bad).toEqual([]);
  });

  test('runs nothing when it is installed, and may be published', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(Object.keys(own.scripts).filter((name) => hooks.includes(name))).toEqual([]);
    expect(own.private).toBeUndefined();
    for (const file of own.files.filter((one) => !one.startsWith('!') && one !== 'dist')) {
      expect([file, existsSync(pathOf(file))]).toEqual([file, true]);
    }
  });

  test('has its version in the changelog', () => {
    expect(own.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(read('CHANGELOG.md')).toContain(`\n## ${own.version} (`);
  });

  test('has a README that says how to get it', () => {
    for (const file of ['README.md', 'README.de.md']) {
      expect(read(file)).toMatch(new RegExp(`^# ${own.name}\n`));
      expect(read(file)).toContain(`npm install ${own.name}`);
    }
  });
});

interface Registration {
  readonly type: unknown;
  /** Properties that stand there as they are. */
  readonly literals: Readonly<Record<string, unknown>>;
  /** Names of what a flow stores. */
  readonly defaults: readonly string[];
}

/** The properties of an object that have a name. */
function named(object: Expression | SpreadElement | undefined): (readonly [name: string, value: Expression])[] {
  if (object?.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((one) =>
    one.type === 'Property' && one.key.type === 'Identifier' ? [[one.key.name, one.value] as const] : [],
  );
}

/** What the library of flows reads of a type. */
function registrations(html: string): Registration[] {
  const [, code = ''] = /<script type="text\/javascript">([\s\S]*?)<\/script>/.exec(html) ?? [];
  const found: Registration[] = [];
  simple(parse(code, { ecmaVersion: 'latest' }), {
    CallExpression({ callee, arguments: [type, object] }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (callee.property.name !== 'registerType' || type?.type !== 'Literal') return;
      const properties = named(object);
      const literals = properties.flatMap(([name, value]) => (value.type === 'Literal' ? [[name, value.value]] : []));
      const defaults = named(properties.find(([name]) => name === 'defaults')?.[1]).map(([name]) => name);
      found.push({ type: type.value, literals: Object.fromEntries(literals), defaults });
    },
  });
  return found;
}

/** Types of the nodes that come with Node-RED. */
function coreTypes(): Set<string> {
  const folder = pathOf('node_modules/@node-red/nodes/core');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  return new Set(
    pages.flatMap((page) =>
      [...readFileSync(`${folder}/${page}`, 'utf8').matchAll(/registerType\(\s*["']([^"']+)/g)].map(
        ([, type = '']) => type,
      ),
    ),
  );
}

describe.each(entries)('%s', (type, entry) => {
  const [{ type: registered, literals, defaults } = { type: '', literals: {}, defaults: [] }] = registrations(
    built(entry.replace(/\.js$/, '.html')),
  );
  const isConfig = literals.category === 'config';

  test('N01: is called as its file, as no node of Node-RED, and begins with the name of what it is for', () => {
    const core = coreTypes();
    expect(core.size).toBeGreaterThan(40);
    expect([registered, basename(entry, '.js')]).toEqual([type, type]);
    expect(core.has(type)).toBe(false);
    expect(type).toMatch(/^evcc-/);
    expect(dirname(entry)).toBe('dist/nodes');
  });

  test('says to who only reads it where it stands in the palette and how it looks', () => {
    expect(defaults).toContain('name');
    if (isConfig) return;
    expect(literals).toMatchObject({
      category: 'evcc',
      color: expect.stringMatching(/^#[\da-f]{6}$/i),
      icon: expect.stringMatching(/^[\w-]+\.(svg|png)$/),
      inputs: expect.any(Number),
      outputs: 1,
    });
    const svg = read(`icons/${literals.icon}`);
    // White on nothing, 2 to 3, at least 40 by 60.
    const [, width = 0, height = 0] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg)?.map(Number) ?? [];
    expect([width >= 40, height / width]).toEqual([true, 1.5]);
    const colors = [...svg.matchAll(/\b(?:fill|stroke)="([^"]+)"/g)].map(([, color]) => color);
    expect(colors.filter((color) => !['none', '#fff', '#ffffff', 'evenodd', 'white'].includes(color ?? ''))).toEqual(
      [],
    );
  });

  test('N02: is in an example of each language', () => {
    for (const folder of readdirSync(pathOf('examples'))) {
      const flows = readdirSync(pathOf(`examples/${folder}`)).map((file) => read(`examples/${folder}/${file}`));
      expect([folder, flows.some((flow) => flow.includes(`"type": "${type}"`))]).toEqual([folder, true]);
    }
  });

  test.each(LANGUAGES)('has messages and help in %s', (language) => {
    const texts = JSON.parse(read(`locales/${language}/${type}.json`)) as Record<string, object>;
    expect(Object.keys(texts)).toEqual([type]);
    expect(read(`locales/${language}/${type}.html`)).toMatch(
      new RegExp(`^<script type="text/html" data-help-name="${type}">\\s*<p>`),
    );
  });
});
