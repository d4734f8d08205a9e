import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Bytes that an installation may have to fetch. */
const MAX_PACKED = 500_000;

/** What the package needs where it is installed: each pattern with what it is for. */
const NEEDED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^package\.json$/, 'what Node-RED loads'],
  [/^(README(\.de)?|CHANGELOG)\.md$|^LICENSE$/, 'what the catalogue of flows shows'],
  [/^dist\/lib\/([a-z-]+\/)*[a-z0-9-]+\.js$/, 'the core'],
  [/^dist\/nodes\/evcc-(config|in|out)\.(js|html)$/, 'entries and dialogs'],
  [/^dist\/nodes\/(evcc-(config|in|out)|shared)\/[a-z-]+\.js$/, 'the nodes'],
  [/^dist\/nodes\/icons\/evcc\.svg$/, 'the icon'],
  [/^dist\/nodes\/locales\/(de|en-US)\/evcc-(config|in|out)\.(json|html)$/, 'texts and help'],
  [/^examples\/(Deutsch|English)\/[^/]+\.json$/, 'the import menu'],
];

test('what is published is what is needed, and small', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const [info] = Object.values(JSON.parse(out.slice(out.search(/[[{]/))) as object) as {
    readonly size: number;
    readonly files: readonly { readonly path: string }[];
  }[];
  const paths = info?.files.map(({ path }) => path) ?? [];
  expect(paths.filter((path) => !NEEDED.some(([pattern]) => pattern.test(path)))).toEqual([]);
  for (const [pattern, reason] of NEEDED) {
    expect([reason, paths.some((path) => pattern.test(path))]).toEqual([reason, true]);
  }
  expect(info?.size).toBeLessThan(MAX_PACKED);
});
