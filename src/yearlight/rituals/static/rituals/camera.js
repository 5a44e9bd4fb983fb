/* Takes this year's picture with the last one half transparent over the view. Without this script, or without a camera,
   a file is chosen, with the last picture beside it. */

const part = document.querySelector("[data-camera]");
if (part && navigator.mediaDevices?.getUserMedia) begin(part);
else if (part) part.hidden = true;

function begin(part) {
  const find = (name) => part.querySelector(`[data-${name}]`);
  const view = find("view");
  const video = view.querySelector("video");
  const said = find("said");
  const opener = find("open");
  const files = part.closest("form").elements.pictures;
  let stream = null;

  delete part.dataset.waits;
  opener.addEventListener("click", open);
  find("close").addEventListener("click", close);
  find("take").addEventListener("click", take);
  find("much").addEventListener("input", (event) => {
    view.dataset.over = event.target.value;
  });
  window.addEventListener("pagehide", stop);

  async function open() {
    said.textContent = "";
    try {
      // The camera that looks away from whoever holds the telephone, as large as it goes.
      const wished = { facingMode: "environment", width: { ideal: 4096 }, height: { ideal: 3072 } };
      stream = await navigator.mediaDevices.getUserMedia({ video: wished, audio: false });
    } catch {
      said.textContent = part.dataset.denied;
      return;
    }
    video.srcObject = stream;
    await video.play();
    show(true);
    find("take").focus();
  }

  function close() {
    stop();
    show(false);
    opener.focus();
  }

  async function take() {
    const sheet = document.createElement("canvas");
    sheet.width = video.videoWidth;
    sheet.height = video.videoHeight;
    sheet.getContext("2d").drawImage(video, 0, 0);
    const blob = await new Promise((done) => sheet.toBlob(done, "image/jpeg", 0.92));
    if (!blob) return;
    const chosen = new DataTransfer();
    chosen.items.add(new File([blob], "taken-here.jpg", { type: "image/jpeg" }));
    files.files = chosen.files;
    const preview = find("preview");
    URL.revokeObjectURL(preview.src);
    preview.src = URL.createObjectURL(blob);
    preview.hidden = false;
    close();
    said.textContent = part.dataset.taken;
  }

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.srcObject = null;
  }

  function show(isOpen) {
    view.hidden = !isOpen;
    find("while").hidden = !isOpen;
    opener.hidden = isOpen;
  }
}
