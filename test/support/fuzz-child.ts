// Tries every admin endpoint and every field with texts of all kinds, in a process of its own that may die: `fuzz-child.ts <file> <runs>`.
// Before each it writes to the file what it tries, so that whoever watches knows what it died of.
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { AdminDesk, NOWHERE } from './admin-desk';
import { FIELDS } from './fields';
import './seed';
import { PIECES, repeated } from './worst';

const [, , file = '', runs = '100'] = process.argv;
const numRuns = Number(runs);

const short = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const long = fc
  .tuple(short, fc.constantFrom(...PIECES), fc.constantFrom(500, 1000, 3000, 20_000, 250_000), short)
  .map(([head, piece, size, end]) => repeated(piece, size, head, end));
const text = fc.oneof({ weight: 3, arbitrary: short }, { weight: 2, arbitrary: long });
const any = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue() });
// Nobody is visited: an address is one at which nobody listens, or none.
const broker = fc.oneof(
  fc.constant(NOWHERE),
  text.map((one) => `${one} !`),
  fc.jsonValue().filter((one) => typeof one !== 'string'),
);
const credentials = fc.record(
  { user: any, password: fc.oneof(any, fc.constant('__PWRD__')), caCert: any, clientCert: any, clientKey: any },
  { requiredKeys: [] },
);
const question = fc.record(
  {
    id: fc.oneof(any, fc.constant('config')),
    broker,
    topic: any,
    clientid: any,
    insecure: any,
    protocolVersion: any,
    credentials,
  },
  { requiredKeys: ['broker'] },
);
const definition = fc.record({
  id: fc.constantFrom('a', 'b'),
  type: fc.constantFrom('mqtt-broker', 'tls-config'),
  ...{
    name: text,
    broker: text,
    port: any,
    tls: fc.constantFrom('a', 'b', ''),
    usetls: fc.boolean(),
    servername: text,
  },
});
const stored = fc.record({ user: text, cadata: text, certdata: text, keydata: text });

const BODIES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'POST yaml': fc.record({ text: any }),
  'POST certificate': fc.record({ id: any, caCert: any, clientCert: any, clientKey: any }, { requiredKeys: [] }),
  'POST test': question,
  'POST discover': question,
  'POST offer': question,
};

function trying(what: string, input: unknown): void {
  writeFileSync(file, `${what} ${JSON.stringify(input)?.slice(0, 2000)}`);
}

async function main(): Promise<void> {
  for (const [name, read] of Object.entries(FIELDS)) {
    // Again and again: what uses the stack up compiles something the second time.
    for (const piece of PIECES) {
      for (const size of [1000, 1000, 2000]) {
        const input = piece.repeat(size);
        trying(name, input);
        read(input);
      }
    }
    fc.assert(
      fc.property(text, (input) => {
        trying(name, input);
        read(input);
      }),
      { numRuns },
    );
    process.stdout.write(`${name}\n`);
  }
  const desk = new AdminDesk();
  for (const path of desk.paths) {
    await fc.assert(
      fc.asyncProperty(
        BODIES[path] ?? any,
        any,
        fc.array(definition, { maxLength: 4 }),
        stored,
        async (body, id, definitions, secrets) => {
          trying(path, [body, id, definitions, secrets]);
          desk.held = { definitions, credentials: () => secrets };
          const { status } = await desk.ask(path, body, typeof id === 'string' ? id : 'config');
          if (![200, 400, 404, 413].includes(status)) throw new Error(`${path}: ${status}`);
          process.stdout.write('.');
        },
      ),
      { numRuns },
    );
    process.stdout.write(`${path}\n`);
  }
  if (Object.hasOwn(Object.prototype, 'polluted')) throw new Error('polluted');
}

void main();
