import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { catalogue, LANGUAGES } from './texts';

/** The dialogs' code is of another program, with the editor's globals: it is loaded here as a path. */
async function editor<Module>(name: string): Promise<Module> {
  return (await import(/* @vite-ignore */ `../../src/editor/${name}.ts`)) as Module;
}

interface Ask {
  ask(path: string, question?: object): Promise<unknown>;
}
interface Offer {
  watchOffer(shownBy: object, changed: (offered: { readonly kind: string }) => void): (id: string) => void;
}

/** What the runtime would answer, by the path that is asked for. */
let answers: Record<string, { readonly status: number; readonly body?: unknown }> = {};
let asked: string[] = [];
let may = true;

beforeEach(() => {
  asked = [];
  vi.stubGlobal('RED', {
    _: (key: string) => key.split(':')[1] ?? key,
    user: { hasPermission: (permission: string) => permission === 'flows.write' && may },
    nodes: { node: (id: string) => ({ id, type: 'evcc-config' }) },
  });
  vi.stubGlobal('$', {
    ajax: ({ url }: { readonly url: string }) => {
      asked.push(url);
      const { status, body } = answers[url] ?? { status: 404, body: { refused: 'notFound' } };
      return status === 200 ? Promise.resolve(body) : Promise.reject({ status, responseJSON: body });
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  [401, undefined, 'notAllowed'],
  [403, undefined, 'notAllowed'],
  [429, { refused: 'busy' }, 'busy'],
  [404, { refused: 'notFound' }, 'notFound'],
  [404, { refused: 'constructor' }, 'noAnswer'],
  [500, undefined, 'noAnswer'],
  [0, undefined, 'noAnswer'],
])('an answer with status %d and %j says %s, in both languages', async (status, body, key) => {
  answers = { 'evcc-config/test': { status, body } };
  const { ask } = await editor<Ask>('ask');
  await expect(ask('test', {})).rejects.toMatchObject({ status, message: `evcc-config.admin.${key}` });
  for (const language of LANGUAGES)
    expect(catalogue(language, 'evcc-config').has(`evcc-config.admin.${key}`)).toBe(true);
});

test.each([
  [true, 'evcc-config/home/offer'],
  [false, 'evcc-config/flat/names'],
])('who may edit flows (%s) asks for %s, and for nothing else', async (allowed, path) => {
  may = allowed;
  const offer = {
    ok: true,
    notes: [],
    root: 'evcc',
    loadpoints: [{ id: 1, title: 'Carport' }],
    vehicles: [],
    values: {},
  };
  answers = { [path]: { status: 200, body: offer } };
  const shownBy = { isConnected: true };
  const { watchOffer } = await editor<Offer>('offer');
  const told = await new Promise((resolve) => {
    watchOffer(shownBy, (offered) => {
      if (offered.kind !== 'known') return;
      shownBy.isConnected = false;
      resolve(offered);
    })(path.split('/')[1] ?? '');
  });
  expect([told, asked]).toMatchObject([{ kind: 'known', offer: { loadpoints: [{ title: 'Carport' }] } }, [path]]);
});
