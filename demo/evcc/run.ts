import type { Clock } from './clock';
import type { Message } from './encode';
import { forecast } from './forecast';
import type { House, Loadpoint, Vehicle } from './house';
import { LoadpointTopics } from './loadpoint-topics';
import type { Physics } from './physics';
import type { Publisher } from './publisher';
import type { Random } from './random';
import { knows } from './release-topics';
import type { Release } from './releases';
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
  /** Share of the starts in which older values of loadpoints come after newer ones. */
  readonly disorder: number;
}

/** One life of evcc, from a start to a stop or crash: its knowledge of its topics, and its voice. */
export class Run {
  readonly site: SiteTopics;
  readonly loadpoints: LoadpointTopics;
  private readonly knows: (topic: string) => boolean;
  private said = Number.NEGATIVE_INFINITY;

  constructor(readonly options: RunOptions) {
    this.site = new SiteTopics(options.house, options.installation);
    this.loadpoints = new LoadpointTopics(options.house, this.release);
    this.knows = knows(this.release);
  }

  get house(): House {
    return this.options.house;
  }

  get release(): Release {
    return this.options.installation.release;
  }

  get smart(): boolean {
    return this.release.modes === 'smart';
  }

  vehicles(): Message[] {
    return vehicleTopics(this.house, this.release);
  }

  forecast(): Message[] {
    return forecast(this.house.site, this.options.clock.now(), this.release);
  }

  tariffs(beforeMeters = false): Message[] {
    return this.site.tariffs(this.options.clock.now(), beforeMeters);
  }

  /** Whether a setting stays as it is: a value equal to the present one may be published or not; recorded: it is not. */
  same(present: unknown, wanted: unknown): boolean {
    return Object.is(present, wanted) && !this.options.random.chance(this.options.repeats);
  }

  /** Into the stream of values. */
  say(messages: readonly Message[]): void {
    this.options.publisher.enqueue([...this.updated(), ...this.own(messages)]);
  }

  /** At once, in any order, as answers to commands come. */
  answer(messages: readonly Message[]): void {
    this.options.publisher.answer([...this.updated(), ...this.own(messages)]);
  }

  vehicle(name: string): Vehicle | undefined {
    return this.house.vehicles.find((one) => one.site.name === name);
  }

  /** The loadpoints that have a vehicle. */
  occupied(): Loadpoint[] {
    return this.house.loadpoints.filter(({ vehicle }) => vehicle !== null);
  }

  /** What this release has of what any release says. */
  private own(messages: readonly Message[]): Message[] {
    return messages.filter(([topic]) => this.knows(topic));
  }

  /** `updated`, at most once a second, ahead of the values that it stands for. */
  private updated(): Message[] {
    const { clock } = this.options;
    if (clock.monotonic() - this.said < 1000) return [];
    this.said = clock.monotonic();
    return [['updated', String(Math.floor(clock.now() / 1000))]];
  }
}
