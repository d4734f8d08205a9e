// The dashboard example as a flow, made of the templates beside this file. `node demo/dashboard/flow.mjs` writes it into examples/.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { texts } from './texts.mjs';

export const FILES = { de: 'examples/Deutsch/Dashboard.json', en: 'examples/English/Dashboard.json' };

const LOADPOINT =
  'title mode chargePower charging connected vehicleTitle vehicleName vehicleSoc vehicleRange vehicleLimitSoc limitSoc effectiveLimitSoc effectivePlanTime effectivePlanSoc planEnergy planActive chargeRemainingDuration pvAction pvRemaining chargerFeatureHeating'.split(
    ' ',
  );

/** A card each: where its values come from, how often it may change (s), where it stands (columns), and whether it sets something. */
const CARDS = [
  { name: 'status', group: 'picture', topics: ['status'], output: 'value', interval: 0 },
  {
    name: 'energy',
    group: 'picture',
    topics: [
      'updated',
      'site/siteTitle',
      'site/pvPower',
      'site/homePower',
      'site/grid/power',
      'site/battery/power',
      'site/battery/soc',
      'loadpoints/+/title',
      'loadpoints/+/chargePower',
      'loadpoints/+/chargerFeatureHeating',
    ],
    interval: 1,
  },
  {
    name: 'loadpoints',
    group: 'settings',
    topics: ['updated', ...LOADPOINT.map((key) => `loadpoints/+/${key}`), 'vehicles/+/title'],
    interval: 1,
    sets: 'set',
  },
  {
    name: 'battery',
    group: 'settings',
    topics: [
      'site/battery/power',
      'site/battery/soc',
      'site/battery/capacity',
      // As a filter, since evcc has no such topic before somebody sets a mode.
      'site/batteryModeExternal/#',
      'site/prioritySoc',
      'site/bufferSoc',
      'site/batteryGridChargeLimit',
      'site/batteryDischargeControl',
    ],
    interval: 1,
    sets: 'hold',
  },
  {
    name: 'prices',
    group: 'forecasts',
    topics: ['updated', 'site/forecast/grid', 'site/forecast/feedIn'],
    interval: 5,
  },
  {
    name: 'solar',
    group: 'forecasts',
    topics: [
      'updated',
      'site/forecast/solar/timeseries',
      'site/forecast/solar/today/energy',
      'site/forecast/solar/tomorrow/energy',
    ],
    interval: 5,
  },
];

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A template with its texts; one that is missing is a mistake of ours. */
function format(name, words) {
  if (name === 'look') return read('look.css');
  return read(`${name}.vue`).replace(/__(\w+?)__/g, (_, key) => {
    if (typeof words[key] !== 'string') throw new Error(`${name}.vue: no text ${key}`);
    return words[key];
  });
}

/** The nodes of the flow in a language. */
export function dashboard(language) {
  const words = texts[language];
  const start = language === 'de' ? 0xe7ccb300 : 0xe7ccb400;
  const ids = new Map();
  const id = (name) => {
    if (!ids.has(name)) ids.set(name, `${start.toString(16)}${String(ids.size + 1).padStart(8, '0')}`);
    return ids.get(name);
  };
  const z = id('tab');
  const template = (name, rest) => ({
    id: id(name),
    type: 'ui-template',
    z,
    group: '',
    page: '',
    ui: '',
    name: words.rows[name],
    order: 1,
    width: 0,
    height: 0,
    head: '',
    format: format(name, words),
    storeOutMessages: true,
    // What it is given is not what it sets.
    passthru: false,
    resendOnRefresh: true,
    templateScope: 'local',
    className: '',
    wires: [[]],
    ...rest,
  });
  const group = (name, title, width, order, className = '') => ({
    id: id(name),
    type: 'ui-group',
    name: title,
    page: id('page'),
    width: String(width),
    height: '1',
    order,
    showTitle: false,
    className,
    visible: 'true',
    disabled: 'false',
    groupType: 'default',
  });
  const cards = CARDS.flatMap(({ name, group: place, topics, output = 'object', interval, sets }, at) => {
    const y = 140 + at * 60;
    const values = {
      id: id(`${name} in`),
      type: 'evcc-in',
      z,
      name: words.rows[name],
      evcc: id('evcc'),
      topics,
      output,
      emit: 'change',
      initial: true,
      deadband: 0,
      deadbandType: 'num',
      interval,
      inputs: 0,
      x: 150,
      y,
      wires: [[id(name)]],
    };
    const card = template(name, {
      group: id(place),
      order: at + 1,
      x: 380,
      y,
      wires: [sets ? [id(`${name} out`)] : []],
    });
    if (!sets) return [values, card];
    const set = {
      id: id(`${name} out`),
      type: 'evcc-out',
      z,
      name: words.rows[sets],
      evcc: id('evcc'),
      kind: 'setting',
      target: '',
      value: 'payload',
      valueType: 'msg',
      confirm: 'applied',
      timeout: 10,
      hold: sets === 'hold',
      qos: 0,
      retain: false,
      x: 640,
      y,
      wires: [[]],
    };
    return [values, card, set];
  });
  const y = 140 + CARDS.length * 60;
  return [
    { id: z, type: 'tab', label: words.tab, disabled: false, info: '' },
    { id: id('comment'), type: 'comment', z, name: words.comment, info: words.info, x: 190, y: 60, wires: [] },
    ...cards,
    {
      id: id('catch'),
      type: 'catch',
      z,
      name: words.rows.refused,
      scope: CARDS.filter(({ sets }) => sets).map(({ name }) => id(`${name} out`)),
      uncaught: false,
      x: 150,
      y,
      wires: [[id('notice')]],
    },
    template('notice', {
      ui: id('base'),
      templateScope: 'widget:ui',
      resendOnRefresh: false,
      storeOutMessages: false,
      x: 380,
      y,
    }),
    template('look', { page: id('page'), templateScope: 'page:style', x: 380, y: y + 60 }),
    {
      id: id('evcc'),
      type: 'evcc-config',
      name: '',
      broker: 'localhost:1883',
      topic: 'evcc',
      clientid: '',
      insecure: false,
      protocolVersion: 4,
      modeNames: 'classic',
    },
    group('picture', words.rows.energy, 5, 1),
    group('settings', words.rows.loadpoints, 7, 2, 'evcc-wide'),
    group('forecasts', words.rows.prices, 5, 3),
    {
      id: id('page'),
      type: 'ui-page',
      name: words.page,
      ui: id('base'),
      path: words.path,
      icon: 'home-lightning-bolt-outline',
      layout: 'grid',
      theme: id('theme'),
      breakpoints: [
        { name: 'Phone', px: '0', cols: '3' },
        { name: 'Desktop', px: '900', cols: '12' },
      ],
      order: 1,
      className: '',
      visible: 'true',
      disabled: 'false',
    },
    {
      id: id('base'),
      type: 'ui-base',
      name: 'Dashboard',
      path: '/dashboard',
      appIcon: '',
      includeClientData: true,
      // Who set what was refused is told so, nobody else.
      acceptsClientConfig: ['ui-notification', 'ui-control', 'ui-template'],
      showPathInSidebar: false,
      headerContent: 'none',
      navigationStyle: 'none',
      titleBarStyle: 'hidden',
      showReconnectNotification: true,
      notificationDisplayTime: 1,
      showDisconnectNotification: true,
      allowInstall: false,
    },
    {
      id: id('theme'),
      type: 'ui-theme',
      name: 'evcc',
      colors: {
        surface: '#1e7a4d',
        primary: '#1e7a4d',
        bgPage: '#f2f5f3',
        groupBg: '#ffffff',
        groupOutline: '#dfe6e1',
      },
      sizes: {
        density: 'default',
        pagePadding: '14px',
        groupGap: '14px',
        groupBorderRadius: '18px',
        widgetGap: '14px',
      },
    },
  ];
}

/** As the file holds it. */
export const text = (language) => `${JSON.stringify(dashboard(language), null, 2)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [language, file] of Object.entries(FILES))
    writeFileSync(new URL(`../../${file}`, import.meta.url), text(language));
}
