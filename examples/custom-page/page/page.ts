/** A setup page of its own: the portal's routes and nothing else. docs/portal.md has all of them. */
interface Status {
  state: "idle" | "scanning" | "joining" | "online" | "failed";
  message?: string;
}

const PAUSE_MS = 1000;

const form = document.querySelector("form")!;
const select = document.querySelector("select")!;
const said = document.getElementById("said")!;

async function listNetworks(): Promise<void> {
  const answer = await fetch("/api/access-points");
  const rows = (await answer.json()) as [ssid: string, rssiDbm: number, auth: number][];
  for (const row of rows) select.add(new Option(row[0]));
  said.textContent = "Which one is yours?";
}

/** Asks until the attempt has ended; the link may be silent for some seconds meanwhile. */
async function followJoin(): Promise<void> {
  const status = await fetch("/api/status")
    .then((answer) => answer.json() as Promise<Status>)
    .catch(() => undefined);
  if (status?.message) said.textContent = status.message;
  if (status?.state === "failed") form.hidden = false;
  else if (status?.state === "online") acknowledge();
  else setTimeout(followJoin, PAUSE_MS);
}

/** The result was read: the portal may close. */
function acknowledge(): void {
  fetch("/api/alive", { method: "POST", body: new URLSearchParams({ timeout: "0" }) });
}

form.onsubmit = async (event) => {
  event.preventDefault();
  const body = new URLSearchParams({
    ssid: select.value,
    password: form.querySelector("input")!.value,
  });
  form.hidden = true;
  said.textContent = "Joining…";
  await fetch("/api/access-point", { method: "POST", headers: { Prefer: "respond-async" }, body })
    .then(async (answer) => {
      if (answer.ok) return followJoin();
      said.textContent = ((await answer.json()) as Status).message ?? "That did not work.";
      form.hidden = false;
    })
    .catch(followJoin);
};

void listNetworks();
