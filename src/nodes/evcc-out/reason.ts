/** Why a value cannot be evaluated. JSONata throws objects that are no errors. */
export function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
