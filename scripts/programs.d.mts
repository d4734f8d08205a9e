export const MOSQUITTO: string | undefined;
export const CHROMIUM: string | undefined;
export function missing(): string[];
