/** Shows what the device says about itself once a second. */
interface Vitals {
  uptimeSeconds: number;
  heapBytes: number;
}

const RETRY_MS = 2000;
// A device that was switched off says no goodbye.
const SILENCE_MS = 5000;

const uptime = document.getElementById("uptime")!;
const heap = document.getElementById("heap")!;
const said = document.getElementById("said")!;
const classes = document.body.classList;

let silence: number | undefined;
let ticks = 0;

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

function clockText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`;
}

/** The status line is read out: it changes only when the connection does. */
function say(text: string, isLive: boolean): void {
  if (said.textContent !== text) said.textContent = text;
  classes.toggle("live", isLive);
  classes.toggle("lost", !isLive);
}

function show(vitals: Vitals): void {
  uptime.textContent = clockText(vitals.uptimeSeconds);
  heap.textContent = `${(vitals.heapBytes / 1024).toFixed(1)} KB`;
  ticks += 1;
  classes.toggle("tick", ticks % 2 === 0);
  classes.toggle("tock", ticks % 2 === 1);
  say("Live from the device", true);
}

function connect(): void {
  const socket = new WebSocket(`ws://${location.host}/vitals`);
  const watch = (): void => {
    clearTimeout(silence);
    silence = setTimeout(lost, SILENCE_MS);
  };
  const lost = (): void => {
    socket.onclose = null;
    socket.close();
    clearTimeout(silence);
    say("The device is silent. Connecting again…", false);
    setTimeout(connect, RETRY_MS);
  };
  socket.onmessage = (event) => {
    watch();
    show(JSON.parse(event.data as string) as Vitals);
  };
  socket.onclose = lost;
  watch();
}

connect();
