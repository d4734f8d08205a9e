// Where the time of a measured process goes, from a profile of V8: by whose code it is.

export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

export interface Shares {
  /** ms by whose code it is. */
  readonly by: Readonly<Record<string, number>>;
  /** The functions that took longest themselves, with ms. */
  readonly top: readonly (readonly [string, number])[];
}

const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/node-red-contrib-evcc\/dist\/lib/, 'evcc: core'],
  [/node-red-contrib-evcc\/dist\/nodes/, 'evcc: nodes'],
  [/\/mqtt-packet\//, 'mqtt-packet'],
  [
    /\/node_modules\/(mqtt|bl|readable-stream|number-allocator|process-nextick-args|safe-buffer|string_decoder|buffer)\//,
    'mqtt.js',
  ],
  [/core\/network\/10-mqtt|is-utf8/, "core's MQTT nodes"],
  [/\/@node-red\/|\/node-red\//, 'Node-RED'],
  [/bench-probe|\/bench\//, 'the bench'],
  [/^node:/, 'Node.js'],
];

function ownerOf(url: string, functionName: string): string | undefined {
  // `dispatch` is the profiler's own.
  if (['(idle)', '(root)', 'dispatch'].includes(functionName) && url === '') return undefined;
  if (functionName === '(program)') return 'outside JavaScript';
  if (functionName === '(garbage collector)') return 'garbage collector';
  return OWNERS.find(([pattern]) => pattern.test(url))?.[1] ?? (url === '' ? 'outside JavaScript' : 'others');
}

export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profile): Shares {
  const self = new Map<number, number>();
  samples.forEach((id, at) => {
    self.set(id, (self.get(id) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  });
  const by: Record<string, number> = {};
  const functions = new Map<string, number>();
  for (const { id, callFrame } of nodes) {
    const { functionName, url, lineNumber } = callFrame;
    const ms = self.get(id) ?? 0;
    const owner = ownerOf(url, functionName);
    if (owner === undefined || ms === 0) continue;
    by[owner] = (by[owner] ?? 0) + ms;
    const name = `${functionName || '(anonymous)'} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
    functions.set(name, (functions.get(name) ?? 0) + ms);
  }
  return { by, top: [...functions].sort(([, a], [, b]) => b - a).slice(0, 40) };
}
