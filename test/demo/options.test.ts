import { expect, it } from 'vitest';
import { address, readOptions, UsageError } from '../../demo/options';

it.each([
  [['--topic', '#']],
  [['--topic', '']],
  [['--topic', '/']],
  [['--topic', '$SYS']],
  [['--topic', 'haus/+']],
  [['--port', '1884']],
  [['--port', '0']],
  [['--broker', 'tls://host:8883']],
  [['--interval', '0']],
  [['--unknown']],
])('refuses %j in a sentence', (args) => {
  expect(() => readOptions(args)).toThrow(UsageError);
});

it("takes a root topic of several levels, and any port beside a broker of one's own", () => {
  expect(readOptions(['--topic', 'haus/evcc']).topic).toBe('haus/evcc');
  expect(readOptions(['--broker', 'host', '--port', '1884']).port).toBe(1884);
});

it('gives an IPv6 address in brackets, as the connection takes it', () => {
  const { broker } = readOptions(['--broker', '[fd00::1]:1883']);
  expect(broker).toEqual({ host: 'fd00::1', port: 1883 });
  expect(address('fd00::1', 1883)).toBe('[fd00::1]:1883');
  expect(address('127.0.0.1', 1883)).toBe('127.0.0.1:1883');
});
