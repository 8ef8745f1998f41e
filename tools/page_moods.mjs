// The moods of the pretended device in page_server.mjs: what is in the air, and how it answers.
import { makeSealKeys } from "./label/secrets.mjs";

export const NETWORKS = [
  ["Harbour Street 12", -48, 3],
  ["FRITZ!Box 7590 KL", -61, 7],
  ["Café Zimt – Gäste ☕", -66, 0],
  ["eduroam", -70, 5],
  ["DIRECT-a4-HP ENVY", -79, 3],
  ["linksys", -84, 1],
];

const NASTY_NETWORKS = [
  ["<script>alert(1)</script>", -40, 3],
  ['"Bob\'s" & \\Co\\ %20+=', -45, 3],
  ["🦄🌈🍕🚀🛸🐙🦑🐳", -50, 3],
  ["WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", -55, 4],
  ["שלום רשת ביתית", -60, 3],
  ["abc\u202Edef\u2066 (evil)", -62, 6],
  ["Caf\uFFFD du Nord", -64, 3, "436166e9206475204e6f7264"],
  ["cut\u0000here", -66, 3],
  [" two  spaces ", -70, 2],
  ["   ", -75, 3],
];

const MANY_NETWORKS = Array.from({ length: 60 }, (_, i) => [`Network ${i + 1}`, -40 - i, i % 8]);

/** A key as a device makes it for each setup, and what it wants to find in each box. */
const sealed = (terms) => ({
  sealKey: makeSealKeys().public,
  challenge: "00112233445566ff",
  ...terms,
});

const FAILURES = {
  "wrong-password": 15,
  "not-found": 201,
  "no-address": undefined,
  enterprise: undefined,
  "signal-lost": 200,
  other: 203,
};

/**
 * What a mood changes: the list, how long it takes, what a join leads to, when the link is dead; what
 * the status tells besides, and what is answered to the first posts.
 */
export const MOODS = {
  fine: {},
  "plain-page": { extras: undefined },
  "extras-lost": { extras: ["absent", "more"] },
  named: {
    extras: ["look", "more"],
    terms: () => ({ name: "Lamp in the hall", colour: "#e2001a", logo: true, localName: "lamp" }),
  },
  pale: { extras: ["look", "more"], terms: () => ({ colour: "#ffee58" }) },
  closing: { closesInSeconds: 40 },
  hint: { message: "Your lamp is ready. Say “hello” to it: http://lamp.local/ <b>soon</b>" },
  drop: { silentFromMs: 1500, silentUntilMs: 9000 },
  gone: { silentFromMs: 500, silentUntilMs: Infinity },
  deaf: { lostPosts: 1 },
  forgetful: { forgets: true },
  empty: { networks: [] },
  "english-only": { noLanguages: true },
  slow: { scanMs: 6000, networks: [] },
  many: { networks: MANY_NETWORKS },
  nasty: { networks: NASTY_NETWORKS },
  open: { terms: () => ({ open: true }) },
  sealed: { terms: sealed },
  "sealed-new-key": {
    terms: sealed,
    changes: sealed,
    refusals: [[400, { reason: "bad-seal", message: "What was sealed can't be opened." }]],
  },
  "sealed-no-script": { terms: sealed, lostScripts: Infinity },
  "sealed-late-script": { terms: sealed, lostScripts: 2 },
  code: {
    terms: () => ({ open: true, asksForCode: true }),
    refusals: [
      [403, { reason: "wrong-code", message: "The setup code is not right." }],
      [
        429,
        {
          reason: "too-many-tries",
          message: "Too many tries, or others wait. Wait 3 seconds, then try again.",
        },
      ],
    ],
  },
  busy: {
    before: { state: "joining", ssid: "FRITZ!Box 7590 KL" },
    refusals: [[409, { reason: "other", message: "The device is busy." }]],
  },
  ...Object.fromEntries(
    Object.keys(FAILURES).map((reason) => [
      reason,
      { failure: { reason, code: FAILURES[reason] } },
    ]),
  ),
};
