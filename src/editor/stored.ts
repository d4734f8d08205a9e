/** A value as a node stores it: text and the type of the typed input. */
export interface Stored {
  readonly value: string;
  readonly type: string;
}
