import { existsSync } from 'node:fs';
import { MOSQUITTO } from './mosquitto';

/** The browser's program, or undefined where there is none. */
export const CHROMIUM: string | undefined = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((place) => existsSync(place));

export const hasMosquitto = MOSQUITTO !== undefined;
export const hasChromium = CHROMIUM !== undefined;
