import { CHROMIUM, MOSQUITTO } from '../../scripts/programs.mjs';

export { CHROMIUM, MOSQUITTO };

export const hasMosquitto = MOSQUITTO !== undefined;
export const hasChromium = CHROMIUM !== undefined;
