/* Keeps a word on this device while it is written, until it was sent. Without this script the form is the same. */

const ALL = "yearlight.word.";
const MONTH = 30 * 24 * 3600 * 1000;

const form = document.querySelector("form[data-word]");
if (form) keep(form);
else drop(`${ALL}${document.querySelector("[data-word-sent]")?.dataset.wordSent}`);

function keep(form) {
  tidy();
  const key = `${ALL}${form.dataset.word}`;
  const body = form.elements.body;
  const said = form.querySelector("[data-word-said]");
  const found = read(key);
  // What comes back with a fault was not sent, and is newer than what lies here.
  const isUnsent = Boolean(document.querySelector(".faults"));
  if (found && !isUnsent && found.body !== body.value) {
    body.value = found.body;
    tell();
  }
  let pause = 0;
  body.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(note, 400);
  });
  window.addEventListener("pagehide", note);

  function note() {
    clearTimeout(pause);
    if (!isUnsent && body.value === body.defaultValue) return drop(key);
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), body: body.value }));
      tell();
    } catch {
      // No room on this device, or none allowed: then the page holds it alone.
    }
  }

  function tell() {
    said.textContent = form.dataset.kept;
    said.hidden = false;
  }
}

/* What was never sent goes after a month, whoever wrote it. */
function tidy() {
  for (const name of names()) if (!(Date.now() - read(name)?.at < MONTH)) drop(name);
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(ALL));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Then nothing was kept there.
  }
}
