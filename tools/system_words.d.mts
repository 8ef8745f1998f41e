export function wordsOf(error: unknown): string;
export function unreadable(path: string, error: unknown, what: string): string;
