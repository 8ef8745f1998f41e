/** What the page can show, and what a person can ask of it there. */
import type { Network } from "./rules";

/** What a person typed besides the name, and whether it may travel readable though there is a key. */
export interface Draft {
  password: string;
  code: string;
  clear?: boolean;
}

/** How an attempt failed: the device's word, and the driver's number. */
export interface Failure {
  reason?: string | undefined;
  code?: number | undefined;
}

export interface Actions {
  /** To the form; without a network it asks for a name. */
  choose(network?: Network): void;
  join(network: Network, draft: Draft): void;
  /** The same once more; asks for what the page lost. */
  again(): void;
  /** Back to the form, with everything kept. */
  change(): void;
  /** Back to the list. */
  other(): void;
  /** Asks the device where it stands. */
  resume(): void;
  finish(): void;
}
