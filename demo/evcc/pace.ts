import type { Message } from './encode';
import type { Random } from './random';

/**
 * How slowly the devices of a home answer, milliseconds. evcc's demo answers at once; in homes (recorded in 0.315 and 0.316) meters, charger
 * and car come one after the other.
 */
export interface Pace {
  /** From one meter to the next inside a control cycle; recorded 200 to 400. */
  readonly meters: readonly [low: number, high: number];
  /** Until a car that was plugged in tells its charge; recorded 1100. */
  readonly vehicle: number;
  /** From `online` to the counts; recorded 5200 and 6300. */
  readonly counts: number;
}

/** Something that is said, `wait` milliseconds after what was said before it. */
export interface Step {
  readonly wait: number;
  readonly messages: readonly Message[];
}

/** From the end of a start, soon after `apiReady`, to the first turn; recorded 700 and more. */
export const FIRST_TURN: readonly [low: number, high: number] = [700, 1000];

/** Between the parts of a start, so that `apiReady` comes about a second after the counts; recorded pauses up to 240. */
export const START: readonly [low: number, high: number] = [130, 240];

/** Inside a battery or a roof; recorded up to 230. */
const INSIDE: readonly [low: number, high: number] = [0, 230];

/** Of a cycle with a car that was plugged in: from its charge to what follows from it, and from there to the forecasts; as recorded. */
const FOLLOWS = 300;
const FORECASTS = 600;

/** The meters of one kind, whose devices tell their power first and the rest after a moment. */
export function meterSteps(messages: readonly Message[], wait: number, random: Random): Step[] {
  const late = messages.filter(([topic]) => /^site\/(pv|battery\/devices|battery)\/\d+\/(?!power$)/.test(topic));
  const soon = messages.filter((message) => !late.includes(message));
  return [
    { wait, messages: soon },
    { wait: random.between(...INSIDE), messages: late },
  ];
}

/** What is said of the loadpoint; with a car that was just plugged in evcc waits for the car. */
export function loadpointSteps(messages: readonly Message[], wait: number, vehicle: number | null): Step[] {
  if (vehicle === null) return [{ wait, messages }];
  const connected = messages.findIndex(([topic]) => topic.endsWith('/connected'));
  const charge = messages.findIndex(([topic], at) => at > connected && /\/vehicle(Soc|Range|LimitSoc)$/.test(topic));
  if (charge < 0) return [{ wait, messages }];
  const mode = messages.findIndex(([topic], at) => at > charge && topic.endsWith('/mode'));
  // whether it may charge is said with the mode
  const enabled = messages.slice(0, charge).filter(([topic]) => topic.endsWith('/enabled'));
  const before = messages.slice(0, charge).filter((message) => !enabled.includes(message));
  return [
    { wait, messages: before },
    { wait: vehicle, messages: messages.slice(charge, mode) },
    { wait: FOLLOWS, messages: [...enabled, ...messages.slice(mode)] },
    { wait: FORECASTS, messages: [] },
  ];
}
