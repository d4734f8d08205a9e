// A node for the measured Node-RED, put there by `nodesDir`: counts what reaches a flow, and tells by HTTP what that cost.

const { createRequire } = require('node:module');
const { createHistogram, monitorEventLoopDelay } = require('node:perf_hooks');
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose_gc');
const collect = vm.runInNewContext('gc');
const MS = 1e6;

/**
 * How long our own code held the event loop in each of its turns: what it does in several calls of one turn counts together. Of that as much
 * as the process really ran in that turn: a machine that does something else meanwhile is not our doing.
 */
const turns = createHistogram();
/** The same for each call. */
const calls = createHistogram();
let turn = 0;

function timed(call) {
  return function (...args) {
    const ran = turn === 0 ? process.cpuUsage() : undefined;
    const began = process.hrtime.bigint();
    try {
      return call.apply(this, args);
    } finally {
      if (ran !== undefined) {
        setImmediate(() => {
          const { user, system } = process.cpuUsage(ran);
          const share = Math.min(1, ((user + system) * 1000) / Number(process.hrtime.bigint() - began));
          turns.record(Math.max(1, Math.round(turn * share)));
          turn = 0;
        });
      }
      const took = Math.max(1, Number(process.hrtime.bigint() - began));
      calls.record(took);
      turn += took;
    }
  };
}

/** Our own code is entered by a message, and by a timer; both are measured where it is. */
function measure(file) {
  const ours = createRequire(file);
  const { MqttClient } = ours('mqtt');
  const { on } = MqttClient.prototype;
  MqttClient.prototype.on = function (event, listener) {
    return on.call(this, event, event === 'message' ? timed(listener) : listener);
  };
  const { systemClock } = ours('./dist/nodes/shared/system-clock.js');
  const { after } = systemClock;
  systemClock.after = (ms, call) => after(ms, timed(call));
}

module.exports = (RED) => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let received = {};
  let last = {};
  const reset = () => {
    received = {};
    last = {};
    turns.reset();
    calls.reset();
    delay.reset();
    delay.enable();
  };
  measure(process.env.EVCC_LOAD_PACKAGE);
  reset();

  RED.nodes.registerType('evcc-load', function (def) {
    RED.nodes.createNode(this, def);
    this.on('input', ({ payload, evcc }) => {
      received[def.name] = (received[def.name] ?? 0) + 1;
      last[def.name] ??= {};
      // Of a long text its length says enough: who holds it would be this test.
      const long = typeof payload === 'string' && payload.length > 1000;
      last[def.name][evcc?.topic ?? ''] = long ? `${payload.length} ${payload.slice(0, 20)}` : payload;
    });
  });

  RED.httpAdmin.post('/load/reset', (_, response) => {
    reset();
    response.json({});
  });
  RED.httpAdmin.get('/load/received', (_, response) => response.json(received));
  RED.httpAdmin.get('/load/last', (_, response) => response.json(last));
  RED.httpAdmin.get('/load/memory', (_, response) => {
    // A collection that was asked for is no delay of anybody's.
    delay.disable();
    collect();
    collect();
    delay.enable();
    const { heapUsed, rss, external } = process.memoryUsage();
    response.json({ heap: heapUsed, rss, external });
  });
  RED.httpAdmin.get('/load/times', (_, response) =>
    response.json({
      turns: turns.count,
      calls: calls.count,
      callMean: calls.mean / MS,
      call999: calls.percentile(99.9) / MS,
      callMax: calls.max / MS,
      own999: turns.percentile(99.9) / MS,
      ownMax: turns.max / MS,
      delay999: delay.percentile(99.9) / MS,
      delayMax: delay.max / MS,
    }),
  );
};
