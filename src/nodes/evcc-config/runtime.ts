import type { Node, NodeAPI } from 'node-red';
import type { Diagnosis } from '../../lib/diagnosis/types';
import { EvccError } from '../../lib/errors';
import { onFault } from '../shared/guard';
import { markStatus } from '../shared/status';
import { storedConfig, storedSecrets } from '../shared/stored';
import { systemClock } from '../shared/system-clock';
import { Texts } from '../shared/texts';
import type { ConfigCredentials, ConfigDef } from '../shared/types';
import { registerAdmin } from './admin';
import { Connection, type ConnectionOptions } from './connection';
import { withEnv } from './env';
import { type Settings, settingsOf } from './options';

/** The configuration node as its users see it. */
export interface EvccConfigNode extends Node<ConfigCredentials> {
  /** The connection; undefined while the configuration is not valid. */
  readonly connection?: Connection;
  /** The same, when a node uses it already; asking for it makes none. */
  readonly running?: Connection | undefined;
  /** What it connects with. */
  settings?: Settings;
  /** What is wrong with the configuration. */
  fault?: EvccError;
}

/** A node in a subflow has the credentials of the node that it is a copy of. */
type Copied = ConfigDef & { readonly _alias?: string };

/**
 * Gives a configuration node the connection that its users share: made with the first of them, and made anew when one comes after the
 * last has been gone for a while, as what was known then is old.
 */
function shareConnection(node: EvccConfigNode, options: () => ConnectionOptions): void {
  let present: Connection | undefined;
  const connection = (): Connection => {
    present ??= new Connection({
      ...options(),
      onEnd: () => {
        present = undefined;
      },
    });
    return present;
  };
  Object.defineProperty(node, 'connection', { get: connection });
  Object.defineProperty(node, 'running', { get: () => present });
  node.on('close', (done: (error?: Error) => void) => {
    if (present === undefined) done();
    else present.end().then(() => done(), done);
  });
}

/** What a fault of this package says to who has to mend it. */
function faultOf(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}

/** Registers the configuration node: it holds the connection that its users share. */
export function registerConfig(RED: NodeAPI): void {
  const texts = new Texts(RED);
  registerAdmin(RED);
  onFault((what, fault) => RED.log.error(texts.warning('fault', { what, reason: faultOf(fault) })));

  /** What the flow stores, with the environment put in. Credentials as stored: what Node-RED has put in already may hold a `${`. */
  function configured(node: EvccConfigNode, def: Copied): Settings {
    const stored = RED.nodes.getCredentials(def._alias ?? def.id) as ConfigCredentials | undefined;
    const filled = withEnv(storedConfig(def), storedSecrets(stored ?? node.credentials ?? {}), (name) =>
      RED.util.getSetting(node, name),
    );
    return settingsOf(filled.def, filled.credentials);
  }

  function EvccConfig(this: EvccConfigNode, def: Copied): void {
    RED.nodes.createNode(this, def);
    try {
      const settings = configured(this, def);
      this.settings = settings;
      shareConnection(this, () => ({
        settings,
        clock: systemClock,
        onWarning: (key, params) => this.warn(texts.warning(key, params)),
        onDiagnosis: (diagnosis: Diagnosis) => {
          const text = texts.diagnosis(diagnosis);
          // A connection that ended is tried anew at once: only when that fails, too, something is wrong.
          if (diagnosis.key === 'ended') this.log(text);
          else this.error(text);
        },
        onUser: (user) => {
          if (settings.tls?.insecure) markStatus(user, texts.status('insecure'));
        },
      }));
    } catch (error) {
      if (!(error instanceof EvccError)) throw error;
      this.fault = error;
      // An empty root topic is a wish, not a mistake: the nodes' statuses say it.
      if (error.key !== 'rootEmpty') this.error(texts.error(error));
    }
  }

  RED.nodes.registerType<EvccConfigNode, ConfigDef, object, ConfigCredentials>('evcc-config', EvccConfig, {
    credentials: {
      user: { type: 'text' },
      caCert: { type: 'text' },
      clientCert: { type: 'text' },
      password: { type: 'password' },
      clientKey: { type: 'password' },
    },
  });
}
