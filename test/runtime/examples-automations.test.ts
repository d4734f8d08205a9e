import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoSite, type Evcc, type Physics, quickSite, RELEASES, type ReleaseName, type Site } from '../../demo/evcc';
import { MOSQUITTO } from '../support/available';
import { Example, type ExampleOptions, FOLDERS, type Folder } from '../support/example';
import { canInstall, install } from '../support/installed';
import { type InjectProp, NodeRed } from '../support/node-red';
import { until } from '../support/until';

const online = await canInstall();

const TEXTS = {
  English: {
    notify: 'Notify when charging stops',
    stopped: 'Carport: charging stopped, 12.3 kWh, 2.71 EUR',
    costless: 'Carport: charging stopped, 12.3 kWh, evcc gives no cost',
    cheap: 'Charge in cheap hours',
    noTariff: 'evcc has no dynamic tariff with a forecast: nothing was set.',
    night: 'Hold the battery at night',
    weekday: 'Charge limit by weekday',
    several: 'Several evccs',
  },
  Deutsch: {
    notify: 'Nachricht, wenn das Laden endet',
    stopped: 'Carport: Laden beendet, 12,3 kWh, 2,71 EUR',
    costless: 'Carport: Laden beendet, 12,3 kWh, Kosten meldet evcc nicht',
    cheap: 'Laden in günstigen Stunden',
    noTariff: 'evcc hat keinen dynamischen Tarif mit Vorhersage: Es wurde nichts gesetzt.',
    night: 'Hausbatterie nachts sperren',
    weekday: 'Ladelimit nach Wochentag',
    several: 'Mehrere evcc',
  },
} as const satisfies Record<Folder, object>;

const HOUR = 3_600_000;
/** Two days of prices, and nothing else that is forecast. */
const PRICES: Site = { ...demoSite, tariffs: { grid: 'dynamic', feedIn: 0.08, slots: 192 } };
/** Emissions instead of prices: evcc's cost limit is in g/kWh. */
const EMISSIONS: Site = { ...demoSite, tariffs: { co2: true, slots: 192 } };
/** No tariff at all: evcc reckons no cost. */
const UNPRICED: Site = { ...quickSite, tariffs: { slots: 8 } };
const NOBODY: Site = { ...quickSite, loadpoints: quickSite.loadpoints.map(({ vehicle: _, ...one }) => one) };
/** Nothing moves by itself. */
const STILL: Physics = { step: () => undefined };
const FIXED: Site = { ...quickSite, tariffs: { grid: { fixed: 0.31 }, slots: 192 } };

interface Slot {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

/** A slot in one JSON text, as releases from 0.200 on have it. */
type Json = readonly [number, number, number] | { start: string; end: string; price?: number; value?: number };

/** The forecast as evcc published it, put together without any code of the package. */
function slots(published: ReadonlyMap<string, string>, tariff: string): Slot[] {
  const text = published.get(`site/forecast/${tariff}`) ?? '';
  if (text.startsWith('['))
    return (JSON.parse(text) as Json[]).map((slot) =>
      'start' in slot
        ? { start: Date.parse(slot.start), end: Date.parse(slot.end), value: slot.value ?? slot.price ?? Number.NaN }
        : { start: slot[0] * 1000, end: slot[1] * 1000, value: slot[2] },
    );
  const at = (path: string): number => Number(published.get(`site/forecast/${tariff}/${path}`));
  return Array.from({ length: Number(text) }, (_, n) => ({
    start: at(`${n + 1}/1`) * 1000,
    end: at(`${n + 1}/2`) * 1000,
    value: at(`${n + 1}/3`),
  }));
}

/** Dearest of the cheapest slots that are enough. */
function dearest(all: readonly Slot[], from: number, hours: number, within: number): number | undefined {
  const here = all.filter(({ start, end }) => end > from && start < from + within * HOUR);
  let left = hours * HOUR;
  return here
    .sort((a, b) => a.value - b.value)
    .find(({ start, end }) => {
      left -= end - start;
      return left <= 0;
    })?.value;
}

const number = (p: string, v: number): InjectProp => ({ p, v: String(v), vt: 'num' });

const folders = Object.keys(FOLDERS) as Folder[];

describe.skipIf(MOSQUITTO === undefined || !online).each(folders)(
  'The automations in %s do what their comments say',
  (folder) => {
    const texts = TEXTS[folder];
    const { lang, version } = FOLDERS[folder];
    let nodeRed: NodeRed;
    let example: Example | undefined;

    async function imported(name: string, options?: ExampleOptions): Promise<Example> {
      example = await Example.run(nodeRed, folder, name, options);
      return example;
    }

    beforeAll(async () => {
      nodeRed = await NodeRed.start(await install(version), { lang });
    });
    afterAll(() => nodeRed?.stop());
    afterEach(async () => {
      await example?.close();
      example = undefined;
    });

    describe(texts.notify, () => {
      /** A car charges, and has got 12.3 kWh for 2.71 so far. */
      async function charging(evcc: Evcc): Promise<void> {
        const loadpoint = evcc.loadpoint('lp-1');
        loadpoint.chargePower = 11_000;
        evcc.look('lp-1');
        await until(() => evcc.published().get('loadpoints/1/charging') === 'true', 'it charges');
        loadpoint.chargedEnergy = 12_300;
        loadpoint.sessionPrice = 2.71;
        evcc.look('lp-1');
        await until(() => evcc.published().get('loadpoints/1/chargedEnergy') === '12300', 'its energy is told');
      }

      test.each([
        ['energy and cost', PRICES, texts.stopped],
        ['that evcc gives no cost', UNPRICED, texts.costless],
      ])('says %s', async (_name, site, sentence) => {
        const here = await imported(texts.notify, { site, physics: STILL, before: charging });
        expect(here.shown).toEqual([]);
        here.loadpoint.chargePower = 0;
        here.evcc.look('lp-1');
        const { msg } = await until(() => here.shown[0], 'the notification');
        expect(msg).toBe(sentence);
      });
    });

    describe(texts.cheap, () => {
      const first: ReleaseName = '0.133';
      const forecasting = RELEASES.filter((release) => release !== first);

      test.each([
        ...forecasting.map((release) => ['prices', release, PRICES, 'grid'] as const),
        ['emissions', '0.207', EMISSIONS, 'co2'],
        ['emissions', '0.316', EMISSIONS, 'co2'],
      ] as const)(
        'sets a limit that the cheapest hours keep, of the %s of %s',
        async (_name, release, site, tariff) => {
          const here = await imported(texts.cheap, { site, release });
          for (const [hours, within] of [
            [3, 13],
            [1, 8],
          ] as const) {
            const before = Date.now();
            await here.outcome(0, [number('hours', hours), number('within', within)]);
            const limit = here.loadpoint.settings.smartCostLimit ?? Number.NaN;
            // A quarter hour may have ended between the look at the clock and the flow's.
            const wanted = [before, Date.now()].map((from) =>
              dearest(slots(here.evcc.published(), tariff), from, hours, within),
            );
            expect(wanted.map((value) => (value ?? Number.NaN) + 0.001)).toContainEqual(expect.closeTo(limit, 6));
          }
        },
      );

      test.each(['0.200', '0.207', '0.316'] as const)(
        'is set by the button alone, and cleared by the other; evcc %s charges in a cheap hour',
        async (release) => {
          const here = await imported(texts.cheap, { site: { ...PRICES, interval: 1 }, release });
          const { loadpoint } = here;
          const active = () => here.evcc.published().get('loadpoints/1/smartCostActive');
          expect(here.shown).toEqual([]);
          await here.outcome(0);
          expect(loadpoint.settings.smartCostLimit).toBeGreaterThan(0.1);
          // Of the slot that is now: the cheapest of its own time.
          await here.outcome(0, [number('hours', 0.25), number('within', 0.001)]);
          await until(() => active() === 'true' && loadpoint.offeredCurrent === 16, 'it charges from the grid');
          await here.outcome(1);
          expect(loadpoint.settings.smartCostLimit).toBeNull();
          await until(() => active() === 'false', 'it goes by its mode again');
        },
      );

      test.each([
        ['a fixed price', '0.316', FIXED],
        ['no forecast yet', first, PRICES],
      ] as const)('says that there is no forecast, and sets nothing: %s, evcc %s', async (_name, release, site) => {
        const here = await imported(texts.cheap, { site, release });
        expect((await here.outcome(0)).msg).toContain(texts.noTariff);
        expect(here.loadpoint.settings.smartCostLimit).toBeNull();
      });
    });

    test(texts.night, async () => {
      const here = await imported(texts.night);
      const { house } = here.evcc;
      expect(JSON.parse((await here.outcome(0)).msg)).toMatchObject({ payload: 'hold', evcc: { result: 'applied' } });
      expect(house.batteryModeExternal).toBe('hold');
      await here.outcome(1);
      expect(house.batteryModeExternal).toBe('unknown');
      // It is held by the node, not just set: what ends the node ends the hold.
      await here.outcome(0);
      expect(house.batteryModeExternal).toBe('hold');
      await nodeRed.deploy([]);
      await until(() => house.batteryModeExternal === 'unknown', 'the battery is given back');
    });

    test(texts.weekday, async () => {
      const here = await imported(texts.weekday, { site: NOBODY });
      const { evcc, loadpoint } = here;
      const noon = (date: Date): InjectProp => number('payload', new Date(date).setHours(12));
      for (const [day, limit] of [
        [1, 80],
        [2, 100],
        [3, 100],
        [4, 80],
      ] as const) {
        await here.outcome(0, [noon(new Date(2027, 0, day))]);
        expect(loadpoint.settings.limitSoc, `January ${day}, 2027`).toBe(limit);
      }
      const today = (): number => ([0, 6].includes(new Date().getDay()) ? 100 : 80);
      // Midnight may pass while the message is on its way.
      const before = today();
      await here.outcome(0, [noon(before === 80 ? new Date(2027, 0, 2) : new Date(2027, 0, 1))]);
      const shown = here.shown.length;
      evcc.arrive('lp-1', 'vehicle_1');
      evcc.look('lp-1');
      await until(() => here.shown.length > shown, 'the limit for the car that came');
      expect([before, today()]).toContain(loadpoint.settings.limitSoc);
    });

    test(texts.several, async () => {
      const here = await imported(texts.several, { roots: ['evcc', 'evcc2'] });
      const messages = () => here.shown.map(({ msg }) => JSON.parse(msg) as { topic: string; payload: unknown });
      for (const evcc of here.evccs) {
        const shows = () =>
          messages().findLast(({ topic }) => topic === `${evcc.root}/site/grid/power`)?.payload ===
          Number(evcc.published().get('site/grid/power'));
        await until(shows, `the grid power of ${evcc.root}`);
      }
      const modes = () => here.evccs.map((evcc) => evcc.loadpoint('lp-1').mode);
      expect(modes()).toEqual(['pv', 'pv']);
      await here.press(0);
      await until(() => modes().every((mode) => mode === 'now'), 'both are set');
    });
  },
);
