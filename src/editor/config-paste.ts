import type { BrokersAnswer, KnownBroker, YamlAnswer, YamlRequest } from '../lib/admin-types';
import { scalarAt } from '../lib/yaml-scalar';
import { ask, NoAnswer, say } from './ask';
import { set, setInsecure, type TextField } from './config-fields';
import { field, part, show } from './dom';
import { problemLines, showReport } from './report';
import { texts } from './text';

const text = texts('evcc-config');

/** Fills the fields that something is known for. */
function fill(values: Partial<Record<TextField, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) if (value !== undefined) set(name as TextField, value);
}

/** Takes over what a pasted block says. Secrets are read from the text here; they do not come back from the runtime. */
async function readYaml(pasted: string, place: HTMLElement): Promise<void> {
  const question: YamlRequest = { text: pasted };
  const answer = await ask<YamlAnswer>('yaml', question);
  const { problem, notes, broker, topic, user, insecure, caCert, clientCert, secrets } = answer;
  if (problem !== undefined) {
    showReport(place, { kind: 'wrong', ...problemLines(problem) });
    return;
  }
  const { password, clientKey } = secrets;
  fill({
    broker,
    topic,
    user,
    caCert,
    clientCert,
    password: password && scalarAt(pasted, password),
    clientKey: clientKey && scalarAt(pasted, clientKey),
  });
  setInsecure(insecure === true);
  showReport(place, { kind: 'ok', text: text('paste.done'), more: notes.map(say) });
}

/** Wires *Paste from evcc.yaml*. What was pasted is not kept: it may hold a password. */
export function wirePaste(): void {
  const area = field('evcc-config-yaml');
  const place = part('evcc-config-yaml-result');
  part('evcc-config-yaml-take').addEventListener('click', () => {
    if (area.value.trim() === '') return;
    readYaml(area.value, place).then(
      () => {
        area.value = '';
      },
      (error: unknown) => {
        if (!(error instanceof NoAnswer)) throw error;
        showReport(place, { kind: 'wrong', text: error.message });
      },
    );
  });
}

function takeOver(known: KnownBroker): void {
  const { broker, user, caCert, clientCert, protocolVersion, insecure, notes } = known;
  fill({ broker, user, caCert, clientCert });
  set('protocolVersion', String(protocolVersion));
  setInsecure(insecure);
  showReport(part('evcc-config-takeover-result'), { kind: 'ok', text: text('takeover.done'), more: notes.map(say) });
}

/** Offers the MQTT broker nodes that the flows have already; where there are none, nothing is to be seen. */
export async function wireTakeOver(): Promise<void> {
  show('#evcc-config-takeover', false);
  const select = field('evcc-config-takeover-from');
  let brokers: readonly KnownBroker[];
  try {
    ({ brokers } = await ask<BrokersAnswer>('brokers'));
  } catch (error) {
    // Without the permission to ask there is nothing to take over.
    if (error instanceof NoAnswer) return;
    throw error;
  }
  if (brokers.length === 0 || !select.isConnected) return;
  select.append(...brokers.map(({ id, name }) => new Option(name, id)));
  select.addEventListener('change', () => {
    const known = brokers.find(({ id }) => id === select.value);
    if (known !== undefined) takeOver(known);
  });
  show('#evcc-config-takeover', true);
}
