/* Keeps a letter while it is written: with the server every few seconds, and on this device at every
   pause until the server has answered, so that no text depends on a connection.
   Without this script the page is a plain form with the same buttons. */

const EVERY = 5000;
const PAUSE = 400;
const MONTH = 30 * 24 * 3600 * 1000;
const ALL = "yearlight.text.";

const form = document.querySelector("form[data-writing]");
if (form) write(form);

function write(form) {
  const about = form.dataset;
  const fields = form.elements;
  const mine = `${ALL}${about.account}.${about.person}.${about.kind}.`;
  let kept = picture();
  let saves = Number(fields.saves.value) || 0;
  let isUnderWay = false;
  let isLeaving = false;
  let pause = 0;

  tidy(`${ALL}${about.account}.`);
  offer();

  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(note, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish(event.submitter);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const keeps = event.ctrlKey || event.metaKey;
    if (!keeps && !event.target.matches('input:not([type="hidden"])')) return;
    event.preventDefault();
    // Enter in a line of text never sends a letter off: from the title it goes on to the letter.
    if (!keeps) return form.elements.body.focus();
    form.requestSubmit(document.querySelector("[data-keep]"));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  window.addEventListener("pagehide", keepOnLeaving);
  window.addEventListener("online", keep);
  window.addEventListener("pageshow", (event) => {
    // Come back to by the Back button after it was kept: what this page holds is old.
    if (event.persisted && isLeaving) location.reload();
  });
  setInterval(keep, EVERY);

  /* Everything that would be sent, as one text, to know whether anything changed. */
  function picture() {
    const data = new FormData(form);
    for (const name of ["csrfmiddlewaretoken", "window", "saves", "base_revision", "going_on"]) data.delete(name);
    return JSON.stringify([...data]);
  }

  function isNothing() {
    return !about.entry && !fields.title.value.trim() && !fields.body.value.trim();
  }

  function next() {
    saves += 1;
    fields.saves.value = saves;
    return new FormData(form);
  }

  function key() {
    return mine + fields.window.value;
  }

  async function keep() {
    const now = picture();
    if (isUnderWay || isLeaving || now === kept || isNothing()) return;
    isUnderWay = true;
    note();
    try {
      const answer = await fetch(about.keepAddress, { method: "POST", body: next(), redirect: "manual" });
      const told = await read(answer);
      if (told) {
        kept = now;
        begun(told);
        if (picture() === now) drop(key());
        say(told.changed || told.words, Boolean(told.changed));
      }
    } catch {
      say(about.onlyHere, true);
    } finally {
      isUnderWay = false;
    }
  }

  /* The answer's content, or nothing once it was said why there is none. */
  async function read(answer) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      say(about.signedOut, true);
      return null;
    }
    const isJson = (answer.headers.get("content-type") || "").includes("json");
    const told = isJson ? await answer.json() : {};
    if (answer.ok) return told;
    if (told.again) return told;
    say(told.words || about.onlyHere, true);
    return null;
  }

  /* The first save made the entry: from now on this is its writing page, also after a reload. */
  function begun(told) {
    fields.base_revision.value = told.base_revision;
    fields.going_on.value = "";
    if (about.entry === told.entry) return;
    about.entry = told.entry;
    about.keepAddress = told.keep;
    form.action = told.edit;
    history.replaceState(null, "", told.edit);
  }

  /* One of the page's buttons. Without a connection the page stays, and the text with it. */
  async function finish(button) {
    if (isLeaving) return;
    isLeaving = true;
    note();
    const data = next();
    if (button && button.name) data.set(button.name, button.value);
    say(about.keeping, false);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" },
      });
      const told = await read(answer);
      if (told && told.address) {
        kept = picture();
        drop(key());
        location.assign(told.address);
        return;
      }
      // Something is to be read or decided: the page for it comes by the plain form.
      if (told) return submitPlainly(button);
    } catch {
      say(about.onlyHere, true);
    }
    isLeaving = false;
  }

  function submitPlainly(button) {
    if (button && button.name) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: button.name, value: button.value });
      form.append(field);
    }
    form.submit();
  }

  /* A beacon brings no answer, so the copy on this device stays; the next page finds it kept and removes it. */
  function keepOnLeaving() {
    if (isLeaving || picture() === kept || isNothing()) return;
    note();
    navigator.sendBeacon(about.keepAddress, next());
  }

  function note() {
    clearTimeout(pause);
    if (picture() === kept || isNothing()) return;
    const value = { at: Date.now(), entry: about.entry, title: fields.title.value, body: fields.body.value };
    store(key(), value);
  }

  /* A text that a window left here without an answer from the server. */
  function offer() {
    const box = document.querySelector("[data-offer]");
    const found = notes().filter((one) => one.name.startsWith(mine) && one.entry === about.entry);
    for (const one of found.filter(isSame)) drop(one.name);
    const latest = found.filter((one) => !isSame(one)).sort((a, b) => b.at - a.at)[0];
    if (!box || !latest) return;
    box.querySelector("[data-offer-time]").textContent = timeOf(latest.at);
    box.querySelector("[data-offer-text]").textContent = `${latest.title}\n\n${latest.body}`.trim();
    box.hidden = false;
    box.querySelector("[data-use]").addEventListener("click", () => use(latest, box));
    box.querySelector("[data-let-go]").addEventListener("click", () => {
      drop(latest.name);
      box.hidden = true;
      fields.body.focus();
    });
  }

  function isSame(one) {
    return one.title.trim() === fields.title.value.trim() && one.body.trim() === fields.body.value.trim();
  }

  /* A window of its own from here on, so that the text which stood here stays readable as another text. */
  function use(latest, box) {
    keep();
    fields.window.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte % 36).toString(36)).join("");
    fields.going_on.value = "";
    saves = 0;
    fields.title.value = latest.title;
    fields.body.value = latest.body;
    note();
    drop(latest.name);
    box.hidden = true;
    fields.body.focus();
  }

  /* Seen always; read out only where something changed that one should know. */
  function say(sentence, isNews) {
    const seen = document.querySelector("[data-said]");
    const heard = document.querySelector("[data-told]");
    if (!sentence) return;
    seen.textContent = sentence;
    const isFirst = !heard.textContent || heard.dataset.news === "yes";
    if (isNews ? heard.textContent !== sentence : isFirst && sentence !== about.keeping) {
      heard.textContent = sentence;
      heard.dataset.news = isNews ? "yes" : "";
    }
  }
}

function notes() {
  const found = [];
  try {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith(ALL))) {
      found.push({ name, ...JSON.parse(localStorage.getItem(name)) });
    }
  } catch {
    return [];
  }
  return found;
}

function store(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // No room on this device, or none allowed: the line above the letter says when the server kept it.
  }
}

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Then nothing was kept there.
  }
}

/* Another account's texts are never shown here, and go after a month; one's own stay until they are kept. */
function tidy(own) {
  for (const one of notes()) if (!one.name.startsWith(own) && Date.now() - one.at > MONTH) drop(one.name);
}

function timeOf(at) {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const form = isToday ? { timeStyle: "short" } : { dateStyle: "long", timeStyle: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang || "en", form).format(new Date(at));
}
