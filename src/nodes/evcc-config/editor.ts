import { field, numberOf, show, whenChanged } from '../../editor/dom';
import { texts } from '../../editor/text';
import { brokerAddress, oneOf, rootTopic } from '../../editor/validate';

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
    whenChanged(['node-config-input-topic'], () => {
      show('#evcc-config-topic-empty', field('node-config-input-topic').value.trim() === '');
    });
    const tls = document.getElementById('evcc-config-tls');
    whenChanged(['node-config-input-broker'], () => {
      if (/^(tls|ssl|mqtts|wss):/i.test(field('node-config-input-broker').value.trim())) tls?.setAttribute('open', '');
    });
  },
  oneditsave() {
    this.protocolVersion = numberOf('node-config-input-protocolVersion', this.protocolVersion);
  },
});
