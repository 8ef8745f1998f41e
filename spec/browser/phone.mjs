// A phone for a test file: one Chromium, pages of a phone's size, and an error in a page fails its test.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/browser.mjs";

/** How long a page has for anything: machines that run the tests have other work, too. */
export const PATIENCE_MS = 60000;
export const PHONE = { width: 360, height: 740 };

/**
 * Starts a browser before the file's tests, ends it after them, and closes what each test opened.
 * @returns opens an empty page, in a context of its own; takes playwright's options for one
 */
export function usePhone() {
  const contexts = [];
  const errors = [];
  let browser;
  before(async () => (browser = await chromium.launch(findBrowser())));
  after(() => browser?.close());
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    assert.deepEqual(errors.splice(0), [], "errors in the page");
  });
  return async (options = {}) => {
    const context = await browser.newContext({ viewport: PHONE, ...options });
    contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    context.on("weberror", (event) => errors.push(`${event.error()}`));
    return context.newPage();
  };
}
