import { chooseOnly, field, numberOf, show, whenChanged } from '../../editor/dom';
import { offer, settingTopics } from '../../editor/suggestions';
import { texts } from '../../editor/text';
import { oneOf, quantity, singleTopic } from '../../editor/validate';

interface EvccOut {
  name: string;
  evcc: string;
  kind: string;
  target: string;
  value: string;
  valueType: string;
  confirm: string;
  timeout: number;
  hold: boolean;
  qos: number;
  retain: boolean;
}

const text = texts('evcc-out');

/** Types whose value can be read off the node itself. */
const FIXED = ['str', 'num', 'bool'];

/** The only setting that evcc drops by itself after a minute. */
const HELD = 'site/batteryMode';

RED.nodes.registerType<EvccOut>('evcc-out', {
  category: 'evcc',
  color: '#8fc3a1',
  icon: 'evcc.svg',
  align: 'right',
  inputs: 1,
  outputs: 1,
  defaults: {
    name: { value: '' },
    evcc: { value: '', type: 'evcc-config', required: true, label: 'evcc' },
    kind: { value: 'setting', validate: oneOf(['setting', 'raw'], () => text('problem.kind')) },
    target: {
      value: '',
      validate: singleTopic(
        () => text('problem.target'),
        (part) => text('problem.placeholder', { part }),
      ),
    },
    value: { value: 'payload', validate: RED.validators.typedInput('valueType') },
    valueType: { value: 'msg' },
    confirm: {
      value: 'applied',
      validate: oneOf(['none', 'acknowledged', 'applied'], () => text('problem.confirm')),
    },
    timeout: { value: 10, validate: quantity(() => text('problem.timeout'), true) },
    hold: { value: false },
    qos: { value: 0 },
    retain: { value: false },
  },
  paletteLabel() {
    return this._('evcc-out.paletteLabel');
  },
  label() {
    if (this.name) return this.name;
    if (!this.target) return this._('evcc-out.paletteLabel');
    return FIXED.includes(this.valueType) ? `${this.target} = ${this.value}` : this.target;
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  inputLabels() {
    return this._('evcc-out.port.input');
  },
  outputLabels() {
    return this._('evcc-out.port.output');
  },
  oneditprepare() {
    chooseOnly('node-input-evcc');
    offer('evcc-out-suggestions', settingTopics());
    $('#node-input-value').typedInput({
      default: 'msg',
      types: ['msg', 'flow', 'global', 'str', 'num', 'bool', 'json', 'jsonata', 'env'],
      typeField: '#node-input-valueType',
    });
    whenChanged(['node-input-kind', 'node-input-target'], () => {
      const raw = field('node-input-kind').value === 'raw';
      show('.evcc-form .evcc-out-raw', raw);
      show('.evcc-form .evcc-out-setting', !raw);
      show('#evcc-out-hold', !raw && field('node-input-target').value.trim() === HELD);
      if (raw) field('node-input-target').removeAttribute('list');
      else field('node-input-target').setAttribute('list', 'evcc-out-suggestions');
    });
  },
  oneditsave() {
    this.timeout = numberOf('node-input-timeout', this.timeout);
    this.qos = numberOf('node-input-qos', this.qos);
  },
});
