/**
 * Values that no flow should send, and one day one does. What Node-RED itself cannot clone for want of memory is left out. Each made anew, as some
 * break when they are used.
 */
export const HOSTILE: Readonly<Record<string, () => unknown>> = {
  'a getter that throws': () => ({
    get soc() {
      throw new Error('getter');
    },
  }),
  'a getter that throws what has no text': () => ({
    get value() {
      throw Object.create(null);
    },
  }),
  'a circle': () => {
    const circle: Record<string, unknown> = {};
    circle.loadpoints = circle;
    return circle;
  },
  'no prototype': () => Object.assign(Object.create(null), { value: 1 }),
  'a __proto__ of its own': () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  'a path to the prototype': () => ({ 'loadpoints/__proto__/mode': 'now', '__proto__/polluted': 1 }),
  'a revoked Proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'a Proxy that throws at everything': () =>
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
        ownKeys: () => {
          throw new Error('trap');
        },
        getPrototypeOf: () => {
          throw new Error('trap');
        },
      },
    ),
  'a toStringTag that lies': () => ({ [Symbol.toStringTag]: 'Date' }),
  'a toStringTag that throws': () => ({
    get [Symbol.toStringTag]() {
      throw new Error('tag');
    },
  }),
  'many keys': () => Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at])),
  'many levels': () => {
    let deep: object = {};
    for (let i = 0; i < 20_000; i++) deep = { site: deep };
    return deep;
  },
  'a big integer': () => 10n ** 400n,
  'a symbol': () => Symbol('mode'),
  'a function': () => () => 'now',
  'an invalid Date': () => new Date(Number.NaN),
  'bytes that are no text': () => new Uint8Array([0xff, 0xfe, 0, 0xc3]),
  'floats as bytes': () => new Float64Array([Number.NaN, Number.POSITIVE_INFINITY]),
  'a long text': () => 'x'.repeat(1_000_000),
  'a number past 2^53': () => 2 ** 60,
  'not a number': () => Number.NaN,
  'a boxed text': () => Object('now'),
  'a toString that throws': () => ({
    toString() {
      throw new Error('toString');
    },
  }),
};

/** Topics that lead out of evcc's root, into a prototype, or make a broker hang up. */
export const HOSTILE_TOPICS: readonly string[] = [
  '__proto__',
  'constructor/prototype/polluted',
  'toString',
  'loadpoints/__proto__/mode',
  'loadpoints/-1/mode',
  'loadpoints/9007199254740993/mode',
  'loadpoints/4000000000/mode',
  'vehicles/constructor/limitSoc',
  'vehicles/%2B/limitSoc',
  'vehicles/%23/limitSoc',
  'loadpoints/%E0%A4/mode',
  '../other',
  '$SYS/broker/version',
  '/evcc/site',
  'site//pvPower',
  '+/+/mode',
  '#',
  'site/a\u0000b',
  'site/a\u0001b',
  'site/a\u007fb',
  'site/\u0085',
  'site/\uffff',
  'site/\ud800',
  `site${'/a'.repeat(198)}`,
  `site${'/a'.repeat(199)}`,
  `site${'/a'.repeat(1000)}`,
  `site/${'a'.repeat(70_000)}`,
  `vehicles/a\u0001b/limitSoc`,
  `vehicles/${'a'.repeat(70_000)}/limitSoc`,
];
