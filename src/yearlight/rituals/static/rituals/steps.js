/* One step of the order a screen, which stays on; the keys of a book turn it. Without this script all stand below each other. */

const page = document.querySelector("[data-steps]");
if (page) begin(page);

function begin(page) {
  const steps = [...page.querySelectorAll("[data-step]")];
  const turn = page.querySelector("[data-turn]");
  const place = page.querySelector("[data-place]");
  const named = steps.findIndex((one) => `#${one.querySelector("[id]")?.id}` === location.hash);
  let at = Math.max(0, named);
  let lamp = null;

  page.classList.add("is-turned");
  turn.hidden = false;
  for (const one of turn.querySelectorAll("[data-go]")) one.addEventListener("click", () => go(Number(one.dataset.go)));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isMirrored = document.documentElement.dir === "rtl";
    const keys = { ArrowRight: isMirrored ? -1 : 1, ArrowLeft: isMirrored ? 1 : -1, PageDown: 1, PageUp: -1 };
    const steps = event.key === " " && !event.target.closest("button, a") ? 1 : keys[event.key];
    if (!steps) return;
    event.preventDefault();
    go(steps);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) keepAwake();
  });
  draw();
  keepAwake();

  function go(by) {
    if (!steps[at + by]) return;
    at += by;
    draw();
    scrollTo(0, 0);
  }

  function draw() {
    steps.forEach((one, number) => (one.hidden = number !== at));
    place.textContent = page.dataset.of.replace("{at}", at + 1).replace("{all}", steps.length);
    for (const one of turn.querySelectorAll("[data-go]")) {
      one.setAttribute("aria-disabled", String(!steps[at + Number(one.dataset.go)]));
    }
  }

  /* Where the browser can do that; it lets go by itself when nobody looks. */
  async function keepAwake() {
    if (!navigator.wakeLock) return;
    try {
      lamp = await navigator.wakeLock.request("screen");
    } catch {
      lamp = null;
    }
  }
}
