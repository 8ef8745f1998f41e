/** Whether further networks are saved: only then is what knows of them loaded. */
import { exists } from "./flash_files";
import { SavedFile } from "./saved_network_codec";

/** Under one of the file's two names: see safe_file. */
export function hasSaved(): boolean {
  return exists(SavedFile.Name) || exists(SavedFile.New);
}
