/* The device says the level to all; moving the slider says it to the device. */
const slider = document.getElementById("level");
const said = document.getElementById("said");
const RETRY_MS = 2000;
let socket;

function connect() {
  socket = new WebSocket(`ws://${location.host}/controls`);
  socket.onmessage = ({ data }) => {
    slider.disabled = false;
    slider.value = data;
    said.textContent = `${data} of 8`;
  };
  socket.onclose = () => {
    slider.disabled = true;
    said.textContent = "Connecting…";
    setTimeout(connect, RETRY_MS);
  };
}

slider.oninput = () => socket.send(slider.value);
connect();
