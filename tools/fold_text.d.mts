export function fold(text: string, columns?: number, indent?: string): string;
export function forReader(stream: NodeJS.WriteStream, text: string): string;
