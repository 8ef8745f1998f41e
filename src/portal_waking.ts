/** The first request comes: the answers that all ask for are made once. */
import { sizeOf } from "./flash_files";
import { compressedPage, redirect } from "./portal_page_answers";
import { PageFile, Portal } from "./portal_session";

export function prepare(portal: Portal): void {
  const size = sizeOf(PageFile.Name);
  portal.redirect = redirect(portal.options.apIp);
  if (size !== undefined) portal.page = compressedPage(size);
}
