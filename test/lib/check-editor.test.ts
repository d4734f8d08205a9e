import { expect, test } from 'vitest';
import { checkEditor } from '../../scripts/check-editor.mjs';

const DIALOG = '<script type="text/html" data-template-name="evcc-in"></script>';
const page = (code: string, dialog = DIALOG): string => `<script type="text/javascript">\n${code}</script>\n${dialog}`;

test('a dialog that names its type and writes out its properties is taken', () => {
  const code =
    '(() => { RED.nodes.registerType("evcc-in", { category: "evcc", defaults: { name: { value: "" } } }); })();';
  expect(() => checkEditor('evcc-in', page(code))).not.toThrow();
});

test.each([
  ['a type in a variable', 'RED.nodes.registerType(type, {});', 'without a literal name'],
  ['an object in a variable', 'RED.nodes.registerType("evcc-in", node);', 'without an inline object'],
  ['something spread into it', 'RED.nodes.registerType("evcc-in", { ...common });', 'without a plain name'],
  ['defaults in a variable', 'RED.nodes.registerType("evcc-in", { defaults });', 'defaults is not an inline object'],
  ['defaults spread', 'RED.nodes.registerType("evcc-in", { defaults: { ...d } });', 'defaults holds more than names'],
  ['a colour in a variable', 'RED.nodes.registerType("evcc-in", { color: green });', 'color is not written out'],
  ['another type', 'RED.nodes.registerType("evcc-out", {});', 'registers evcc-out'],
  ['no type', 'register();', 'registers nothing'],
  [
    'a script that ends inside of a text',
    'const a = "</script>"; RED.nodes.registerType("evcc-in", {});',
    'cannot be read',
  ],
])('%s is refused', (_name, code, why) => {
  expect(() => checkEditor('evcc-in', page(code))).toThrow(why);
});

test('a page without its dialog is refused', () => {
  expect(() => checkEditor('evcc-in', page('RED.nodes.registerType("evcc-in", {});', ''))).toThrow('has no dialog');
});
