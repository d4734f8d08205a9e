import type { Node, NodeAPI } from 'node-red';
import { EvccError } from '../../lib/errors';
import { systemClock } from '../shared/system-clock';
import { Texts } from '../shared/texts';
import type { ConfigCredentials, ConfigDef } from '../shared/types';
import { Connection } from './connection';
import { faultOf } from './faults';
import { settingsOf } from './options';

/** The configuration node as its users see it. */
export interface EvccConfigNode extends Node<ConfigCredentials> {
  /** The connection; undefined while the configuration is not valid. */
  connection?: Connection;
  /** What is wrong with the configuration. */
  fault?: EvccError;
}

/** Registers the configuration node: it holds the connection that its users share. */
export function registerConfig(RED: NodeAPI): void {
  const texts = new Texts(RED);

  function EvccConfig(this: EvccConfigNode, def: ConfigDef): void {
    RED.nodes.createNode(this, def);
    try {
      const settings = settingsOf(def, this.credentials ?? {});
      let last = '';
      this.connection = new Connection({
        ...settings,
        clock: systemClock,
        onWarning: (key, params) => this.warn(texts.warning(key, params)),
        onFault: (error) => {
          const text = texts.error(faultOf(error, settings.url));
          // A broker that stays away is one fault, not one for each attempt.
          if (text !== last) this.error(text);
          last = text;
        },
      });
      this.connection.listen({
        changed: () => {
          if (this.connection?.online) last = '';
        },
      });
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
