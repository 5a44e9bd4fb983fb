// Lets this browser show messages, when that is pressed, and shows which row of the list is this browser's.

const LONGEST = 30_000;
const form = document.querySelector("form[data-push]");
const isAble = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
if (form) begin();

async function begin() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const what of ["none", "refused", "fault"]) say(what, false);
    say("asking", isAble);
    if (isAble) add();
    else say("none", true);
  });
  const { subscription, row } = isAble ? await found() : {};
  if (!row) return;
  row.querySelector("[data-this]").hidden = false;
  // Ended here, it is ended in the browser too.
  row.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "end") subscription.unsubscribe();
  });
}

async function add() {
  if ((await Notification.requestPermission()) !== "granted") return end("refused");
  try {
    const { worker, subscription, row } = await found();
    // One that is not in the list is of another account, or of a key that is not used any more.
    if (!row) await subscription?.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: form.dataset.push };
    const made = await Promise.race([worker.pushManager.subscribe(options), late()]);
    const { endpoint, keys } = made.toJSON();
    for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements[name].value = value;
    form.submit();
  } catch {
    end("fault");
  }
}

/* Without the internet some browsers try for very long, and say nothing. */
function late() {
  return new Promise((_done, fail) => setTimeout(fail, LONGEST));
}

function end(what) {
  say("asking", false);
  say(what, true);
}

/* What this browser has now, and its row in the list. */
async function found() {
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.getSubscription();
  const row = subscription && document.querySelector(`[data-device="${await digest(subscription.endpoint)}"]`);
  return { worker, subscription, row };
}

function say(what, isSo) {
  document.querySelector(`[data-push-${what}]`).hidden = !isSo;
}

async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
