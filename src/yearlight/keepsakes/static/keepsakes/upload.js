/* Sends each chosen photograph by itself and in parts, with its progress, a sentence of what came of it, and another try
   where it did not get through. Without this script the form sends them all at once. */

/* From so many bytes on a file takes long. */
const LONG = 64 << 20;

const form = document.querySelector("form[data-upload]");
if (form) upload(form);

function upload(form) {
  const words = form.dataset;
  const told = document.querySelector("[data-upload-told]");
  const list = told.querySelector("ul");
  const sum = told.querySelector("[data-upload-sum]");
  const count = told.querySelector("[data-upload-count]");
  const waiting = [];
  let all = 0;
  let through = 0;
  let underWay = 0;
  let before = Promise.resolve();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...form.elements.pictures.files];
    if (!files.length) return;
    all = files.length;
    for (const file of files) waiting.push(line(file, fields(all === 1)));
    form.hidden = true;
    told.hidden = false;
    told.querySelector("h2").focus();
    next();
  });
  window.addEventListener("beforeunload", (event) => {
    if (underWay || waiting.length) event.preventDefault();
  });

  /* What is sent beside each file: words belong to one photograph, not to a heap of them. */
  function fields(isAlone) {
    const data = new FormData(form);
    data.delete("pictures");
    if (!isAlone) for (const name of ["caption", "description"]) data.set(name, "");
    return data;
  }

  function line(file, data) {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    const bar = document.createElement("progress");
    const sentence = document.createElement("span");
    name.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    sentence.textContent = words.waiting;
    item.append(name, " ", bar, " ", sentence);
    list.append(item);
    return { file, data, item, bar, sentence };
  }

  /* Two at a time: one is written down while the other is on its way. */
  function next() {
    while (underWay < 2 && waiting.length) {
      underWay += 1;
      const one = waiting.shift();
      const ended = send(one, before);
      /* They are kept in the order in which they were chosen; only what takes long is not waited for. */
      if (one.file.size < LONG) before = ended;
    }
    count.textContent = words.count.replace("{done}", through).replace("{all}", all);
    if (!underWay) {
      sum.textContent = through < all ? words.some : words.done;
      document.querySelector("[data-upload-after]").hidden = false;
    }
  }

  async function send(one, before) {
    one.sentence.textContent = words.keeping;
    const sends = globalThis.sendInParts ?? atOnce;
    const told = await sends(one.file, {
      address: words.parts,
      mark: form.elements.csrfmiddlewaretoken.value,
      fields: one.data,
      before,
      onProgress: (sent, all) => {
        one.bar.value = all ? sent / all : 0;
        one.sentence.textContent = words.keeping;
      },
      onWaiting: () => (one.sentence.textContent = words.away),
    }).catch(() => null);
    underWay -= 1;
    end(one, told);
    next();
  }

  /* For browsers in which the parts do not work. */
  function atOnce(file, { fields, onProgress }) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const data = new FormData();
      for (const [name, value] of fields) data.append(name, value);
      data.append("pictures", file);
      request.upload.addEventListener("progress", (event) => onProgress(event.loaded, event.total));
      request.addEventListener("loadend", () => resolve(answer(request)));
      request.open("POST", form.action || location.href);
      request.setRequestHeader("Accept", "application/json");
      request.send(data);
    });
  }

  /* What the server says of the file, or nothing where it did not get there. */
  function answer(request) {
    if (![200, 201, 422].includes(request.status)) return null;
    try {
      return JSON.parse(request.responseText).files[0];
    } catch {
      return null;
    }
  }

  function end(one, answer) {
    if (!answer) {
      again(one);
      return;
    }
    through += 1;
    one.bar.remove();
    one.sentence.textContent = answer.sentence;
    if (answer.kept) one.item.append(" ", link(`${answer.address}change/`, words.addWords));
  }

  function again(one) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = words.again;
    one.bar.value = 0;
    one.sentence.textContent = words.cut;
    button.addEventListener("click", () => {
      button.remove();
      one.sentence.textContent = words.waiting;
      waiting.push(one);
      next();
    });
    one.item.append(" ", button);
  }

  function link(address, text) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    return link;
  }
}
