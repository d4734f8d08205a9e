import { wireCertificates } from '../../editor/config-certificates';
import { get, isVariable } from '../../editor/config-fields';
import { wirePaste, wireTakeOver } from '../../editor/config-paste';
import { wireTest } from '../../editor/config-test';
import { checkbox, field, numberOf, part, show, whenChanged } from '../../editor/dom';
import { migrate } from '../../editor/migrate';
import { texts } from '../../editor/text';
import { brokerAddress, oneOf, rootTopic } from '../../editor/validate';
import { parseBroker } from '../../lib/broker';
import { EvccError } from '../../lib/errors';
import { normalizeRoot } from '../../lib/topic';

interface EvccConfig {
  name: string;
  broker: string;
  topic: string;
  clientid: string;
  insecure: boolean;
  protocolVersion: number;
  modeNames: string;
}

const text = texts('evcc-config');

/** What is wrong with the broker's address, in the words of the runtime. */
function brokerFault(value: string): string | undefined {
  if (isVariable(value)) return undefined;
  try {
    parseBroker(value);
    return undefined;
  } catch (error) {
    if (error instanceof EvccError) return text(`errors.${error.key}`, error.params);
    throw error;
  }
}

function topicFault(value: string): string | undefined {
  if (value.trim() === '') return text('problem.topicEmpty');
  return isVariable(value) || normalizeRoot(value) !== undefined ? undefined : text('problem.topic');
}

/** Judges a field while it is typed in. */
function judge(name: 'broker' | 'topic', fault: (value: string) => string | undefined): void {
  whenChanged([`node-config-input-${name}`], () => {
    const said = fault(get(name)) ?? '';
    const note = part(`evcc-config-${name}-note`);
    field(`node-config-input-${name}`).setAttribute('aria-invalid', String(said !== ''));
    if (note.textContent !== said) note.textContent = said;
  });
}

/** The part for TLS is there when the address or a certificate asks for it. */
function followTls(): void {
  const tls = part('evcc-config-tls');
  const certificates = ['caCert', 'clientCert', 'clientKey'] as const;
  whenChanged(['node-config-input-broker'], () => {
    const secure = /^\s*(tls|ssl|mqtts|wss):/i.test(get('broker'));
    if (secure || certificates.some((name) => get(name) !== '')) tls.setAttribute('open', '');
  });
  whenChanged(['node-config-input-insecure'], () => {
    show('#evcc-config-insecure-warning', checkbox('node-config-input-insecure').checked);
  });
}

RED.nodes.registerType<EvccConfig>('evcc-config', {
  category: 'config',
  defaults: {
    name: { value: '' },
    broker: { value: 'localhost:1883', validate: brokerAddress(() => text('problem.broker')) },
    topic: { value: 'evcc', validate: rootTopic(() => text('problem.topic')) },
    clientid: { value: '' },
    insecure: { value: false },
    protocolVersion: {
      value: 4,
      validate: oneOf([4, 5], () => text('problem.protocolVersion')),
    },
    modeNames: {
      value: 'classic',
      validate: oneOf(['classic', 'smart', 'published'], () => text('problem.modeNames')),
    },
  },
  credentials: {
    user: { type: 'text' },
    password: { type: 'password' },
    caCert: { type: 'text' },
    clientCert: { type: 'text' },
    clientKey: { type: 'password' },
  },
  paletteLabel() {
    return this._('evcc-config.paletteLabel');
  },
  label() {
    return this.name || `${this.topic} @ ${this.broker}`;
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    migrate('evcc-config', this);
    judge('broker', brokerFault);
    judge('topic', topicFault);
    followTls();
    wireCertificates(this.id);
    wireTest(this.id);
    wirePaste();
    void wireTakeOver();
    if (Number(this.protocolVersion) !== 4 || this.modeNames !== 'classic')
      part('evcc-config-more').setAttribute('open', '');
  },
  oneditsave() {
    this.protocolVersion = numberOf('node-config-input-protocolVersion', this.protocolVersion);
  },
});
