import { parse } from 'acorn';
import { simple } from 'acorn-walk';

const SCRIPT = /<script[^>]*\btype=["']text\/javascript["'][^>]*>([\s\S]*?)<\/script>/gi;
/** What the community's scorecard reads where it stands: a variable there is as good as nothing. */
const LITERALS = new Set(['category', 'color', 'icon', 'inputs', 'outputs']);
const OBJECTS = new Set(['defaults', 'credentials']);

const nameOf = ({ type, computed, key }) =>
  type === 'Property' && !computed ? (key.name ?? String(key.value)) : undefined;

function checkProperties(node, object, fail) {
  for (const property of object.properties) {
    const name = nameOf(property);
    if (name === undefined) fail(`the object of ${node} holds something without a plain name`);
    if (LITERALS.has(name) && property.value.type !== 'Literal') fail(`${name} is not written out`);
    if (OBJECTS.has(name)) {
      if (property.value.type !== 'ObjectExpression') fail(`${name} is not an inline object`);
      if (property.value.properties.some((one) => nameOf(one) === undefined)) fail(`${name} holds more than names`);
    }
  }
}

/**
 * Makes sure that a built html can be read by those who only look at it: one script that parses, with one registerType of a literal
 * name and an inline object. A bundler that renames or takes apart is noticed here, not in a palette that stays empty.
 * @throws with what is wrong
 */
export function checkEditor(node, html) {
  const fail = (why) => {
    throw new Error(`dist/nodes/${node}.html: ${why}`);
  };
  const scripts = [...html.matchAll(SCRIPT)].map(([, code]) => code);
  if (scripts.length !== 1) fail(`${scripts.length} scripts instead of one; a closing tag inside of a text?`);
  const registered = [];
  let program;
  try {
    program = parse(scripts[0], { ecmaVersion: 'latest' });
  } catch (error) {
    fail(`its script cannot be read: ${error.message}`);
  }
  simple(program, {
    CallExpression({ callee, arguments: [type, object] }) {
      if (callee.type !== 'MemberExpression' || callee.property.name !== 'registerType') return;
      if (type?.type !== 'Literal') fail('registerType without a literal name');
      if (object?.type !== 'ObjectExpression') fail('registerType without an inline object');
      checkProperties(node, object, fail);
      registered.push(type.value);
    },
  });
  if (registered.join() !== node) fail(`registers ${registered.join(', ') || 'nothing'}`);
  if (!html.includes(`data-template-name="${node}"`)) fail('has no dialog');
}
