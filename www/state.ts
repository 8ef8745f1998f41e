/** What the page can show, and what a person can ask of it there. */
import type { Network } from "./rules";

/** How an attempt failed; `message` is the device's own text, if it has one. */
export interface Failure {
  reason?: string | undefined;
  code?: number | undefined;
  message?: string | undefined;
}

export interface Actions {
  /** To the form; without a network it asks for a name. */
  choose(network?: Network): void;
  join(network: Network, password: string): void;
  /** The same network and password once more; asks for the password if the page lost it. */
  again(): void;
  /** Back to the form, with everything kept. */
  change(): void;
  /** Back to the list. */
  other(): void;
  /** Asks the device where it stands. */
  resume(): void;
  finish(): void;
}
