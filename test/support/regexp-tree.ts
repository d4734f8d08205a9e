/** A regular expression taken apart, as far as ours go; what is not known throws, so that nothing is left out unseen. */
export type Tree =
  | { readonly kind: 'char'; readonly test: (char: string) => boolean; readonly source: string }
  | { readonly kind: 'edge'; readonly holds: (text: string, at: number) => boolean; readonly start: boolean }
  | { readonly kind: 'all'; readonly parts: readonly Tree[] }
  | { readonly kind: 'either'; readonly parts: readonly Tree[] }
  | { readonly kind: 'look'; readonly body: Tree; readonly wanted: boolean }
  | { readonly kind: 'again'; readonly body: Tree; readonly min: number; readonly max: number };

const word = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);

export function treeOf({ source, flags }: RegExp): Tree {
  let at = 0;
  const charFlags = flags.replace(/[gy]/g, '');

  function either(): Tree {
    const parts = [all()];
    while (source[at] === '|') {
      at++;
      parts.push(all());
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'either', parts };
  }

  function all(): Tree {
    const parts: Tree[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(again(one()));
    return { kind: 'all', parts };
  }

  function again(body: Tree): Tree {
    const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at));
    if (found === null) return body;
    at += found[0].length;
    const [all, from, comma, to] = found;
    if (from === undefined) {
      return { kind: 'again', body, min: all[0] === '+' ? 1 : 0, max: all[0] === '?' ? 1 : Number.POSITIVE_INFINITY };
    }
    const max = to !== '' ? Number(to) : comma === ',' ? Number.POSITIVE_INFINITY : Number(from);
    return { kind: 'again', body, min: Number(from), max };
  }

  function group(): Tree {
    const [head = '('] = /^\((?:\?[:=!])?/.exec(source.slice(at)) ?? [];
    if (head === '(' && source[at + 1] === '?') throw new Error(`not known: ${source}`);
    at += head.length;
    const body = either();
    at++;
    return head === '(?=' || head === '(?!' ? { kind: 'look', body, wanted: head === '(?=' } : body;
  }

  function one(): Tree {
    const char = source[at] ?? '';
    if (char === '(') return group();
    if (char === '^' || char === '$') {
      at++;
      return { kind: 'edge', start: char === '^', holds: (text, place) => place === (char === '^' ? 0 : text.length) };
    }
    if (source.startsWith('\\b', at)) {
      at += 2;
      return { kind: 'edge', start: false, holds: (text, place) => word(text[place - 1]) !== word(text[place]) };
    }
    if (/^\\[1-9]/.test(source.slice(at))) throw new Error(`a back reference: ${source}`);
    const [own = ''] =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\.|[\s\S])/iu.exec(source.slice(at)) ??
      [];
    at += own.length;
    const single = new RegExp(`^(?:${own})$`, charFlags);
    return { kind: 'char', source: own, test: (text) => single.test(text) };
  }

  if (flags.includes('m')) throw new Error(`lines are not known: ${source}`);
  const tree = either();
  if (at !== source.length) throw new Error(`read to ${at}: ${source}`);
  return tree;
}
