import { describe, expect, test } from 'vitest';
import { brokerUrl, parseBroker } from '../../src/lib/broker';
import { EvccError } from '../../src/lib/errors';

describe('a broker address', () => {
  test.each([
    ['localhost', 'mqtt://localhost:1883'],
    ['broker.home:1884', 'mqtt://broker.home:1884'],
    ['tls://broker.home', 'mqtts://broker.home:8883'],
    ['tls://broker.home:8884', 'mqtts://broker.home:8884'],
    ['ssl://10.0.0.2', 'mqtts://10.0.0.2:8883'],
    ['mqtts://10.0.0.2:1', 'mqtts://10.0.0.2:1'],
    ['tcp://h:1883/', 'mqtt://h:1883'],
    ['MQTT://h', 'mqtt://h:1883'],
    ['ws://h/mqtt', 'ws://h:80/mqtt'],
    ['wss://h:8443/mqtt?a=b@c', 'wss://h:8443/mqtt?a=b@c'],
    ['[fd00::1]', 'mqtt://[fd00::1]:1883'],
    ['tls://[fd00::1]:8884', 'mqtts://[fd00::1]:8884'],
    ['[fe80::1%eth0]:1883', 'mqtt://[fe80::1%eth0]:1883'],
    ['bröker.home', 'mqtt://bröker.home:1883'],
    ['  broker.home:1883\n', 'mqtt://broker.home:1883'],
    ['"tls://broker.home:8883"', 'mqtts://broker.home:8883'],
    ['broker: localhost:1883', 'mqtt://localhost:1883'],
    ["  broker: 'tls://h:8883'", 'mqtts://h:8883'],
  ])('%j is %s', (text, url) => {
    expect(brokerUrl(parseBroker(text))).toBe(url);
  });

  test.each([
    ['', 'brokerInvalid', ''],
    ['my broker', 'brokerSpace', 'my broker'],
    ['host :1883', 'brokerSpace', 'host :1883'],
    ['host:0', 'brokerPort', 'host:0'],
    ['host:70000', 'brokerPort', 'host:70000'],
    ['host:', 'brokerPort', 'host:'],
    ['host:mqtt', 'brokerPort', 'host:mqtt'],
    ['http://evcc.local:7070', 'brokerWeb', 'http://evcc.local:7070'],
    ['https://evcc.local', 'brokerWeb', 'https://evcc.local'],
    ['amqp://host', 'brokerScheme', 'amqp://host'],
    ['mqtt://host:1883/evcc', 'brokerPath', 'mqtt://host:1883/evcc'],
    ['host/evcc', 'brokerPath', 'host/evcc'],
    ['host:1883?x', 'brokerPath', 'host:1883?x'],
    ['fd00::1', 'brokerIpv6', 'fd00::1'],
    ['mqtt://user:secret@host', 'brokerUser', 'mqtt://…@host'],
    ['user:se@cret@host:1883', 'brokerUser', '…@host:1883'],
    ['mqtt://user:se/cret@host', 'brokerUser', 'mqtt://…@host'],
    ['ws://user:secret@host/mqtt', 'brokerUser', 'ws://…@host/mqtt'],
    ['[fd00::1', 'brokerInvalid', '[fd00::1'],
    ['-host', 'brokerInvalid', '-host'],
  ])('%j is refused: %s', (text, key, value) => {
    const fault = (() => {
      try {
        return parseBroker(text);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(EvccError);
    expect(fault).toMatchObject({ code: 'EVCC_NOT_CONFIGURED', key, params: { value } });
  });
});
