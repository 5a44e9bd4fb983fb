/* Sends each chosen photograph in a request of its own, with its progress, a sentence of what came of it,
   and another try where it did not get through. Without this script the form sends them all at once. */

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
      send(waiting.shift());
    }
    count.textContent = words.count.replace("{done}", through).replace("{all}", all);
    if (!underWay) {
      sum.textContent = through < all ? words.some : words.done;
      document.querySelector("[data-upload-after]").hidden = false;
    }
  }

  function send(one) {
    const request = new XMLHttpRequest();
    const data = new FormData();
    for (const [name, value] of one.data) data.append(name, value);
    data.append("pictures", one.file);
    one.sentence.textContent = words.keeping;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) one.bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      underWay -= 1;
      end(one, answer(request));
      next();
    });
    request.open("POST", form.action || location.href);
    request.setRequestHeader("Accept", "application/json");
    request.send(data);
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
