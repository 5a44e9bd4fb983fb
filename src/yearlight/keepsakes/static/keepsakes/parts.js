/* Sends one file in parts (the tus protocol). It goes on by itself when the connection is back, and where the page was
   closed, when the same file is chosen again within a day. What this device remembers of a file is an address under a
   number worked out from its name: the name itself stands nowhere. */

const REMEMBERED = "yearlight-upload-";
const WEEK = 7 * 24 * 3600 * 1000;
const PART = 8 << 20;
/* Larger files are not read beforehand to see whether they are here already. */
const READ_BEFORE = 64 << 20;
const WAITS = [0, 1000, 3000, 5000, 10000, ...Array(120).fill(30000)];

/* Resolves to what the server says of the file; rejects where it did not get through. */
async function send(file, { address, mark, fields, before, onProgress, onWaiting }) {
  const arrived = await bring(file, { address, mark, onProgress, onWaiting });
  if (arrived.told) return arrived.told;
  await before;
  return keep(arrived.address, fields, mark, onWaiting);
}

async function bring(file, { address, mark, onProgress, onWaiting }) {
  const sha256 = await digest(file);
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(file, {
      endpoint: address,
      headers: { "X-CSRFToken": mark },
      chunkSize: PART,
      retryDelays: WAITS,
      metadata: { filename: file.name, filetype: file.type, ...(sha256 && { sha256 }) },
      fingerprint: async () => `${REMEMBERED}${number(`${address} ${file.name} ${file.size} ${file.lastModified}`)}`,
      urlStorage: remembered,
      onProgress,
      onShouldRetry(error) {
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = [0, 409, 423].includes(status) || (status >= 500 && status !== 507);
        if (again) onWaiting();
        return again;
      },
      onSuccess: () => resolve({ address: upload.url }),
      onError(error) {
        const told = answer(error.originalResponse?.getBody());
        if (told) resolve({ told });
        else reject(error);
      },
    });
    upload.findPreviousUploads().then((found) => {
      if (found.length) upload.resumeFromPreviousUpload(found[0]);
      upload.start();
    });
  });
}

/* It is here whole; that it is kept is said once the server says so, however often that must be asked. */
async function keep(address, fields, mark, onWaiting) {
  for (const wait of WAITS) {
    await new Promise((go) => setTimeout(go, wait));
    let response;
    try {
      response = await fetch(`${address}keep/`, { method: "POST", body: fields, headers: { "X-CSRFToken": mark } });
    } catch {
      onWaiting();
      continue;
    }
    if (response.status === 409 || response.status >= 500) continue;
    const told = answer(await response.text());
    if (!told) break;
    return told;
  }
  throw new Error("The file was not kept.");
}

function answer(text) {
  try {
    return JSON.parse(text).files[0];
  } catch {
    return null;
  }
}

/* The checksum, by which the server sees whether it has the file. Browsers work it out on protected pages alone. */
async function digest(file) {
  if (!globalThis.crypto?.subtle || file.size > READ_BEFORE) return "";
  try {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}

/* A number that a text always gives, and that gives no text back. */
function number(text) {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (const letter of text) {
    a = Math.imul(a ^ letter.codePointAt(0), 0x01000193);
    b = Math.imul(b ^ letter.codePointAt(0), 0x27d4eb2f);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}

/* Where tus looks for what was begun. A browser may keep nothing for us, and then nothing is resumed. */
const remembered = {
  async findAllUploads() {
    return [];
  },
  async findUploadsByFingerprint(key) {
    const found = look(key);
    return found ? [{ uploadUrl: found.address, urlStorageKey: key }] : [];
  },
  async addUpload(key, upload) {
    try {
      localStorage.setItem(key, JSON.stringify({ address: upload.uploadUrl, at: Date.now() }));
    } catch {
      return "";
    }
    return key;
  },
  async removeUpload(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      /* Then it was not there. */
    }
  },
};

function look(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/* What is older than the server waits for it is of no use. */
function forget() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(REMEMBERED) && !(Date.now() - look(key)?.at < WEEK)) localStorage.removeItem(key);
    }
  } catch {
    /* Then nothing is remembered. */
  }
}

if (globalThis.tus?.isSupported) {
  forget();
  globalThis.sendInParts = send;
}
