import type { OfferAnswer } from '../lib/admin-types';
import type { Scalar } from '../lib/codec/decode';
import { type ModeNames, translateMode } from '../lib/state/mode-names';
import { ask, NoAnswer, requestOf, say } from './ask';
import type { Titles } from './topic-name';

/** How often present values are asked for while a dialog is open, ms; the runtime keeps an answer for three seconds. */
const REFRESH = 5000;

/** What evcc offers, or why that is not known. */
export type Offered =
  | { readonly kind: 'none' | 'asking' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'known'; readonly offer: OfferAnswer };

/** Titles that were seen in this editor, by configuration node: nodes in the flow are named by them, dialog open or not. */
const seen = new Map<string, OfferAnswer>();

async function fetchOffer(node: EditorConfigNode): Promise<OfferAnswer> {
  // Present values, and a visit to the broker, are for who may edit flows.
  if (!RED.user.hasPermission('flows.write')) return ask<OfferAnswer>(`${node.id}/names`);
  if (node.changed !== true) {
    try {
      return await ask<OfferAnswer>(`${node.id}/offer`);
    } catch (error) {
      // Not deployed yet.
      if (!(error instanceof NoAnswer) || error.status !== 404) throw error;
    }
  }
  return ask<OfferAnswer>('offer', requestOf(node));
}

const MODE = /^(?:loadpoints|vehicles)\/[^/]+\/mode$/;

/** The offer with charge modes in the words that this configuration gives to flows. */
function inWords(offer: OfferAnswer, names: ModeNames): OfferAnswer {
  const values = { ...offer.values };
  for (const [topic, word] of Object.entries(values)) {
    if (!MODE.test(topic) || typeof word !== 'string') continue;
    const always = values[topic.replace(/mode$/, 'alwaysCharge')];
    values[topic] = translateMode(word, typeof always === 'string' ? always : undefined, names);
  }
  return { ...offer, values };
}

function modeNames({ modeNames: names }: EditorConfigNode): ModeNames {
  return names === 'smart' || names === 'published' ? names : 'classic';
}

async function offered(node: EditorConfigNode): Promise<Offered> {
  try {
    const offer = inWords(await fetchOffer(node), modeNames(node));
    if (offer.ok || Object.keys(offer.values).length > 0) {
      seen.set(node.id, offer);
      return { kind: 'known', offer };
    }
    return { kind: 'failed', reason: offer.problem === undefined ? '' : say(offer.problem) };
  } catch (error) {
    if (error instanceof NoAnswer) return { kind: 'failed', reason: error.message };
    throw error;
  }
}

/**
 * Keeps a dialog supplied with what the evcc of a configuration node offers, until the element that shows it has left the page.
 * Returns the function that says which configuration node it is.
 */
export function watchOffer(shownBy: HTMLElement, changed: (offered: Offered) => void): (id: string) => void {
  let current = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (id: string): void => {
    timer = setTimeout(() => void visit(id), REFRESH);
  };
  const visit = async (id: string): Promise<void> => {
    if (!shownBy.isConnected) return;
    const node = RED.nodes.node(id);
    const answer: Offered = node?.type === 'evcc-config' ? await offered(node) : { kind: 'none' };
    // Meanwhile another evcc may have been chosen, or the dialog closed.
    if (id !== current || !shownBy.isConnected) return;
    changed(answer);
    if (answer.kind !== 'none') again(id);
  };
  return (id) => {
    clearTimeout(timer);
    current = id;
    const known = seen.get(id);
    changed(known === undefined ? { kind: RED.nodes.node(id) ? 'asking' : 'none' } : { kind: 'known', offer: known });
    void visit(id);
  };
}

/** A value as it is known; undefined: not. */
export function valueAt(offer: OfferAnswer | undefined, topic: string): Scalar | undefined {
  return offer !== undefined && Object.hasOwn(offer.values, topic) ? offer.values[topic] : undefined;
}

/** What an evcc calls its loadpoints and vehicles, by number, name or title. */
export function titlesOf(offer: OfferAnswer | undefined): Titles {
  return (branch, segment) =>
    branch === 'loadpoints'
      ? offer?.loadpoints.find(({ id, name }) => String(id) === segment || name === segment)?.title
      : offer?.vehicles.find(({ name }) => name === segment)?.title;
}

/** The same of the evcc that a configuration node was last seen to be. */
export function titlesSeen(configId: string): Titles {
  return titlesOf(seen.get(configId));
}
