/**
 * Pieces that, repeated, were or could be the slowest for some reader: marks of PEM, indicators of YAML, what addresses, roots,
 * environment variables and line ends are made of.
 */
export const PIECES: readonly string[] = [
  ...[
    '[',
    '{',
    ']',
    '- ',
    '? ',
    ': ',
    'a: ',
    '&a ',
    '*a ',
    '! ',
    '"',
    "'",
    '[a, ',
    '{a: ',
    '[[]',
    ', ',
    '| ',
    '# ',
    '%',
  ],
  ...[
    '-----BEGIN A-----',
    '-----BEGIN A-----\n',
    '-----END A-----',
    '-----BEGIN A----------END A-----',
    '-----BEGIN ',
    '-',
  ],
  ...['-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n', 'Proc-Type: 4,ENCRYPTED\n', 'DEK-Info: '],
  ...['\n', '\r', '\r\n', ' ', '\t', '\\n', '\\r', '\\', '\\\\', '\\"', "''", '\n ', '\n\n  - ', 'a\n', '\n  a:'],
  ...[
    '${',
    '${a',
    `\${a}`,
    '$',
    '}',
    ':',
    '.',
    '/',
    '//',
    '@',
    '#',
    '+',
    '[:',
    ']:',
    '%a',
    'a',
    '0',
    'A1',
    '..-',
    'tls://',
  ],
  ...[
    'mqtt:\n',
    'mqtt:\n  broker: h\n',
    ' mqtt:\n',
    '---\n',
    'broker: ',
    'broker :',
    '\0',
    '\u2028',
    '\ud800',
    'é',
    '😀',
    '=',
    '+/',
  ],
];

/** A text of about a size: a head, one piece again and again, and an end that keeps it from fitting. */
export function repeated(piece: string, size: number, head = '', end = ''): string {
  return head + piece.repeat(Math.max(1, Math.floor((size - head.length - end.length) / piece.length))) + end;
}

const HEADS = ['', 'mqtt:\n  broker: ', 'mqtt:\n  password: |\n    ', '-----BEGIN CERTIFICATE-----\n', 'tls://'];
const ENDS = ['', '!', '\n-----END CERTIFICATE-----\n', '\nx'];

/** Texts of a size that are hard to read: each piece behind each head and before each end. */
export function* worstTexts(size: number): Generator<string> {
  for (const piece of PIECES) for (const head of HEADS) for (const end of ENDS) yield repeated(piece, size, head, end);
  // As much as a parser of YAML gets to see.
  for (const line of [
    '  a: [b, c, {d: e}]\n',
    '  - - - a\n',
    '  \'a\': "b\\u0041"\n',
    '  ? a\n  : b\n',
    '  &a b: *a\n',
    '  !!x a: !<y> b\n',
  ]) {
    for (const width of [1, 8])
      yield `mqtt:\n${line
        .trimEnd()
        .concat(' ', 'x'.repeat(20 * (width - 1)), '\n')
        .repeat(590)}`;
  }
  for (const piece of PIECES.filter((one) => !/[\r\n]/.test(one)))
    yield `mqtt:\n${`  a: ${repeated(piece, 150)}\n`.repeat(580)}`;
}
