// The page without a connection: says when texts were kept here that are not with the server yet, and tries again.
// Never what they say, not even a title: telephones are shared, and nobody can be asked here who they are.

const TEXT = "yearlight.text.";
const EVERY = 10_000;

const here = read("yearlight.here");
Object.assign(document.documentElement.dataset, here.looks);
list(document.querySelector("[data-kept]"));
let isLeaving = 0;
addEventListener("beforeunload", () => (isLeaving = Date.now()));
addEventListener("online", look);
setInterval(look, EVERY);

/* Texts of whoever was here last, the latest first. Of anyone else's nobody is told. */
function list(box) {
  const own = here.account ? `${TEXT}${here.account}.` : null;
  const texts = own ? names().filter((name) => name.startsWith(own)) : [];
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const found = texts.map((name) => ({ kind: name.split(".")[4], at: read(name).at })).filter((one) => one.at);
  for (const { kind, at } of found.sort((a, b) => b.at - a.at)) {
    const line = document.createElement("li");
    line.textContent = (box.dataset[kind] || box.dataset.letter).replace("{time}", time.format(at));
    box.append(line);
  }
  box.hidden = !found.length;
}

/* A word that there is a connection may be wrong, and opening the page anew would stop whoever is on their way to another
   one, to help above all. So the server is asked first, and nobody is stopped who left within one turn. */
async function look() {
  if (document.visibilityState === "hidden") return;
  try {
    const isThere = (await fetch("/healthz", { cache: "no-store" })).ok;
    if (isThere && Date.now() - isLeaving > EVERY) location.reload();
  } catch {
    // Not yet.
  }
}

function names() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) || {};
  } catch {
    return {};
  }
}
