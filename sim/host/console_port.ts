/** What the console's wire ends in on this computer: standard input and output, TCP or a pty. */

/** A place for one client at a time; what is written while there is none is lost. */
export interface ConsolePort {
  write(bytes: Buffer): void;
  close(): void;
}

export interface ConsolePortEvents {
  onBytes(bytes: Buffer): void;
  note(text: string): void;
}

export type ConsolePlace =
  | { readonly kind: "stdio" }
  | { readonly kind: "tcp"; readonly port: number }
  | { readonly kind: "pty"; readonly path: string };
