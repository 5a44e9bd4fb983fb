/* Shows the pictures of a page one after the other, each for some seconds, from the press of a button on.
   Without this script they stand below each other. */

const EACH = 7000;
/* A picture with a line to read stays longer. */
const A_LETTER = 60;

const page = document.querySelector("[data-show]");
const made = document.querySelector("template[data-player]");
if (page && made) begin(page, made);

function begin(page, made) {
  const slides = [...page.querySelectorAll("[data-slide]")];
  const button = page.querySelector("[data-begin]");
  const dialog = made.content.firstElementChild.cloneNode(true);
  const stage = dialog.querySelector("[data-stage]");
  const place = dialog.querySelector("[data-place]");
  const pause = dialog.querySelector("[data-pause]");
  const whole = dialog.querySelector("[data-whole]");
  const silent = dialog.querySelector("[data-silent]");
  const beneath = page.querySelector("[data-beneath] audio");
  let at = 0;
  let turn = 0;
  let lamp = null;
  /* What is played within the slide itself; nothing else is heard meanwhile. */
  let clip = null;

  document.body.append(dialog);
  button.hidden = false;
  whole.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", open);
  pause.addEventListener("click", () => (isPaused() ? goOn() : stop()));
  silent?.addEventListener("click", () => {
    beneath.muted = !beneath.muted;
    silent.setAttribute("aria-pressed", String(beneath.muted));
  });
  whole.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else dialog.requestFullscreen();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  for (const one of dialog.querySelectorAll("[data-go]")) {
    one.addEventListener("click", () => go(Number(one.dataset.go)));
  }
  dialog.addEventListener("close", () => {
    stop();
    stage.replaceChildren();
    if (beneath) Object.assign(beneath, { currentTime: 0, muted: false, loop: false });
    silent?.setAttribute("aria-pressed", "false");
    if (document.fullscreenElement) document.exitFullscreen();
    button.focus();
  });
  dialog.addEventListener("keydown", (event) => {
    const isMirrored = document.documentElement.dir === "rtl";
    const steps = { ArrowRight: isMirrored ? -1 : 1, ArrowLeft: isMirrored ? 1 : -1, PageDown: 1, PageUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      go(steps[event.key]);
    } else if (event.key === " " && !event.target.closest("button, a")) {
      event.preventDefault();
      pause.click();
    }
  });
  document.addEventListener("visibilitychange", () => {
    // A window that nobody looks at goes no further.
    if (document.hidden && dialog.open) stop();
  });

  function open() {
    at = 0;
    for (const one of page.querySelectorAll("audio, video")) one.pause();
    if (beneath) Object.assign(beneath, { currentTime: 0, loop: true });
    draw();
    dialog.showModal();
    pause.focus();
    goOn();
  }

  function draw() {
    const copy = slides[at].cloneNode(true);
    for (const image of copy.querySelectorAll("img")) image.loading = "eager";
    // Leaves the page as it is: what leads elsewhere is only left for what is shut away.
    for (const link of copy.querySelectorAll("[data-elsewhere]")) link.remove();
    for (const link of copy.querySelectorAll("a[data-picture]")) link.replaceWith(...link.childNodes);
    const shown = document.createElement("div");
    shown.className = "slide";
    shown.append(...copy.childNodes);
    stage.replaceChildren(shown);
    clip = shown.querySelector("video, audio");
    clip?.addEventListener("ended", onward);
    place.textContent = page.dataset.of.replace("{at}", at + 1).replace("{all}", slides.length);
    for (const one of dialog.querySelectorAll("[data-go]")) {
      const isOver = !slides[at + Number(one.dataset.go)];
      // Where a button is put out, the keys go on working.
      if (isOver && document.activeElement === one) pause.focus();
      one.disabled = isOver;
    }
  }

  function go(steps) {
    if (!slides[at + steps]) return;
    at += steps;
    draw();
    if (!isPaused()) goOn();
  }

  function isPaused() {
    return pause.getAttribute("aria-pressed") === "true";
  }

  function goOn() {
    clearTimeout(turn);
    pause.setAttribute("aria-pressed", "false");
    keepAwake();
    if (clip) {
      const mine = clip;
      beneath?.pause();
      // One that cannot be played stays as long as a picture does.
      mine.play().catch(() => mine === clip && !isPaused() && wait());
    } else {
      beneath?.play().catch(() => {});
      wait();
    }
  }

  function wait() {
    const said = slides[at].textContent.trim().length;
    turn = setTimeout(onward, EACH + A_LETTER * said);
  }

  /* It ends with the last picture, which stays, and begins again by itself never. */
  function onward() {
    if (isPaused()) return;
    if (slides[at + 1]) go(1);
    else stop();
  }

  function stop() {
    clearTimeout(turn);
    pause.setAttribute("aria-pressed", "true");
    clip?.pause();
    beneath?.pause();
    if (lamp) lamp.release();
    lamp = null;
  }

  /* The screen stays on while it plays, where the browser can do that. */
  async function keepAwake() {
    if (lamp || !navigator.wakeLock) return;
    try {
      lamp = await navigator.wakeLock.request("screen");
    } catch {
      lamp = null;
    }
  }
}
