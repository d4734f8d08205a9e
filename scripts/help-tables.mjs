import { createRequire } from 'node:module';
import { catalogueLabels } from './locale-labels.mjs';

const require = createRequire(import.meta.url);

/** Marks in a help page that stand for a table made from the catalogue: `<!-- table:NAME -->`. */
const MARK = /<!--\s*table:([\w-]+)\s*-->/g;

/** What the tables say beyond the catalogue. */
const WORDS = {
  'en-US': {
    to: 'to',
    from: 'from',
    above: 'above',
    clears: '<code>null</code> clears',
    deletes: '<code>null</code> deletes',
    integer: 'integer',
    number: 'number',
    delay: 'seconds, <code>"90s"</code>, <code>"3m"</code>, <code>"1:30"</code>',
    vehicle: 'name or title',
  },
  de: {
    to: 'bis',
    from: 'ab',
    above: 'über',
    clears: '<code>null</code> löscht',
    deletes: '<code>null</code> löscht',
    integer: 'ganze Zahl',
    number: 'Zahl',
    delay: 'Sekunden, <code>"90s"</code>, <code>"3m"</code>, <code>"1:30"</code>',
    vehicle: 'Name oder Titel',
  },
};

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const code = (text) => `<code>${escaped(text)}</code>`;

function range({ min, max, above }, words) {
  if (min !== undefined && max !== undefined) return ` ${min} ${words.to} ${max}`;
  if (min !== undefined) return ` ${words.from} ${min}`;
  return above === undefined ? '' : ` ${words.above} ${above}`;
}

/** What a setting accepts, in words and code. */
function accepted(property, words, labels) {
  const { set, unit } = property;
  const { WORDS: choices } = require('../dist/lib/command/accepted-text.js');
  const written = unit === undefined || unit === 'ratio' ? '' : ` ${escaped(labels.units[unit])}`;
  const base = {
    integer: `${words.integer}${range(set, words)}${written}`,
    number: `${words.number}${range(set, words)}${written}`,
    boolean: ['true', 'false', 'toggle'].map(code).join(', '),
    delay: words.delay,
    planSoc: code('{ soc, time }'),
    planEnergy: code('{ energy, time }'),
    strategy: code('{ continuous, precondition }'),
    vehicle: words.vehicle,
  }[set.accepts];
  const values = base ?? choices[set.accepts].map(code).join(', ');
  if (set.accepts.startsWith('plan')) return `${values}; ${words.deletes}`;
  return set.clears ? `${values}; ${words.clears}` : values;
}

/** A topic that may be broken between its levels: the sidebar is narrow. */
const broken = (topic) => `<code>${topic.split('/').map(escaped).join('/<wbr>')}</code>`;

/** One column: two do not fit into the sidebar as wide as it is at first. */
const list = (rows) =>
  `<dl class="message-properties">\n${rows.map(([name, what]) => `<dt>${name}</dt><dd>${what}</dd>`).join('\n')}\n</dl>`;

function settings(lang) {
  const { SETTERS } = require('../dist/lib/catalogue/index.js');
  const words = WORDS[lang];
  const labels = catalogueLabels(lang);
  const rows = SETTERS.map((property) => [
    escaped(labels.properties[property.topic].label),
    `${broken(property.topic)}<br>${accepted(property, words, labels)}`,
  ]);
  return list(rows);
}

/** One table a group, each closed until somebody wants it. */
function values(lang) {
  const { PROPERTIES } = require('../dist/lib/catalogue/index.js');
  const { labelFor } = require('../dist/lib/catalogue/labels/index.js');
  const labels = catalogueLabels(lang);
  const readable = PROPERTIES.filter((property) => !property.writeOnly);
  const groups = [...new Set(readable.map(({ group }) => group))];
  return groups
    .map((group) => {
      const rows = readable
        .filter((property) => property.group === group)
        .map(({ topic, unit }) => {
          const written = unit === undefined || unit === 'ratio' ? '' : ` [${labels.units[unit]}]`;
          return [escaped(`${labelFor(labels, topic)?.label ?? ''}${written}`), broken(topic)];
        });
      return `<details><summary>${escaped(labels.groups[group])}</summary>\n${list(rows)}</details>`;
    })
    .join('\n');
}

/** Tables by name, each a function of the language. */
const TABLES = new Map([
  ['settings', settings],
  ['values', values],
]);

/** Fills the marks of one help page; one that no table answers to is an error, not an empty place. */
export function fillTables(html, lang) {
  return html.replace(MARK, (_mark, name) => {
    const make = TABLES.get(name);
    if (make === undefined) throw new Error(`No table "${name}" for the help pages`);
    return make(lang);
  });
}
