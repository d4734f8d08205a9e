import type { FlowNode } from '../support/node-red';

/** What the tests ask a started Node-RED by HTTP: a command to evcc, its resources, another time, to be busy for a while. */
const TAB: FlowNode = { id: 'tools', type: 'tab', label: 'tools' };

const http = (id: string, method: 'get' | 'post', code: string, wires: string[][]): FlowNode[] => [
  { id, type: 'http in', z: 'tools', url: `/${id}`, method, upload: false, wires: [[`${id}-do`]] },
  { id: `${id}-do`, type: 'function', z: 'tools', outputs: wires.length, func: code, wires },
];

/** The tools; `command` hands a message to the node `out` where there is one. */
export const TOOLS: readonly FlowNode[] = [
  TAB,
  ...http('machine', 'get', `msg.payload = global.get('machine').resources(); return msg;`, [['answer']]),
  ...http('busy', 'post', `global.get('machine').busy(msg.payload.ms); return msg;`, [['answer']]),
  ...http('shift', 'post', `global.get('machine').shift(msg.payload.ms); return msg;`, [['answer']]),
  ...http(
    'command',
    'post',
    `const { topic, payload, n } = msg.payload; node.send([{ topic, payload, n }, null]); return [null, msg];`,
    [['link'], ['answer']],
  ),
  { id: 'answer', type: 'http response', z: 'tools', wires: [] },
  { id: 'link', type: 'link out', z: 'tools', mode: 'link', links: ['commands'], wires: [] },
];

/** What the tools need of Node-RED's own process. */
export const MACHINE = `
  functionGlobalContext: (() => {
    const Real = Date;
    let offset = 0;
    globalThis.Date = class Date extends Real {
      constructor(...args) {
        if (args.length === 0) super(Real.now() + offset);
        else super(...args);
      }
      static now() {
        return Real.now() + offset;
      }
    };
    require('node:v8').setFlagsFromString('--expose_gc');
    const collect = require('node:vm').runInNewContext('gc');
    const count = (names) => names.reduce((all, name) => ({ ...all, [name]: (all[name] ?? 0) + 1 }), {});
    const events = ['exit', 'SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection', 'warning', 'beforeExit'];
    return {
      machine: {
        resources: () => ({
          active: count(process.getActiveResourcesInfo()),
          listeners: Object.fromEntries(events.map((event) => [event, process.listenerCount(event)])),
          heap: (collect(), collect(), process.memoryUsage().heapUsed),
          rss: process.memoryUsage().rss,
        }),
        busy: (ms) => {
          const end = performance.now() + ms;
          while (performance.now() < end);
        },
        shift: (ms) => {
          offset = ms;
        },
      },
    };
  })(),
`;

const debug = (id: string): FlowNode => ({
  id,
  type: 'debug',
  z: 'flow',
  active: true,
  tosidebar: true,
  complete: 'true',
  wires: [],
});

/** Everything that evcc publishes, two structures, and commands with what comes of them. `config`: the connection's own properties. */
export function flow(config: object, changed = 0): FlowNode[] {
  return [
    { id: 'flow', type: 'tab', label: 'flow' },
    { id: 'config', type: 'evcc-config', topic: 'evcc', ...config },
    // A name that changes makes a deploy start this node anew, and no other.
    {
      id: 'in',
      type: 'evcc-in',
      z: 'flow',
      evcc: 'config',
      name: `in ${changed}`,
      topics: ['#', 'stale'],
      wires: [['told']],
    },
    {
      id: 'object',
      type: 'evcc-in',
      z: 'flow',
      evcc: 'config',
      topics: ['site'],
      output: 'object',
      wires: [['whole']],
    },
    { id: 'commands', type: 'link in', z: 'flow', links: ['link'], wires: [['out']] },
    { id: 'out', type: 'evcc-out', z: 'flow', evcc: 'config', timeout: 5, wires: [['outcome']] },
    { id: 'catch', type: 'catch', z: 'flow', scope: ['out'], wires: [['outcome']] },
    ...['told', 'whole', 'outcome'].map(debug),
  ];
}
