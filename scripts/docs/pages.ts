import { conformancePage } from './conformance';
import { LANGUAGES, type Language, pathOf } from './markdown';
import { propertiesPage } from './properties';
import { reliabilityPage } from './reliability';
import { settingsPage } from './settings';
import { troubleshootingPage } from './troubleshooting';

const PAGES: Readonly<Record<string, (language: Language) => string>> = {
  properties: propertiesPage,
  settings: settingsPage,
  troubleshooting: troubleshootingPage,
  conformance: conformancePage,
  reliability: reliabilityPage,
};

/** Every generated page: its path in the repository, and what it holds. */
export function pages(): [path: string, content: string][] {
  return Object.entries(PAGES).flatMap(([name, make]) =>
    LANGUAGES.map((language): [string, string] => [pathOf(name, language), make(language)]),
  );
}
