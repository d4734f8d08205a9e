import type { ConfigRequest, DiscoverAnswer, FoundEvcc, OfferAnswer, Sentence, TestAnswer } from '../lib/admin-types';
import { ask, NoAnswer, say } from './ask';
import { get, QUESTION, request, set } from './config-fields';
import { field, part, show, whenChanged } from './dom';
import { type Choice, problemLines, type Report, showReport } from './report';
import { summary } from './source';
import { texts } from './text';

const text = texts('evcc-config');

/** Failures that come from an address that is right somewhere else: in another container, or by another name. */
const NOT_FOUND: readonly string[] = ['nameNotFound', 'lookupFailed', 'refused', 'timeout', 'unreachable', 'unreached'];

function tell(report: Report): void {
  showReport(part('evcc-config-result'), report);
}

function wrong(problem: Sentence, notes: readonly Sentence[], choices: readonly Choice[] = []): void {
  const { text: first, more } = problemLines(problem);
  tell({ kind: 'wrong', text: first, more: [...more, ...notes.map(say)], choices });
  show('#evcc-config-hints', NOT_FOUND.includes(problem.key.replace('diagnosis.', '')));
}

function take({ root }: FoundEvcc): void {
  set('topic', root);
  tell({ kind: 'ok', text: text('find.taken', { root }) });
}

const choicesOf = (evccs: readonly FoundEvcc[]): Choice[] =>
  evccs.map((evcc) => ({ label: text('find.take', { ...evcc }), choose: () => take(evcc) }));

/** Does something that asks the runtime, with its button off meanwhile. */
async function busy(button: HTMLElement, work: () => Promise<void>): Promise<void> {
  tell({ kind: 'busy', text: text('test.busy') });
  show('#evcc-config-hints', false);
  button.setAttribute('disabled', '');
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    tell({ kind: 'wrong', text: error.message });
  } finally {
    button.removeAttribute('disabled');
  }
}

/** A new connection to an evcc of the new schema gets its words; flows that exist keep theirs. */
function chooseWords(offer: OfferAnswer, id: string): void {
  const smart = Object.keys(offer.values).some((topic) => /^loadpoints\/\d+\/alwaysCharge$/.test(topic));
  const untouched = field('node-config-input-modeNames').value === 'classic';
  if (smart && untouched && !RED.nodes.node(id)) set('modeNames', 'smart');
}

async function test(question: ConfigRequest, id: string): Promise<void> {
  const answer = await ask<TestAnswer>('test', question);
  const { ok, problem, notes, evccs } = answer;
  if (problem !== undefined) {
    wrong(problem, notes, choicesOf(evccs.filter(({ root }) => root !== question.topic)));
    return;
  }
  const offer = await ask<OfferAnswer>('offer', question);
  chooseWords(offer, id);
  const { version, title } = answer;
  const known = { ...offer, ...(version !== undefined && { version }), ...(title !== undefined && { title }) };
  tell({ kind: ok ? 'ok' : 'wrong', text: summary(known), more: notes.map(say) });
}

async function discover(question: ConfigRequest): Promise<void> {
  const { problem, notes, evccs } = await ask<DiscoverAnswer>('discover', question);
  const [first, ...others] = evccs;
  if (problem !== undefined) wrong(problem, notes);
  else if (first === undefined) tell({ kind: 'wrong', text: text('find.none'), more: [text('find.noneHelp')] });
  else if (others.length === 0) {
    set('topic', first.root);
    tell({ kind: 'ok', text: text('find.one', { ...first }), more: notes.map(say) });
  } else tell({ kind: 'ok', text: text('find.several'), choices: choicesOf(evccs) });
}

/** Wires *Test connection* and *Find evcc*. */
export function wireTest(id: string): void {
  const testButton = part('evcc-config-test');
  const findButton = part('evcc-config-find');
  testButton.addEventListener('click', () => void busy(testButton, () => test(request(id), id)));
  findButton.addEventListener('click', () => void busy(findButton, () => discover(request(id))));
  // What was tested is no longer what the dialog says.
  whenChanged(QUESTION, () => {
    const result = part('evcc-config-result');
    result.className = 'evcc-report';
    result.replaceChildren();
    show('#evcc-config-hints', false);
  });
  for (const hint of document.querySelectorAll<HTMLElement>('#evcc-config-hints [data-broker]')) {
    const host = hint.dataset.broker ?? '';
    hint.textContent = host;
    hint.addEventListener('click', () => {
      // The port that the user gave may be right though the name is not.
      const port = /:(\d+)$/.exec(get('broker').trim())?.[1] ?? '1883';
      set('broker', `${host}:${port}`);
    });
  }
}
