/** Where an evcc shows itself, however deep its root is; a filter that begins with `#` would bring everything of every root. */
export const ROOT_FILTERS: readonly string[] = ['+/site/version', '+/+/site/version', '+/+/+/site/version'];

const VERSION = /^(.+)\/site\/version$/;

/** The root topic of an evcc, from the topic of its version; undefined for other topics. */
export function rootOf(topic: string): string | undefined {
  return VERSION.exec(topic)?.[1];
}
