// `npm run docs`: writes the pages that are made from the catalogue, the texts and the recordings. A test holds them against it.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pages } from './docs/pages';

for (const [path, content] of pages()) {
  writeFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), content);
  console.log(path);
}
