import type { Offered } from './offer';
import { texts } from './text';

const text = texts('evcc-config');

/** "evcc 0.313.0 · Demo Mode · 3 Ladepunkte · 4 Fahrzeuge" */
export function summary(offer: {
  readonly version?: string;
  readonly title?: string;
  readonly loadpoints: readonly unknown[];
  readonly vehicles: readonly unknown[];
}): string {
  const { version, title, loadpoints, vehicles } = offer;
  return [
    text('offer.version', { version: version ?? '?' }),
    title,
    text('offer.loadpoints', { count: loadpoints.length }),
    text('offer.vehicles', { count: vehicles.length }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Where a picker's content comes from, in words. */
export function sourceText(offered: Offered): string {
  switch (offered.kind) {
    case 'known':
      return summary(offered.offer);
    case 'failed':
      return text('offer.failed', { reason: offered.reason });
    case 'asking':
      return text('offer.asking');
    case 'none':
      return text('offer.none');
  }
}
