// Builds dist/: the runtime by tsc (unbundled, so that the three nodes share one core), the editor parts by esbuild (readable, for
// users read stack traces), and the files that Node-RED looks for beside the nodes.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { checkEditor } from './check-editor.mjs';
import { fillTables } from './help-tables.mjs';
import { withLabels } from './locale-labels.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist', 'nodes');
const NODES = ['evcc-config', 'evcc-in', 'evcc-out'];
const LANGUAGES = ['en-US', 'de'];

function tsc(...args) {
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...args], {
    stdio: 'inherit',
    cwd: root,
  });
}

/** One node's html: its code in a script, then its dialog. */
async function editor(node) {
  const folder = join(root, 'src', 'nodes', node);
  const result = await build({
    entryPoints: [join(folder, 'editor.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
  });
  const code = result.outputFiles[0].text;
  // A closing tag inside a string would end the script element early.
  const safe = code.replace(/<\/script/gi, '<\\/script');
  const dialog = await readFile(join(folder, 'editor.html'), 'utf8');
  const html = `<script type="text/javascript">\n${safe}</script>\n\n${dialog}`;
  checkEditor(node, html);
  await writeFile(join(out, `${node}.html`), html);
}

/** A locale file as Node-RED gets it: help with its tables, messages with the catalogue's labels. */
function prepared(name, text, lang) {
  if (name.endsWith('.html')) return fillTables(text, lang);
  return name === 'evcc-config.json' ? withLabels(text, lang) : text;
}

/** Locales and icons, beside the entries, where Node-RED's loader looks for them. */
async function assets() {
  for (const lang of LANGUAGES) {
    const from = join(root, 'locales', lang);
    const to = join(out, 'locales', lang);
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from)) {
      const text = await readFile(join(from, name), 'utf8');
      await writeFile(join(to, name), prepared(name, text, lang));
    }
  }
  await cp(join(root, 'icons'), join(out, 'icons'), { recursive: true });
}

await rm(join(root, 'dist'), { recursive: true, force: true });
await rm(join(root, '.build'), { recursive: true, force: true });
tsc('-b', 'src/lib', 'src/nodes');
tsc('-p', 'src/editor');
for (const node of NODES) await editor(node);
await assets();
