import { type Tree, treeOf } from './regexp-tree';

type Then = (at: number) => boolean;

/** Thrown when an expression takes more steps than any that is worth having. */
const FAR_TOO_MANY = 2_000_000;

/** Counts the steps of a matcher that tries one way after the other, as V8's does, over a whole text, match after match. */
export function stepsOf(tree: Tree, text: string): number {
  let steps = 0;
  const match = (node: Tree, at: number, then: Then): boolean => {
    if (++steps > FAR_TOO_MANY) throw new RangeError('far too many steps');
    switch (node.kind) {
      case 'char':
        return at < text.length && node.test(text[at] ?? '') && then(at + 1);
      case 'edge':
        return node.holds(text, at) && then(at);
      case 'look':
        return match(node.body, at, () => true) === node.wanted && then(at);
      case 'either':
        return node.parts.some((part) => match(part, at, then));
      case 'all':
        return sequence(node.parts, 0, at, then);
      case 'again':
        return repeat(node, 0, at, then);
    }
  };
  const sequence = (parts: readonly Tree[], index: number, at: number, then: Then): boolean => {
    const part = parts[index];
    return part === undefined ? then(at) : match(part, at, (next) => sequence(parts, index + 1, next, then));
  };
  const repeat = (node: Tree & { kind: 'again' }, count: number, at: number, then: Then): boolean => {
    const more = (): boolean =>
      count < node.max && match(node.body, at, (next) => next > at && repeat(node, count + 1, next, then));
    // A lazy one tries the same ways in another order: for a text that does not fit the count is the same.
    return more() || (count >= node.min && then(at));
  };
  const anchored = isAnchored(tree);
  for (let from = 0; from <= text.length; ) {
    let end = -1;
    const found = match(tree, from, (at) => {
      end = at;
      return true;
    });
    if (anchored) break;
    from = found && end > from ? end : from + 1;
  }
  return steps;
}

function isAnchored(tree: Tree): boolean {
  if (tree.kind === 'edge') return tree.start;
  if (tree.kind === 'either') return tree.parts.every(isAnchored);
  return tree.kind === 'all' && tree.parts[0] !== undefined && isAnchored(tree.parts[0]);
}

const CANDIDATES = [...' a1A0-_:./$#+\\n"\'{}[]<>%@,|=?!zfxhmsETGZDMP\n\r\t\u0001\u00e9\ue000'];

/** Texts that a part matches: the shortest few. */
function samples(node: Tree): string[] {
  switch (node.kind) {
    case 'char': {
      const fitting = CANDIDATES.filter((char) => node.test(char));
      const own = node.source.replace(/^\\/, '');
      return [...new Set([...(node.test(own) ? [own] : []), ...fitting])].slice(0, 2);
    }
    case 'edge':
    case 'look':
      return [''];
    case 'either':
      return node.parts.flatMap((part) => samples(part).slice(0, 1));
    case 'all':
      return [0, 1].map((choice) =>
        node.parts.map((part) => samples(part).at(choice) ?? samples(part)[0] ?? '').join(''),
      );
    case 'again':
      return samples(node.body).map((one) => one.repeat(Math.max(1, node.min)));
  }
}

/** All parts, each with a text that leads to it. */
function* partsOf(node: Tree, before = ''): Generator<{ readonly part: Tree; readonly before: string }> {
  yield { part: node, before };
  if (node.kind === 'either') for (const part of node.parts) yield* partsOf(part, before);
  if (node.kind === 'again' || node.kind === 'look') yield* partsOf(node.body, before);
  if (node.kind !== 'all') return;
  let lead = before;
  for (const part of node.parts) {
    yield* partsOf(part, lead);
    lead += samples(part)[0] ?? '';
  }
}

/** How a text grows: a lead, a piece again and again, and an end that keeps it from fitting. */
export interface Growth {
  readonly lead: string;
  readonly piece: string;
  readonly end: string;
}

function* growthsOf(tree: Tree): Generator<Growth> {
  const parts = [...partsOf(tree)];
  const texts = parts.flatMap(({ part }) => samples(part)).filter((one) => one !== '' && one.length <= 40);
  const chars = [...new Set(texts.join(''))].slice(0, 10);
  const pairs = chars.slice(0, 6).flatMap((a) => chars.slice(0, 6).map((b) => a + b));
  const before = parts.map(({ before }) => before);
  const leads = [...new Set(['', '\u0001', ...before])].slice(0, 8);
  const pieces = new Set([...chars, ...texts, ...pairs, ...before.filter((one) => one.length > 2)]);
  const ends = new Set(['', '\u0001', ...'/:a1 ', ...chars.slice(0, 2)]);
  for (const lead of leads) for (const piece of pieces) for (const end of ends) yield { lead, piece, end };
}

const SIZE = 96;
const LINEAR = 2.6;

/** How many times as many steps a text takes that is twice as long: two is linear, four quadratic. */
function share(tree: Tree, { lead, piece, end }: Growth, size: number): number {
  const text = (length: number): string => lead + piece.repeat(Math.ceil(length / piece.length)) + end;
  try {
    return stepsOf(tree, text(2 * size)) / stepsOf(tree, text(size));
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** A text in which an expression takes more than its share of steps when it gets longer; undefined: there is none. */
export function backtracks(expression: RegExp): Growth | undefined {
  const tree = treeOf(expression);
  for (const growth of growthsOf(tree)) {
    // In short texts few long pieces make steps of their own.
    if (share(tree, growth, SIZE) > LINEAR && share(tree, growth, 5 * SIZE) > LINEAR) return growth;
  }
  return undefined;
}
