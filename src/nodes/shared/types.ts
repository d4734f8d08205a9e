import type { Node, NodeDef } from 'node-red';

/** What a flow stores of an evcc-config; fixed by the contract with users' flows. */
export interface ConfigDef extends NodeDef {
  readonly broker?: string;
  readonly topic?: string;
  readonly clientid?: string;
  readonly insecure?: boolean;
  readonly protocolVersion?: number | string;
  readonly modeNames?: string;
}

/** Its credentials: stored apart from the flow, and encrypted. */
export interface ConfigCredentials {
  readonly user?: string;
  readonly password?: string;
  readonly caCert?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
}

/** What a flow stores of an evcc-in. */
export interface InDef extends NodeDef {
  readonly evcc?: string;
  readonly topics?: readonly string[];
  readonly output?: string;
  readonly emit?: string;
  readonly initial?: boolean;
  readonly deadband?: number | string;
  readonly deadbandType?: string;
  readonly interval?: number | string;
  readonly inputs?: number | string;
}

/** What a flow stores of an evcc-out. */
export interface OutDef extends NodeDef {
  readonly evcc?: string;
  readonly kind?: string;
  readonly target?: string;
  readonly value?: string;
  readonly valueType?: string;
  readonly confirm?: string;
  readonly timeout?: number | string;
  readonly hold?: boolean;
  readonly qos?: number | string;
  readonly retain?: boolean;
}

/** A node that flows can route errors and messages of. */
export type FlowNode<Credentials extends object = object> = Node<Credentials>;
