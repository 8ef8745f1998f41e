/** The extra script advanced.js: saved networks, one access point of several, a static address. */
import { showAll } from "./advanced/all";
import { showChoice } from "./advanced/choice";

const page = window.page;

page.watchers.push(() => showChoice(page));
window.advanced = () =>
  page.loadTexts("?advanced", () => {
    window.advanced = () => showAll(page);
    // The page may show something else by now.
    if (page.moment().kind === "list") showAll(page);
  });
