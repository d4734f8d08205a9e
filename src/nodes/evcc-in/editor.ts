import { Chosen } from '../../editor/chosen';
import { checkbox, chooseOnly, field, input, numberOf, part, show, whenChanged } from '../../editor/dom';
import { valueGroups } from '../../editor/entries';
import { migrate } from '../../editor/migrate';
import { type Offered, titlesSeen, watchOffer } from '../../editor/offer';
import { Picker } from '../../editor/picker';
import { preview } from '../../editor/preview';
import { sourceText } from '../../editor/source';
import { texts } from '../../editor/text';
import { topicList } from '../../editor/topic-fault';
import { topicLabel } from '../../editor/topic-name';
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

/** The topics of the dialog that is open; the editor opens one of a type at a time. */
let dialog: Chosen | undefined;

/** Wires the picker, the chosen topics and the preview to each other and to what the chosen evcc offers. */
function wire(topics: readonly string[]): Chosen {
  let offered: Offered = { kind: 'none' };
  const offer = () => (offered.kind === 'known' ? offered.offer : undefined);
  const showPreview = (): void => {
    const message = preview(chosen.topics(), field('node-input-output').value, offer());
    show('#evcc-in-preview', message !== undefined);
    part('evcc-in-message').textContent = message ?? '';
  };
  const chosen = new Chosen(part('evcc-in-topics'), () => {
    picker.mark();
    showPreview();
  });
  const picker = new Picker({
    search: input('evcc-in-search'),
    tree: part('evcc-in-tree'),
    found: part('evcc-in-found'),
    chosen: () => chosen.offered(),
    choose: ({ topic }) => chosen.toggle(topic),
  });
  for (const topic of topics) chosen.add(topic);
  const follow = watchOffer(part('evcc-in-tree'), (now) => {
    // Values that were known stay readable while newer ones are missing.
    if (now.kind !== 'failed' || offered.kind !== 'known') offered = now;
    part('evcc-in-source').textContent = sourceText(now);
    chosen.update(offer());
    picker.show(valueGroups(offer()));
    showPreview();
  });
  part('evcc-in-add').addEventListener('click', () => chosen.add());
  whenChanged(['node-input-evcc'], () => follow(field('node-input-evcc').value));
  whenChanged(['node-input-output'], showPreview);
  return chosen;
}

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
    const label = topicLabel(first, titlesSeen(this.evcc));
    return others.length === 0 ? label : this._('evcc-in.more', { topic: label, count: others.length });
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
    migrate('evcc-in', this);
    chooseOnly('node-input-evcc');
    dialog = wire(this.topics ?? []);
    // The editor knows the number of inputs by a field of that name; people are asked a question.
    const request = checkbox('evcc-in-request');
    request.checked = Number(this.inputs) === 1;
    request.addEventListener('change', () => {
      field('node-input-inputs').value = request.checked ? '1' : '0';
    });
    const more = part('evcc-in-more');
    const { emit, initial, deadband, interval, inputs } = this;
    if (emit !== 'change' || !initial || Number(deadband) + Number(interval) + Number(inputs) > 0) {
      more.setAttribute('open', '');
    }
  },
  oneditsave() {
    this.topics = dialog?.topics() ?? this.topics;
    this.deadband = numberOf('node-input-deadband', this.deadband);
    this.interval = numberOf('node-input-interval', this.interval);
  },
});
