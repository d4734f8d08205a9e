import type { Value } from '../../../src/lib/codec/decode';
import type { Restarted, Sent, Start } from './restart';

/** Today's name of a topic of any recording, written down beside the catalogue. */
export function today(topic: string): string {
  return topic
    .replace(/^site\/battery(Power|Soc|Capacity|Energy)$/, (_, key: string) => `site/battery/${key.toLowerCase()}`)
    .replace(/^site\/battery\/(\d+(\/.*)?)$/, 'site/battery/devices/$1')
    .replace(/^(loadpoints\/\d+)\/chargeCurrent$/, '$1/offeredCurrent')
    .replace(/^(site\/forecast\/solar\/\w+)\/yield$/, '$1/energy')
    .replace(/\/(plan|effectivePlan)(Continuous|Precondition)$/, (_, plan: string, key: string) => {
      return `/${plan}Strategy/${key.toLowerCase()}`;
    });
}

/** What a text on a topic means, as far as a restart has such topics. */
export function reads(topic: string, text: string): Value {
  if (text === '' || text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^[-+]?\d+(\.\d+)?(e[-+]\d+)?$/.test(text)) return Number(text) * (topic === 'updated' ? 1000 : 1);
  return topic.endsWith('/mode') && text === 'smart' ? 'pv' : text;
}

/** The texts that each topic of today had one after the other between two times. */
export function textsOf({ lines, root }: Restarted, from: number, to: number): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { ms, topic, payload } of lines) {
    if (ms < from || ms > to) continue;
    const name = today(topic.slice(root.length + 1));
    texts.set(name, [...(texts.get(name) ?? []), payload]);
  }
  return texts;
}

/** Values of the start that its own burst took back: what each topic said before it said something else. */
export function falseValues(restarted: Restarted, { from, to }: Start): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  for (const [topic, texts] of textsOf(restarted, from, to)) {
    const last = texts.at(-1) ?? '';
    const wrong = [...new Set(texts)].filter((text) => text !== last && reads(topic, text) !== reads(topic, last));
    if (wrong.length > 0)
      found.set(
        topic,
        wrong.map((text) => reads(topic, text)),
      );
  }
  return found;
}

/** What was sent from the stop until the next cycle came. */
export function sentByStart({ sent, lines }: Restarted, { to }: Start): Sent[] {
  const next = lines.find(({ ms }) => ms > to + 5000)?.ms ?? Number.POSITIVE_INFINITY;
  return sent.filter(({ ms }) => ms < next);
}

/** The k of `loadpoints/<k>/…`; 0: none. */
export function loadpointOf(topic: string): number {
  return Number(/^loadpoints\/(\d+)\//.exec(topic)?.[1] ?? 0);
}

export const isPlain = (value: Value): boolean => value === null || typeof value !== 'object';
