/* Records a voice, or what the camera sees too, and keeps it here once that is pressed. Until the server says that it is
   kept, it lies on this device. Without this script a file from another recorder is chosen. */

const PIECE = 1000;
const { recorder: recording, onThisDevice: device } = globalThis;
const part = document.querySelector("[data-say]");
if (part) begin(part);

function begin(part) {
  const words = part.dataset;
  const form = document.querySelector("[data-say-form]");
  const find = (name) => part.querySelector(`[data-${name}]`);
  const said = find("said");
  const buttons = { record: find("record"), pause: find("pause-button"), stop: find("stop") };
  const how = find("how");
  const drawn = new Map();
  let now = null;

  delete words.waits;
  ask(find("question"), find("questions"), find("another"), find("without"));
  const why = unable();
  if (why) {
    said.textContent = why;
    for (const one of [buttons.record, how]) one.hidden = true;
  }
  buttons.record.addEventListener("click", record);
  buttons.stop.addEventListener("click", () => now?.recorder.stop());
  buttons.pause.addEventListener("click", () => (now?.recorder.state === "paused" ? now.recorder.resume() : now?.recorder.pause()));
  window.addEventListener("beforeunload", (event) => {
    if (now) event.preventDefault();
  });
  device?.all(words.say).then((rows) => rows.forEach(draw), () => {});

  function unable() {
    if (!globalThis.isSecureContext) return words.unprotected;
    if (!recording.isThere()) return words.denied;
    return globalThis.indexedDB && device ? "" : words.noDevice;
  }

  /* --- recording */

  async function record() {
    said.textContent = "";
    const kind = how.querySelector("input:checked").value;
    const row = {
      id: crypto.randomUUID(),
      owner: words.say,
      how: kind,
      type: "",
      at: Date.now(),
      caption: find("question").textContent,
      audience: "",
      isWanted: false,
    };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: kind === "video" && { facingMode: "user" } });
    } catch {
      said.textContent = words.denied;
      return;
    }
    const recorder = recording.of(stream, kind);
    row.type = recorder.mimeType;
    const done = device.hold(row.id);
    try {
      await device.put(row);
    } catch {
      done();
      recording.end(stream);
      said.textContent = words.noDevice;
      return;
    }
    // So that the device does not throw it away when room grows short. It may say no.
    navigator.storage?.persist?.().catch(() => {});
    now = { recorder };
    follow(row, stream, recorder, done);
    show(true);
    buttons.stop.focus();
  }

  function follow(row, stream, recorder, done) {
    const watched = watch(stream, row.how);
    let number = 0;
    let seconds = 0;
    let since = performance.now();
    let isFull = false;
    let written = Promise.resolve();
    const tick = setInterval(() => {
      if (recorder.state === "recording") watched.draw(seconds + (performance.now() - since) / 1000);
    }, 200);

    recorder.addEventListener("dataavailable", ({ data }) => {
      if (!data.size || isFull) return;
      const at = number++;
      // One after the other, so that there is never a later piece without an earlier one.
      written = written.then(() => device.add(row.id, at, data)).catch(() => {
        if (isFull) return;
        isFull = true;
        if (recorder.state !== "inactive") recorder.stop();
      });
    });
    recorder.addEventListener("pause", () => {
      seconds += (performance.now() - since) / 1000;
      tell(words.resting, words.goOn);
    });
    recorder.addEventListener("resume", () => {
      since = performance.now();
      tell(words.recording, words.pause);
    });
    recorder.addEventListener("start", () => {
      // Told only now where this browser chose by itself.
      row.type = recorder.mimeType;
      since = performance.now();
      tell(words.recording, words.pause);
    });
    recorder.addEventListener("stop", async () => {
      clearInterval(tick);
      recording.end(stream);
      watched.close();
      await written;
      await device.put(row).catch(() => {});
      done();
      now = null;
      show(false);
      said.textContent = isFull ? words.full : words.ended;
      await draw(row);
      drawn.get(row.id)?.querySelector("[data-keep]").focus();
    });
    recorder.start(PIECE);
  }

  function tell(sentence, label) {
    said.textContent = sentence;
    buttons.pause.textContent = label;
  }

  /* How long it has been, how loud it is, and what the camera sees. */
  function watch(stream, kind) {
    const view = find("view");
    const video = view.querySelector("video");
    const sound = new AudioContext();
    const meter = sound.createAnalyser();
    const heard = new Float32Array(meter.fftSize);
    let lamp = null;
    sound.createMediaStreamSource(stream).connect(meter);
    view.hidden = kind !== "video";
    if (!view.hidden) {
      video.srcObject = stream;
      video.play().catch(() => {});
    }
    // The screen stays on, since some telephones stop recording when it goes dark.
    navigator.wakeLock?.request("screen").then((one) => (lamp = one), () => {});
    return {
      draw(seconds) {
        meter.getFloatTimeDomainData(heard);
        const loud = Math.sqrt(heard.reduce((sum, one) => sum + one * one, 0) / heard.length);
        find("loud").value = Math.min(1, loud * 3);
        find("time").textContent = recording.clock(seconds);
      },
      close() {
        lamp?.release();
        video.srcObject = null;
        view.hidden = true;
        sound.close();
      },
    };
  }

  function show(isRecording) {
    buttons.record.hidden = how.hidden = isRecording;
    buttons.pause.hidden = buttons.stop.hidden = find("now").hidden = !isRecording;
    find("time").textContent = recording.clock(0);
  }

  /* --- what lies here */

  async function draw(row) {
    const file = await device.file(row);
    if (!file) {
      await device.remove(row.id);
      return;
    }
    const item = document.querySelector("template[data-one]").content.firstElementChild.cloneNode(true);
    const within = (name) => item.querySelector(`[data-${name}]`);
    const player = document.createElement(row.how === "video" ? "video" : "audio");
    const address = URL.createObjectURL(file);
    const at = new Date(row.at);
    const language = document.documentElement.lang;
    const day = at.toLocaleDateString(language, { dateStyle: "long" });
    const time = at.toLocaleTimeString(language, { timeStyle: "short" });
    within("when").textContent = words.sound.replace("{day}", day).replace("{time}", time);
    player.setAttribute("aria-label", within("when").textContent);
    player.className = "plays";
    player.controls = true;
    player.preload = "metadata";
    player.src = address;
    within("player").append(player);
    within("caption").value = row.caption;
    within("caption").id = `in-words-${row.id}`;
    item.querySelector("label").htmlFor = within("caption").id;
    within("take").href = address;
    within("take").download = file.name;
    within("caption").addEventListener("input", (event) => {
      row.caption = event.target.value;
      device.put(row).catch(() => {});
    });
    within("caption").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      // The form around it is that of a file from another recorder.
      event.preventDefault();
      within("keep").click();
    });
    within("keep").addEventListener("click", () => keep(row, file, item));
    within("remove").addEventListener("click", () => remove(row, item));
    item.addEventListener("gone", () => URL.revokeObjectURL(address));
    drawn.set(row.id, item);
    const list = form.querySelector("[data-list]");
    const older = [...list.children].find((one) => Number(one.dataset.at) < row.at);
    item.dataset.at = row.at;
    list.insertBefore(item, older ?? null);
    form.querySelector("[data-here]").hidden = false;
    // What was on its way when the page closed goes on.
    if (row.isWanted) keep(row, file, item);
  }

  async function keep(row, file, item) {
    const told = item.querySelector("[data-told]");
    const bar = item.querySelector("progress");
    const presses = item.querySelectorAll("button");
    const data = new FormData(form);
    data.delete("pictures");
    if (!row.isWanted) Object.assign(row, { isWanted: true, audience: data.get("audience") ?? "" });
    data.set("audience", row.audience);
    data.set("caption", row.caption);
    await device.put(row).catch(() => {});
    for (const one of presses) one.disabled = true;
    bar.hidden = false;
    told.textContent = words.keeping;
    const answer = await globalThis.sendInParts?.(file, {
      address: words.parts,
      mark: form.elements.csrfmiddlewaretoken.value,
      fields: data,
      onProgress: (sent, all) => {
        bar.value = all ? sent / all : 0;
        told.textContent = words.keeping;
      },
      onWaiting: () => (told.textContent = words.away),
    }).catch(() => null);
    bar.hidden = true;
    if (answer?.kept) {
      await device.remove(row.id);
      kept(item, answer);
      return;
    }
    row.isWanted = false;
    await device.put(row).catch(() => {});
    for (const one of presses) one.disabled = false;
    told.textContent = answer ? `${answer.sentence} ${words.refused}` : words.cut;
    item.querySelector("[data-keep]").focus();
  }

  function kept(item, answer) {
    const told = item.querySelector("[data-told]");
    const link = document.createElement("a");
    link.href = answer.address;
    link.textContent = words.see;
    item.dispatchEvent(new Event("gone"));
    for (const one of item.querySelectorAll("[data-player], .field, .acts")) one.remove();
    told.textContent = answer.sentence;
    told.after(" ", link);
    link.focus();
  }

  async function remove(row, item) {
    const told = item.querySelector("[data-told]");
    if (told.textContent !== words.surely) {
      told.textContent = words.surely;
      return;
    }
    await device.remove(row.id);
    item.dispatchEvent(new Event("gone"));
    item.remove();
    form.querySelector("[data-here]").hidden = !form.querySelector("[data-list]").children.length;
    said.textContent = words.removed;
    buttons.record.focus();
  }
}

/* One question at a time, and none for whoever would rather have none. */
function ask(shown, template, another, without) {
  const questions = [...template.content.children].map((one) => one.textContent);
  let at = 0;
  another.addEventListener("click", () => {
    // After "without" the same question comes back first.
    at = shown.textContent ? (at + 1) % questions.length : at;
    shown.textContent = questions[at];
  });
  without.addEventListener("click", () => (shown.textContent = ""));
}
