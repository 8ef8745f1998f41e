/** The extra script advanced.js: saved networks, one access point of several, a static address. */
import { showAll } from "./advanced/all";
import { showChoice } from "./advanced/choice";

const page = window.page;

page.watchers.push(() => showChoice(page));
window.advanced = () => showAll(page);
