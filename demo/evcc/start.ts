import { encode, type Message } from './encode';
import { FIRST_TURN, START } from './pace';
import type { Random } from './random';
import type { Run } from './run';

type Said = () => Message[];

/** A start; times in milliseconds since its first word. */
export interface Start {
  /** What it says, each made when it is said; in a slow home one after the other. */
  readonly parts: readonly { readonly at: number; readonly messages: Said }[];
  /** When the first loadpoint is computed. */
  readonly turn: number;
  /** What comes after the first turn although it is older than it. */
  readonly late: Said;
}

/** The counts, then everything; recorded order, false values included. */
export function start(run: Run): Start {
  const { random, disorder } = run.options;
  const { house } = run;
  const counts: Message[] = [
    ['loadpoints', String(house.loadpoints.length)],
    ['vehicles', String(house.vehicles.length)],
  ];
  const mixed = disorder > 0 && random.chance(disorder);
  const [first] = house.loadpoints;
  const all = (): Message[][] =>
    house.loadpoints.map((one) => {
      const messages = run.loadpoints.start(one);
      return mixed && one !== first ? emptyLast(messages) : messages;
    });
  const ready = (last: readonly Message[]): Message[] => {
    const half = Math.floor(last.length / 2);
    return [...last.slice(0, half), ...encode('site/apiReady', true), ...last.slice(half)];
  };
  const groups: Said[][] = [
    [() => random.shuffled([...run.site.leftovers().slice(0, 3), ...counts])],
    [() => random.shuffled(run.site.leftovers().slice(3))],
    [
      () => [...run.site.start(), ...run.vehicles()],
      () => run.tariffs(true),
      () => run.forecast(),
      ...(house.loadpoints.length > 1 ? [() => all().slice(0, -1).flat()] : []),
    ],
    [() => ready(all().at(-1) ?? [])],
  ];
  return {
    ...(house.site.pace ? slowly(groups.flat(), random) : atOnce(groups)),
    late: () => (mixed && first ? run.loadpoints.start(first).filter(([topic]) => LATE.test(topic)) : []),
  };
}

/** Recorded in the second start of `smart-restart`: of the first loadpoint these came 130 ms after the true ones. */
const LATE = /\/(vehicleSoc|vehicleRange|vehicleLimitSoc|offeredCurrent|chargeCurrent)$/;

/** Evcc sends from many tasks at once: "vehicle_2", then nothing, within a millisecond; the broker keeps the last. */
function emptyLast(messages: readonly Message[]): Message[] {
  const late = messages.filter(([topic, text]) => /\/vehicle(Name|Title)$/.test(topic) && text === '');
  return [...messages.filter((one) => !late.includes(one)), ...late];
}

function atOnce(groups: readonly (readonly Said[])[]): Pick<Start, 'parts' | 'turn'> {
  const parts = groups.map((group) => ({ at: 0, messages: () => group.flatMap((one) => one()) }));
  return { parts, turn: 0 };
}

function slowly(said: readonly Said[], random: Random): Pick<Start, 'parts' | 'turn'> {
  let at = 0;
  const parts = said.map((messages) => {
    const part = { at, messages };
    at += random.between(...START);
    return part;
  });
  return { parts, turn: at + random.between(...FIRST_TURN) };
}
