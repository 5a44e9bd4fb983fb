// Lets this browser show messages, when that is pressed, and shows which row of the list is this browser's.

const form = document.querySelector("form[data-push]");
if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) begin();

async function begin() {
  const worker = await navigator.serviceWorker.ready;
  const before = await worker.pushManager.getSubscription();
  const row = before && document.querySelector(`[data-device="${await digest(before.endpoint)}"]`);
  say("none", false);
  if (row) return own(row, before);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(worker, before);
  });
}

async function add(worker, before) {
  say("refused", false);
  say("fault", false);
  if ((await Notification.requestPermission()) !== "granted") return say("refused", true);
  try {
    // One that is not in the list is of another account, or of a key that is not used any more.
    await before?.unsubscribe();
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.push });
    const { endpoint, keys } = made.toJSON();
    for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements[name].value = value;
    form.submit();
  } catch {
    say("fault", true);
  }
}

/* Ended here, it is ended in the browser too. */
function own(row, subscription) {
  row.querySelector("[data-this]").hidden = false;
  row.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "end") subscription.unsubscribe();
  });
}

function say(what, isSo) {
  document.querySelector(`[data-push-${what}]`).hidden = !isSo;
}

async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
