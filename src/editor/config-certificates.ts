import type { CertificateAnswer, CertificateRequest, CertificateSummary } from '../lib/admin-types';
import { STORED_SECRET } from '../lib/admin-types';
import { pemShape } from '../lib/pem';
import { ask, defined, NoAnswer, say } from './ask';
import { get, isVariable, set } from './config-fields';
import { field, part } from './dom';
import { texts } from './text';

const text = texts('evcc-config');

const FIELDS = ['caCert', 'clientCert', 'clientKey'] as const;
type PemField = (typeof FIELDS)[number];

/** While somebody types, the runtime is not asked, ms. */
const TYPING = 400;
/** Larger files are no certificates. */
const MAX_FILE = 100_000;

/** What is wrong with a field as far as its shape tells; undefined: nothing, or it cannot be judged here. */
function shapeFault(name: PemField): string | undefined {
  const value = get(name).trim();
  if (value === '' || value === STORED_SECRET || isVariable(value)) return undefined;
  const fault = pemShape(value, name);
  return fault === undefined ? undefined : text(`errors.pem.${fault}`, { field: text(`label.${name}`) });
}

function summaryText({ subject, issuer, until }: CertificateSummary): string {
  const date = new Intl.DateTimeFormat(RED.i18n.lang(), { dateStyle: 'long' });
  return text('certificate.summary', { subject, issuer, until: date.format(until) });
}

function tell(name: PemField, lines: readonly string[], faulty: boolean): void {
  const note = part(`evcc-config-${name}-note`);
  note.classList.toggle('evcc-fault', faulty);
  note.textContent = lines.join('\n');
  field(`node-config-input-${name}`).setAttribute('aria-invalid', String(faulty));
}

/** Says what the certificates are, and what is wrong with them; the key never comes back. */
async function judge(id: string): Promise<void> {
  const faults = new Map(FIELDS.map((name) => [name, shapeFault(name)]));
  for (const [name, fault] of faults) tell(name, fault === undefined ? [] : [fault], fault !== undefined);
  const sound = (name: PemField): string | undefined => {
    const value = get(name);
    return value.trim() === '' || faults.get(name) !== undefined || isVariable(value) ? undefined : value;
  };
  const asked = { caCert: sound('caCert'), clientCert: sound('clientCert'), clientKey: sound('clientKey') };
  if (asked.caCert === undefined && asked.clientCert === undefined) return;
  const question: CertificateRequest = { id, ...defined(asked) };
  const answer = await ask<CertificateAnswer>('certificate', question);
  const about = (name: PemField): string[] =>
    [...(answer.problem ? [answer.problem] : []), ...answer.notes]
      .filter(({ params }) => params.field === name || (name === 'clientCert' && params.field === undefined))
      .map(say);
  const wrong = answer.problem?.params.field ?? 'clientCert';
  for (const name of ['caCert', 'clientCert'] as const) {
    if (faults.get(name) !== undefined) continue;
    const faulty = answer.problem !== undefined && wrong === name;
    tell(name, [...answer[name].map(summaryText), ...about(name)], faulty);
  }
}

/** Lets a file be chosen or dropped into a field. */
function takeFiles(name: PemField): void {
  const area = field(`node-config-input-${name}`);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > MAX_FILE) tell(name, [text('certificate.tooLarge')], true);
    else set(name, await file.text());
  };
  const chooser = field(`evcc-config-${name}-file`);
  chooser.addEventListener('change', () => {
    if (chooser instanceof HTMLInputElement) void take(chooser.files?.[0]);
    chooser.value = '';
  });
  area.addEventListener('dragover', (event) => event.preventDefault());
  area.addEventListener('drop', (event) => {
    if (!(event instanceof DragEvent) || event.dataTransfer?.files[0] === undefined) return;
    event.preventDefault();
    // The editor itself would take the file for a flow to import.
    event.stopPropagation();
    void take(event.dataTransfer.files[0]);
  });
}

/** Wires the fields for certificates and the key. */
export function wireCertificates(id: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (document.getElementById('evcc-config-tls') === null) return;
      judge(id).catch((error: unknown) => {
        if (!(error instanceof NoAnswer)) throw error;
      });
    }, TYPING);
  };
  for (const name of FIELDS) {
    takeFiles(name);
    field(`node-config-input-${name}`).addEventListener('input', later);
  }
  if (FIELDS.some((name) => get(name) !== '')) later();
}
