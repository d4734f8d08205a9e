import { parseArgs } from 'node:util';
import { systemClock } from './clock';
import { Evcc } from './evcc';
import { mqttTransport } from './mqtt-transport';
import { NEWEST, RELEASES, releaseAt } from './releases';
import { demoSite, earlierDemoSite, slowHomeSite, threePhaseSite } from './sites';

const sites = {
  demo: demoSite,
  'earlier-demo': earlierDemoSite,
  'three-phase': threePhaseSite,
  'slow-home': slowHomeSite,
};

const { values } = parseArgs({
  options: {
    broker: { type: 'string', default: '127.0.0.1:1883' },
    topic: { type: 'string', default: 'evcc' },
    evcc: { type: 'string', default: NEWEST },
    site: { type: 'string', default: 'demo' },
    seed: { type: 'string', default: '1' },
    interval: { type: 'string', default: '30' },
    speed: { type: 'string', default: '1' },
  },
});

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} ${text}: a number above 0 is wanted`);
  return value;
}

const isSite = (text: string): text is keyof typeof sites => text in sites;

const release = releaseAt(values.evcc);
if (!release) throw new Error(`--evcc ${values.evcc}: a release from ${RELEASES[0]} on is wanted, or nightly`);
if (!isSite(values.site)) throw new Error(`--site ${values.site}: one of ${Object.keys(sites).join(', ')} is wanted`);

const evcc = new Evcc({
  site: { ...sites[values.site], interval: positive('interval', values.interval) },
  transport: mqttTransport({ url: `mqtt://${values.broker}` }),
  clock: systemClock(positive('speed', values.speed)),
  seed: positive('seed', values.seed),
  root: values.topic,
  evcc: release,
  broker: values.broker,
});

let told = 0;
const tell = setInterval(() => {
  for (const { event, topic = '', text = '', reason = '' } of evcc.events.slice(told)) {
    console.log([event, topic, text, reason].filter((part) => part !== '').join(' '));
  }
  told = evcc.events.length;
  if (stopping && evcc.phase === 'stopped') clearInterval(tell);
}, 100);

let stopping = false;
function stop(): void {
  if (stopping) process.exit(1);
  stopping = true;
  evcc.stop();
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
evcc.start();
