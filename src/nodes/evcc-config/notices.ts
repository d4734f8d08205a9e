import { internal } from '../../lib/catalogue';
import type { Params } from '../../lib/errors';
import type { EvccState } from '../../lib/state/state';

/** Topics of which it is said that their text is not understood. */
const MOST = 20;

/** What a user should know of the evcc behind a connection, each said once. */
export class Notices {
  private readonly unread = new Set<string>();
  private fatal = false;

  constructor(
    private readonly state: () => EvccState,
    private readonly warn: (key: string, params: Params) => void,
  ) {}

  /** The phase changed: an evcc that cannot run says nothing else. */
  phase(): void {
    const fatal = this.state().phase === 'fatal';
    if (fatal && !this.fatal) this.warn('fatal', {});
    this.fatal = fatal;
  }

  /** The text of a relative topic has a form that is not understood. */
  unreadable(path: string): void {
    if (this.unread.has(path) || this.unread.size >= MOST || internal(path) !== undefined) return;
    this.unread.add(path);
    const version = String(this.state().tree.get('site/version')?.value ?? '?');
    this.warn('unreadable', { topic: path, version });
  }
}
