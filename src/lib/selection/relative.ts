import { formerName, goneName, lookup } from '../catalogue';

/** A relative topic from one that may have the root in front: `evcc/loadpoints/1/mode` is `loadpoints/1/mode`. */
export function relativeTopic(text: string, root: string): string {
  const topic = text.trim();
  if (!topic.startsWith(`${root}/`)) return topic;
  const isItself = lookup(topic) ?? formerName(topic) ?? goneName(topic);
  return isItself === undefined ? topic.slice(root.length + 1) : topic;
}
