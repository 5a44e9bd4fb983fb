/* Records a voice into the file field of a form. Without this script, or where a browser may not record, a file is chosen. */

const recording = globalThis.recorder;
/* Longer than anybody means to speak; the room for what comes with words ends after some hours. */
const LONGEST_MS = 60 * 60 * 1000;

const part = document.querySelector("[data-voice]");
const field = document.querySelector("#picture");
if (part && field && globalThis.isSecureContext && recording?.isThere()) begin(part, field);

function begin(part, field) {
  const words = part.dataset;
  const find = (name) => part.querySelector(`[data-${name}]`);
  const [record, stop, said, heard] = ["record", "stop", "said", "heard"].map(find);
  let recorder = null;
  let address = "";

  delete words.waits;
  record.addEventListener("click", start);
  stop.addEventListener("click", () => recorder?.stop());
  // Another file that is chosen by hand is the one that is sent.
  field.addEventListener("change", () => forget());

  async function start() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      said.textContent = words.denied;
      return;
    }
    forget();
    field.value = "";
    recorder = recording.of(stream, "sound");
    const pieces = [];
    const began = performance.now();
    const clock = setInterval(() => {
      said.textContent = words.recording.replace("{time}", recording.clock((performance.now() - began) / 1000));
      if (performance.now() - began > LONGEST_MS) recorder?.stop();
    }, 500);
    recorder.addEventListener("dataavailable", ({ data }) => data.size && pieces.push(data));
    recorder.addEventListener("stop", () => {
      clearInterval(clock);
      recording.end(stream);
      keep(new Blob(pieces, { type: recorder.mimeType.split(";")[0] }));
      recorder = null;
    });
    recorder.start(1000);
    record.hidden = true;
    stop.hidden = false;
    stop.focus();
  }

  function keep(blob) {
    const ending = blob.type === "audio/mp4" ? "m4a" : blob.type.split("/")[1];
    const holder = new DataTransfer();
    holder.items.add(new File([blob], `recording.${ending}`, { type: blob.type }));
    field.files = holder.files;
    address = URL.createObjectURL(blob);
    heard.src = address;
    heard.hidden = false;
    said.textContent = words.ended;
    stop.hidden = true;
    record.hidden = false;
    record.textContent = words.again;
    record.focus();
  }

  function forget() {
    if (address) URL.revokeObjectURL(address);
    address = "";
    heard.hidden = true;
    heard.removeAttribute("src");
    said.textContent = "";
  }
}
