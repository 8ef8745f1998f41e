// The page of a pretended device in a phone's browser, for the tests of what single parts of it do.
import { afterEach } from "node:test";
import { startPageServer } from "../../tools/page_server.mjs";
import { usePhone } from "./phone.mjs";

/** The strongest network that it finds, and what its password may be. */
export const NETWORK = "Harbour Street 12";
export const PASSWORD = "correct horse";

/**
 * @returns opens the page of a device in the mood that is named: the page and its server, which keeps
 * what was asked. `prepare` gets the page while it is empty.
 */
export function usePretendedDevice() {
  const openPage = usePhone();
  let server;
  afterEach(() => server?.close());
  return async (mood, { prepare, ...options } = {}) => {
    server = await startPageServer({ mood });
    const page = await openPage(options);
    await prepare?.(page);
    await page.goto(server.url);
    return { page, server };
  };
}

/** Chooses the network and sends the password. */
export async function join(page) {
  await page.getByRole("button", { name: NETWORK }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Join", exact: true }).click();
}
