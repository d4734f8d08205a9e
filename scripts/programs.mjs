// What tests need beside npm packages, where it is found, and how one comes by it: said in one place, for the tests that are skipped
// without it and for the list of what was skipped.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps daemons out of an ordinary user's path. */
const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/opt/homebrew/sbin',
  '/opt/homebrew/bin',
];

function find(names, places = []) {
  const files = [...FOLDERS.filter(Boolean).flatMap((folder) => names.map((name) => join(folder, name))), ...places];
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export const MOSQUITTO = find(['mosquitto']);

export const CHROMIUM = find(
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
);

/** What this machine lacks, each with a way to get it. */
export function missing() {
  return [
    ...(MOSQUITTO === undefined ? ['mosquitto (apt-get install mosquitto mosquitto-clients)'] : []),
    ...(CHROMIUM === undefined ? ['Chromium (apt-get install chromium)'] : []),
  ];
}
