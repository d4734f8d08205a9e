import { expect, test } from 'vitest';
import { hasChromium } from '../support/available';
import { Demo } from '../support/demo';
import { Editor } from '../support/editor';
import { until } from '../support/until';

test.skipIf(!hasChromium)(
  'what npm start opens with shows values, and its page asks nothing of the world',
  async () => {
    const demo = await Demo.start();
    let editor: Editor | undefined;
    try {
      const address = await demo.address();
      editor = await Editor.open(address, { lang: 'en-US' });
      const { page, errors } = editor;
      const outside: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
      });
      await page.reload();
      const statuses = page.locator('.red-ui-flow-node-status-label');
      // What the last object held, below the node: "26 values".
      await until(
        async () => (await statuses.allTextContents()).some((text) => /^[1-9]\d* (values|Werte)$/.test(text)),
        'a value is shown',
      );
      expect(errors).toEqual([]);
      expect(outside).toEqual([]);
      expect(demo.outside()).toEqual([]);
    } finally {
      await editor?.close();
      await demo.close();
    }
  },
);
