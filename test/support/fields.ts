import type { NodeAPI } from 'node-red';
import { EvccError } from '../../src/lib/errors';
import { scalarAt } from '../../src/lib/yaml-scalar';
import { readCertificates } from '../../src/nodes/evcc-config/admin-certificate';
import { configRequest } from '../../src/nodes/evcc-config/admin-request';
import { readYaml } from '../../src/nodes/evcc-config/admin-yaml';
import { withEnv } from '../../src/nodes/evcc-config/env';
import { settingsOf } from '../../src/nodes/evcc-config/options';
import { storedConfig, storedSecrets } from '../../src/nodes/shared/stored';

const NO_NODE = { nodes: { getNode: () => null } } as unknown as NodeAPI;
const TEXTS = ['broker', 'topic', 'clientid', 'insecure', 'protocolVersion', 'modeNames'] as const;
const SECRETS = ['user', 'password', 'caCert', 'clientCert', 'clientKey'] as const;

/** What a configuration node does with what a flow file holds. */
function configured(def: object, secrets: object): void {
  try {
    const given = { id: 'config', type: 'evcc-config', name: '', z: '', broker: 'tls://h', topic: 'evcc', ...def };
    const filled = withEnv(storedConfig(given), storedSecrets(secrets), () => 'x'.repeat(1000));
    settingsOf(filled.def, filled.credentials);
  } catch (error) {
    if (!(error instanceof EvccError)) throw error;
  }
}

/** Every field of a configuration and of the editor's questions, each with what reads a text that stands in it. Nothing is connected. */
export const FIELDS: Readonly<Record<string, (text: string) => void>> = {
  ...Object.fromEntries(TEXTS.map((field) => [`config ${field}`, (text: string) => configured({ [field]: text }, {})])),
  ...Object.fromEntries(
    SECRETS.map((field) => [`config ${field}`, (text: string) => configured({}, { [field]: text })]),
  ),
  yaml: (text) => void readYaml(text),
  'certificate caCert': (text) => void readCertificates(NO_NODE, { caCert: text }),
  'certificate clientCert': (text) => void readCertificates(NO_NODE, { clientCert: text }),
  'certificate clientKey': (text) => void readCertificates(NO_NODE, { clientKey: text }),
  'request form': (text) =>
    void configRequest.safeParse({ broker: text, topic: text, credentials: { caCert: text, user: text } }),
  // In the dialog, from where the runtime said that the secret stands.
  ...Object.fromEntries(
    (['plain', 'single', 'double', 'block'] as const).map((style) => [
      `secret ${style}`,
      (text: string) => void scalarAt(style === 'block' ? `|\n${text}` : text, { start: 0, end: text.length, style }),
    ]),
  ),
};
