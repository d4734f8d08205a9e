import type { Request, RequestHandler, Response } from 'express';
import type { NodeAPI } from 'node-red';
import { z } from 'zod';
import type { BrokersAnswer, RefusedAnswer } from '../../lib/admin-types';
import { MAX_TEXT } from '../../lib/limits';
import { brokersOf } from './admin-brokers';
import { readCertificates } from './admin-certificate';
import { configRequest } from './admin-request';
import { discover, offer, offerFor, test } from './admin-visit';
import { readYaml } from './admin-yaml';
import { KeptOffers } from './kept-offers';
import { namesKnown } from './offer';
import type { Settings } from './options';
import type { EvccConfigNode } from './runtime';

/** Bytes of a question; five PEM texts with long chains stay below it. */
const MAX_BODY = 256 * 1024;
/** Visits to brokers at the same time, whoever asks. */
const MAX_VISITS = 3;
const CODES: Readonly<Record<RefusedAnswer['refused'], number>> = {
  badRequest: 400,
  notFound: 404,
  tooLarge: 413,
  busy: 429,
};

function refuse(response: Response, refused: RefusedAnswer['refused']): void {
  const answer: RefusedAnswer = { refused };
  response.status(CODES[refused]).json(answer);
}

/** The content of a question in its form; undefined when it was refused. JSON only: a page of another origin cannot send that unasked. */
function bodyOf<T>(form: z.ZodType<T>, request: Request, response: Response): T | undefined {
  if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > MAX_BODY) {
    refuse(response, 'tooLarge');
    return undefined;
  }
  const parsed = request.is('application/json') ? form.safeParse(request.body) : undefined;
  if (parsed?.success === true) return parsed.data;
  refuse(response, 'badRequest');
  return undefined;
}

const pem = z.string().max(MAX_BODY).optional();
const yamlForm = z.object({ text: z.string().max(MAX_BODY) });
const certificateForm = z.object({
  id: z.string().max(MAX_TEXT).optional(),
  caCert: pem,
  clientCert: pem,
  clientKey: pem,
});

/**
 * What the editor asks of the runtime. Whoever asks for a visit to a broker of his choice has to be allowed to deploy as well: with
 * that he could have the same done by a flow.
 */
export function registerAdmin(RED: NodeAPI): void {
  const may = (...permissions: string[]): RequestHandler[] =>
    permissions.map((permission) => RED.auth.needsPermission(permission) as RequestHandler);
  const visitor = may('evcc-config.write', 'flows.write');
  let visits = 0;

  /** Makes a visit, unless too many are under way. */
  const bounded = (response: Response, work: () => Promise<object>): void => {
    if (visits >= MAX_VISITS) {
      refuse(response, 'busy');
      return;
    }
    visits++;
    work()
      .then((answer) => response.json(answer))
      // What is not a fault of the configuration is one of ours; its words could quote a secret.
      .catch(() => response.status(500).end())
      .finally(() => {
        visits--;
      });
  };

  RED.httpAdmin.post('/evcc-config/test', ...visitor, (request, response) => {
    const body = bodyOf(configRequest, request, response);
    if (body !== undefined) bounded(response, () => test(RED, body as Parameters<typeof test>[1]));
  });
  RED.httpAdmin.post('/evcc-config/discover', ...visitor, (request, response) => {
    const body = bodyOf(configRequest, request, response);
    if (body !== undefined) bounded(response, () => discover(RED, body as Parameters<typeof test>[1]));
  });
  RED.httpAdmin.post('/evcc-config/offer', ...visitor, (request, response) => {
    const body = bodyOf(configRequest, request, response);
    if (body !== undefined) bounded(response, () => offerFor(RED, body as Parameters<typeof test>[1]));
  });
  RED.httpAdmin.post('/evcc-config/yaml', ...may('evcc-config.write'), (request, response) => {
    const body = bodyOf(yamlForm, request, response);
    if (body !== undefined) response.json(readYaml(body.text));
  });
  RED.httpAdmin.post('/evcc-config/certificate', ...may('evcc-config.write'), (request, response) => {
    const body = bodyOf(certificateForm, request, response);
    if (body !== undefined) response.json(readCertificates(RED, body as Parameters<typeof readCertificates>[1]));
  });
  RED.httpAdmin.get('/evcc-config/brokers', ...may('evcc-config.write'), (_request, response) => {
    const answer: BrokersAnswer = { brokers: brokersOf(RED) };
    response.json(answer);
  });

  /** The settings of a deployed configuration; undefined when it was refused. */
  const deployed = (request: Request, response: Response): { node: EvccConfigNode; settings: Settings } | undefined => {
    const node = RED.nodes.getNode(String(request.params.id)) as EvccConfigNode | null;
    if (node?.type === 'evcc-config' && node.settings !== undefined) return { node, settings: node.settings };
    refuse(response, 'notFound');
    return undefined;
  };
  const kept = new KeptOffers();
  // Present values of a home, and a visit with the stored password: for who could have both by a flow.
  RED.httpAdmin.get('/evcc-config/:id/offer', ...may('evcc-config.read', 'flows.write'), (request, response) => {
    const { node, settings } = deployed(request, response) ?? {};
    if (node === undefined || settings === undefined) return;
    const known = kept.of(node.id, settings);
    if (known !== undefined) {
      known.then(
        (answer) => response.json(answer),
        () => response.status(500).end(),
      );
      return;
    }
    bounded(response, () => {
      const answer = offer(settings);
      kept.keep(node, settings, answer);
      return answer;
    });
  });
  // For who may only look: what the flows' connection knows already.
  RED.httpAdmin.get('/evcc-config/:id/names', ...may('evcc-config.read'), (request, response) => {
    const { node, settings } = deployed(request, response) ?? {};
    if (node !== undefined && settings !== undefined)
      response.json(namesKnown(settings.rootTopic, node.running?.state));
  });
}
