/* What was recorded and is not kept yet lies on this device, second by second, so that a page that closes or a battery
   that ends loses no more than the last one. Each recording is a row, and its pieces rows beside it. */

const NAME = "yearlight-recordings";
const [RECORDINGS, PIECES] = ["recordings", "pieces"];

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(RECORDINGS, { keyPath: "id" });
      asked.result.createObjectStore(PIECES, { keyPath: ["id", "number"] });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("Another window holds an older form of it."));
  });
}

/* One transaction; resolves once the device has it, not before. */
async function inOne(stores, mode, work) {
  const device = await open();
  try {
    return await new Promise((resolve, reject) => {
      const turn = device.transaction(stores, mode, mode === "readwrite" ? { durability: "strict" } : {});
      const asked = work(...stores.map((name) => turn.objectStore(name)));
      turn.oncomplete = () => resolve(asked?.result);
      turn.onabort = () => reject(turn.error);
      turn.onerror = () => reject(turn.error);
    });
  } finally {
    device.close();
  }
}

/* While one is being recorded its window holds this; where the window dies, nobody does. */
const lockOf = (id) => `${NAME}.${id}`;

const pieces = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

globalThis.onThisDevice = {
  /* Those of one owner that no window is recording just now, newest first. A row is { id, owner, how, type, at, caption, audience, isWanted }. */
  async all(owner) {
    const rows = await inOne([RECORDINGS], "readonly", (one) => one.getAll());
    const held = new Set((await navigator.locks.query()).held.map((one) => one.name));
    return rows.filter((row) => row.owner === owner && !held.has(lockOf(row.id))).sort((a, b) => b.at - a.at);
  },
  /* This window records it; returns what ends that. */
  hold(id) {
    let done;
    navigator.locks.request(lockOf(id), () => new Promise((resolve) => (done = resolve))).catch(() => {});
    return () => done?.();
  },
  put: (row) => inOne([RECORDINGS], "readwrite", (one) => one.put(row)),
  add: (id, number, piece) => inOne([PIECES], "readwrite", (one) => one.put({ id, number, piece })),
  /* The recording as one file; null where no piece of it came to be. The same each time, so that it is known again. */
  async file(row) {
    const rows = await inOne([PIECES], "readonly", (one) => one.getAll(pieces(row.id)));
    if (!rows.length) return null;
    const ending = /^[a-z]+\/(\w+)/.exec(row.type)?.[1] ?? "webm";
    const name = `recording-${row.id.slice(0, 8)}.${ending}`;
    return new File(rows.map((one) => one.piece), name, { type: row.type.split(";")[0], lastModified: row.at });
  },
  remove: (id) =>
    inOne([RECORDINGS, PIECES], "readwrite", (recordings, parts) => {
      recordings.delete(id);
      parts.delete(pieces(id));
    }),
};
