import type { Structure } from './structure';
import type { Topic } from './topic-node';

/** A consumer of values: of single topics, and of structures as a whole. */
export interface Sink {
  /**
   * A value of `topic` arrived and was accepted. `changed`: it means something else than before; `live`: evcc published it
   * just now (false: the broker's stored copy, or a value that is gone).
   */
  value(topic: Topic, changed: boolean, live: boolean): void;
  /** The structure is whole; `changed`: it differs from what was last whole; `live`: some of it was published just now. */
  structure(structure: Structure, changed: boolean, live: boolean): void;
}
