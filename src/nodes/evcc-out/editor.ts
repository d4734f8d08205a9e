import { chooseOnly, field, input, numberOf, part, show, whenChanged } from '../../editor/dom';
import { migrate } from '../../editor/migrate';
import { type Offered, titlesOf, titlesSeen, watchOffer } from '../../editor/offer';
import { ownerHint } from '../../editor/owner-hint';
import { offeredTopic, ownTopic } from '../../editor/owners';
import { Picker } from '../../editor/picker';
import { settingGroups } from '../../editor/settings';
import { sourceText } from '../../editor/source';
import { targetFault } from '../../editor/target-fault';
import { texts } from '../../editor/text';
import { topicName } from '../../editor/topic-name';
import { oneOf, quantity, singleTopic } from '../../editor/validate';
import { isValueFault } from '../../editor/value-fault';
import { ValueForm, valueName } from '../../editor/value-form';
import { presentText } from '../../editor/value-text';

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

/** The only setting that evcc drops by itself after a minute. */
const HELD = 'site/batteryMode';

/** Wires the picker of settings, the target and the value to each other and to what the chosen evcc offers. */
function wire(): void {
  let offered: Offered = { kind: 'none' };
  const offer = () => (offered.kind === 'known' ? offered.offer : undefined);
  const target = input('node-input-target');
  const value = new ValueForm();
  const picker = new Picker({
    search: input('evcc-out-search'),
    tree: part('evcc-out-tree'),
    found: part('evcc-out-found'),
    chosen: () => new Set([offeredTopic(target.value.trim(), offer())]),
    choose: ({ topic }) => {
      target.value = topic;
      target.dispatchEvent(new Event('change'));
      part('evcc-out-choose').removeAttribute('open');
      field('evcc-out-source').focus();
    },
  });
  const describe = (): void => {
    const topic = target.value.trim();
    const raw = field('node-input-kind').value === 'raw';
    const fault = raw ? undefined : (targetFault(topic) ?? ownerHint(topic, offer()));
    const now = presentText(offer(), ownTopic(topic, offer()));
    const name = topicName(topic, titlesOf(offer())) ?? '';
    const said = fault ?? (now === undefined ? name : text('hint.now', { label: name, value: now }));
    const note = part('evcc-out-target-note');
    note.classList.toggle('evcc-fault', fault !== undefined);
    if (note.textContent !== said) note.textContent = said;
  };
  const update = (): void => {
    const raw = field('node-input-kind').value === 'raw';
    const topic = target.value.trim();
    show('.evcc-form .evcc-out-raw', raw);
    show('.evcc-form .evcc-out-setting', !raw);
    show('#evcc-out-hold', !raw && topic === HELD);
    const config = RED.nodes.node(field('node-input-evcc').value);
    value.update({ target: raw ? '' : topic, offer: offer(), modeNames: config?.modeNames });
    picker.mark();
    describe();
  };
  const follow = watchOffer(part('evcc-out-tree'), (now) => {
    // Values that were known stay readable while newer ones are missing.
    if (now.kind !== 'failed' || offered.kind !== 'known') offered = now;
    part('evcc-out-reach').textContent = sourceText(now);
    picker.show(settingGroups(offer()));
    update();
  });
  whenChanged(['node-input-evcc'], () => follow(field('node-input-evcc').value));
  whenChanged(['node-input-kind', 'node-input-target'], update);
}

const typed = RED.validators.typedInput('valueType');

/** A value that is written as its type says, and where it is fixed, one that the setting can have. */
function settingValue(this: Partial<EvccOut>, value: unknown, options: { readonly label?: string }): boolean | string {
  const sound = typed.call(this, value, options);
  if (sound !== true) return sound;
  // While a dialog is open the editor asks with its fields, else with what is stored.
  const isOpen = typeof document === 'object' && document.getElementById('evcc-out-fixed') !== null;
  const { kind, target = '', valueType: type = '' } = isOpen ? dialogValues() : this;
  const wrong = kind !== 'raw' && isValueFault(target, { value: String(value ?? ''), type });
  return wrong ? text('problem.value') : true;
}

function dialogValues(): Pick<EvccOut, 'kind' | 'target' | 'valueType'> {
  return {
    kind: field('node-input-kind').value,
    target: field('node-input-target').value.trim(),
    valueType: field('node-input-valueType').value,
  };
}

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
    value: { value: 'payload', validate: settingValue },
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
    if (this.kind === 'raw') return this.target;
    const name = topicName(this.target, titlesSeen(this.evcc)) ?? this.target;
    const value = valueName(this.target, { value: this.value, type: this.valueType });
    return value === undefined ? name : this._('evcc-out.labelled', { name, value });
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
    migrate('evcc-out', this);
    chooseOnly('node-input-evcc');
    $('#node-input-value').typedInput({
      default: 'msg',
      types: ['msg', 'flow', 'global', 'str', 'num', 'bool', 'json', 'jsonata', 'env'],
      typeField: '#node-input-valueType',
    });
    wire();
    const { kind, confirm, timeout } = this;
    if (kind === 'raw' || confirm !== 'applied' || Number(timeout) !== 10)
      part('evcc-out-more').setAttribute('open', '');
    if (this.target === '') part('evcc-out-choose').setAttribute('open', '');
  },
  oneditsave() {
    this.timeout = numberOf('node-input-timeout', this.timeout);
    this.qos = numberOf('node-input-qos', this.qos);
  },
});
