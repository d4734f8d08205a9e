export function checkEditor(node: string, html: string): void;
