import type { Clock } from './clock';
import type { Message } from './encode';
import { forecast } from './forecast';
import type { House, Loadpoint, Vehicle } from './house';
import { LoadpointTopics } from './loadpoint-topics';
import type { Physics } from './physics';
import type { Publisher } from './publisher';
import type { Random } from './random';
import type { Installation } from './site-config';
import { SiteTopics } from './site-topics';
import { vehicleTopics } from './vehicle-topics';

export interface RunOptions {
  readonly house: House;
  readonly installation: Installation;
  readonly clock: Clock;
  readonly random: Random;
  readonly physics: Physics;
  readonly publisher: Publisher;
  /** Share of the settings to what they already are that evcc publishes again; recorded: none. */
  readonly repeats: number;
}

/** One life of evcc, from a start to a stop or crash: its knowledge of its topics, and its voice. */
export class Run {
  readonly site: SiteTopics;
  readonly loadpoints: LoadpointTopics;
  private said = Number.NEGATIVE_INFINITY;

  constructor(readonly options: RunOptions) {
    this.site = new SiteTopics(options.house, options.installation);
    this.loadpoints = new LoadpointTopics(options.house, options.installation.schema);
  }

  get house(): House {
    return this.options.house;
  }

  get smart(): boolean {
    return this.options.installation.schema === '0.316';
  }

  vehicles(): Message[] {
    return vehicleTopics(this.house, this.options.installation.schema);
  }

  forecast(): Message[] {
    return forecast(this.house.site, this.options.clock.now());
  }

  tariffs(beforeMeters = false): Message[] {
    return this.site.tariffs(this.options.clock.now(), beforeMeters);
  }

  /** Into the stream of values. */
  say(messages: readonly Message[]): void {
    this.options.publisher.enqueue([...this.updated(), ...messages]);
  }

  /** At once, in any order, as answers to commands come. */
  answer(messages: readonly Message[]): void {
    this.options.publisher.answer([...this.updated(), ...messages]);
  }

  vehicle(name: string): Vehicle | undefined {
    return this.house.vehicles.find((one) => one.site.name === name);
  }

  /** The loadpoints that have a vehicle. */
  occupied(): Loadpoint[] {
    return this.house.loadpoints.filter(({ vehicle }) => vehicle !== null);
  }

  /** `updated`, at most once a second, ahead of the values that it stands for. */
  private updated(): Message[] {
    const { clock } = this.options;
    if (clock.monotonic() - this.said < 1000) return [];
    this.said = clock.monotonic();
    return [['updated', String(Math.floor(clock.now() / 1000))]];
  }
}
