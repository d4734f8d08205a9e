import { SHOWN_LENGTH } from '../constants';

const short = (text: string): string => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text);

/** Collects JSON-like text up to a length, so that neither huge nor circular objects nor their getters do harm. */
class Writer {
  text = '';

  private get full(): boolean {
    return this.text.length > SHOWN_LENGTH;
  }

  write(value: unknown, depth: number): void {
    if (this.full) return;
    if (typeof value === 'string') this.text += JSON.stringify(value.slice(0, SHOWN_LENGTH + 1));
    else if (typeof value !== 'object' || value === null) this.text += String(value);
    else if (depth > 3) this.text += '…';
    else if (Array.isArray(value))
      this.writeAll('[', ']', value.length, (index) => this.write(value[index], depth + 1));
    else if (isDate(value)) this.text += showDate(value);
    else if (ArrayBuffer.isView(value)) this.text += `${value.byteLength} bytes`;
    else this.writeObject(value, depth);
  }

  private writeObject(value: object, depth: number): void {
    const keys = Object.keys(value);
    this.writeAll('{', '}', keys.length, (index) => {
      const key = keys[index] ?? '';
      this.text += `${JSON.stringify(key.slice(0, SHOWN_LENGTH))}:`;
      this.write((value as Record<string, unknown>)[key], depth + 1);
    });
  }

  private writeAll(open: string, close: string, length: number, one: (index: number) => void): void {
    this.text += open;
    for (let index = 0; index < length && !this.full; index++) {
      if (index > 0) this.text += ',';
      one(index);
    }
    this.text += close;
  }
}

/** Whether it is a Date, also one of another JavaScript realm, as Node-RED's function nodes make them. */
export function isDate(value: unknown): value is Date {
  try {
    // Anything may call itself a Date by its `toStringTag`, and that may throw.
    if (Object.prototype.toString.call(value) !== '[object Date]') return false;
    Date.prototype.getTime.call(value);
    return true;
  } catch {
    return false;
  }
}

function showDate(value: Date): string {
  const time = Date.prototype.getTime.call(value);
  return Number.isFinite(time) ? new Date(time).toISOString() : 'Invalid Date';
}

/** A value as an error names it: in one line of at most 60 characters; texts as they are. Never throws. */
export function show(value: unknown): string {
  if (typeof value === 'string') return short(value.replace(/\s+/g, ' '));
  const writer = new Writer();
  try {
    writer.write(value, 0);
  } catch {
    // A getter has thrown, or a Proxy: its tag could be one as well.
    return typeof value;
  }
  return short(writer.text);
}

/** Characters of a reason: a sentence of JSONata, not a text that a flow made up. */
const LONGEST_REASON = 300;

/** Why something was thrown, whatever it is: also what has no text. Never throws. */
export function reasonOf(error: unknown): string {
  try {
    const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
    return String(hasMessage ? error.message : error).slice(0, LONGEST_REASON);
  } catch {
    return show(error);
  }
}

/** A value as an error carries it: as it is where it is short and simple, else as text. */
export function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.length > SHOWN_LENGTH ? show(value) : value;
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  return show(value);
}
