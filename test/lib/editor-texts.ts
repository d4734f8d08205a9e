import { labelsFor } from '../../src/lib/catalogue/labels/index.js';
import { catalogue, type Language, type NodeType } from './texts.js';

const PREFIX = /^(?:node-red-contrib-evcc\/[\w-]+:)?/;

/** A text by its path in the labels, `words.mode.now`; topics hold no dots. */
function inLabels(language: Language, path: string): string | undefined {
  const labels = labelsFor(language);
  const [kind, ...rest] = path.split('.');
  const key = rest.join('.');
  if (kind === 'label' || kind === 'about') {
    return Object.hasOwn(labels.properties, key) ? labels.properties[key]?.[kind] : undefined;
  }
  let node: unknown = labels;
  for (const name of [kind ?? '', ...rest]) {
    node = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
  }
  return typeof node === 'string' ? node : undefined;
}

/** The editor's `RED._` with the texts that the build makes; like the editor it gives the key where there is no text. */
export function editorTexts(language: () => Language): (key: string, params?: Record<string, unknown>) => string {
  return (key, params = {}) => {
    const name = key.replace(PREFIX, '');
    const [type = '', first, ...rest] = name.split('.');
    const own = catalogue(language(), type as NodeType);
    const text = first === 'catalogue' ? inLabels(language(), rest.join('.')) : own.get(name);
    return text?.replace(/__(\w+?)__/g, (_mark, param) => String(params[param] ?? '')) ?? name;
  };
}
