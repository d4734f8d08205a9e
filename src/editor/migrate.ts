import { type Migration, migrated } from '../lib/migrations';

/** Brings a node that is opened to today's properties, before the dialog shows them. */
export function migrate(type: Migration['type'], node: object): void {
  Object.assign(node, migrated(type, { ...node }));
}
