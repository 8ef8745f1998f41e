/**
 * Writes to the flash, one by one, so that the power can be cut at each, and what SPIFFS finds then at
 * the next boot. Source: SPIFFS' spiffs_nucleus.c (which page is written before which).
 */
import type { Chip } from "./contract";
import { weakKeys } from "./native";

/**
 * What a cut in the middle leaves: "keep": the file as it was; "damage": its old size, and pages of it
 * that are gone.
 */
export type Interrupted = "keep" | "damage";

/** @noSelf */
export interface FlashWrites {
  replace(name: string, bytes: string, interrupted: Interrupted): void;
  remove(name: string): void;
  rename(oldName: string, newName: string): void;
  isDamaged(name: string): boolean;
}

/**
 * One write, of a file or of the WiFi driver's store, with the cut that the air file asks for.
 *
 * @param half what is left of it when the power goes while it is written
 */
export function writeOnce(
  chip: Chip,
  whole: (this: void) => void,
  half: (this: void) => void = () => {},
): void {
  const cut = chip.world.air.faults().cutsWrite();
  if (cut === "during") half();
  else if (cut !== "before") whole();
  if (cut !== undefined) chip.crash("power", "");
}

/** Files whose pages are gone. They outlive the chip, as what they stand for does. */
const damagedOf = weakKeys<Record<string, boolean | undefined>>();

export function createFlashWrites(chip: Chip): FlashWrites {
  const { flash } = chip.world;
  const damaged = damagedOf.get(flash) ?? {};
  damagedOf.set(flash, damaged);

  return {
    replace: (name, bytes, interrupted) => {
      writeOnce(
        chip,
        () => {
          // An emptied file is whole again; what is put into a damaged one does not mend it.
          if (bytes === "") damaged[name] = undefined;
          flash.write(name, bytes);
        },
        () => {
          if (interrupted === "damage") damaged[name] = true;
        },
      );
    },

    remove: (name) => {
      const remove = (): void => {
        damaged[name] = undefined;
        flash.remove(name);
      };
      // It is marked as removed before anything else.
      writeOnce(chip, remove, remove);
    },

    rename: (oldName, newName) => {
      writeOnce(chip, () => {
        const bytes = flash.read(oldName) ?? "";
        damaged[newName] = damaged[oldName];
        damaged[oldName] = undefined;
        flash.remove(oldName);
        flash.write(newName, bytes);
      });
    },

    isDamaged: (name) => damaged[name] === true,
  };
}
