export interface DashboardNode {
  readonly id: string;
  readonly type: string;
  readonly topics?: readonly string[];
  readonly [key: string]: unknown;
}
export const FILES: Readonly<Record<'de' | 'en', string>>;
/** The nodes of the example in a language. */
export function dashboard(language: 'de' | 'en'): DashboardNode[];
/** The example as its file holds it. */
export function text(language: 'de' | 'en'): string;
