import { checkbox, chooseOnly, field, numberOf } from '../../editor/dom';
import { offer, valueTopics } from '../../editor/suggestions';
import { texts } from '../../editor/text';
import { topicList } from '../../editor/topic-fault';
import { readTopics, showTopics } from '../../editor/topic-list';
import { oneOf, quantity } from '../../editor/validate';

interface EvccIn {
  name: string;
  evcc: string;
  /** Absent in a node that was written by hand. */
  topics: string[] | undefined;
  output: string;
  emit: string;
  initial: boolean;
  deadband: number;
  deadbandType: string;
  interval: number;
  inputs: number;
}

const text = texts('evcc-in');

RED.nodes.registerType<EvccIn>('evcc-in', {
  category: 'evcc',
  color: '#8fc3a1',
  icon: 'evcc.svg',
  inputs: 0,
  outputs: 1,
  defaults: {
    name: { value: '' },
    evcc: { value: '', type: 'evcc-config', required: true, label: 'evcc' },
    topics: { value: [], validate: topicList(() => text('problem.topics')) },
    output: { value: 'value', validate: oneOf(['value', 'object'], () => text('problem.output')) },
    emit: { value: 'change', validate: oneOf(['change', 'update'], () => text('problem.emit')) },
    initial: { value: true },
    deadband: {
      value: 0,
      validate: quantity(() => text('problem.number', { label: text('label.deadband') })),
    },
    deadbandType: { value: 'num' },
    interval: {
      value: 0,
      validate: quantity(() => text('problem.number', { label: text('label.interval') })),
    },
    inputs: { value: 0 },
  },
  paletteLabel() {
    return this._('evcc-in.paletteLabel');
  },
  label() {
    const [first, ...others] = this.topics ?? [];
    if (this.name) return this.name;
    if (first === undefined) return this._('evcc-in.paletteLabel');
    return others.length === 0 ? first : this._('evcc-in.more', { topic: first, count: others.length });
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  inputLabels() {
    return this._('evcc-in.port.input');
  },
  outputLabels() {
    return this.output === 'object' ? this._('evcc-in.port.object') : this._('evcc-in.port.value');
  },
  oneditprepare() {
    chooseOnly('node-input-evcc');
    offer('evcc-in-suggestions', valueTopics());
    showTopics(
      {
        list: 'evcc-in-topics',
        suggestions: 'evcc-in-suggestions',
        placeholder: this._('evcc-in.placeholder.topic'),
        label: (number) => this._('evcc-in.label.topic', { number }),
      },
      this.topics ?? [],
    );
    // The editor knows the number of inputs by a field of that name; people are asked a question.
    const request = checkbox('evcc-in-request');
    request.checked = Number(this.inputs) === 1;
    request.addEventListener('change', () => {
      field('node-input-inputs').value = request.checked ? '1' : '0';
    });
  },
  oneditsave() {
    this.topics = readTopics('evcc-in-topics');
    this.deadband = numberOf('node-input-deadband', this.deadband);
    this.interval = numberOf('node-input-interval', this.interval);
  },
});
