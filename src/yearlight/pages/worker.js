/* The worker. It shows a page of its own where there is no connection, and a day's message when one arrives.

   It keeps what that page is drawn with, the page of help as it is for strangers, and nothing else: never a page of a
   place, never a picture.
   Of what is written it sees nothing; the page of a letter keeps that by itself.
   SHELL stands before this text: what is kept, and under which name. */

addEventListener("install", (event) => event.waitUntil(Promise.all([keep(), stepAside(event)])));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  // What is sent by a form stays the browser's own: it alone can send it again.
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(event));
  else if (request.method === "POST" && pathname === SHELL.signOut) event.respondWith(signedOut(request));
  else if (request.method === "GET" && SHELL.files.includes(pathname)) event.respondWith(file(request));
});
addEventListener("push", (event) => event.waitUntil(show(event.data)));
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openToday());
});

async function keep() {
  const shell = await caches.open(SHELL.name);
  await shell.addAll([SHELL.offline, ...SHELL.files].map((one) => new Request(one, { cache: "reload" })));
  // Without the cookies, so that it names nobody.
  await shell.add(new Request(SHELL.help, { cache: "reload", credentials: "omit" }));
  // At once: pages that are open lose nothing by it, since nothing of theirs is here.
  await skipWaiting();
}

/* Whatever is neither a page nor kept here need not wake the worker: pictures, and above all a text that is being kept.
   Browsers that cannot be told so ask the worker, which leaves it to them. */
async function stepAside(event) {
  const own = [{ requestMode: "navigate" }, ...SHELL.files.map((one) => ({ urlPattern: { pathname: one } }))];
  try {
    await event.addRoutes?.([{ condition: { not: { or: own } }, source: "network" }]);
  } catch {
    // A browser that knows fewer conditions.
  }
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== SHELL.name) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    const { pathname } = new URL(event.request.url);
    return (await caches.match(pathname === SHELL.help ? SHELL.help : SHELL.offline)) || Response.error();
  }
}

async function file(request) {
  return (await caches.match(request.url)) || fetch(request);
}

/* Nothing of whoever signed out stays: not the shell, and no leave to show messages. */
async function signedOut(request) {
  try {
    const answer = await fetch(request);
    if (answer.type === "opaqueredirect" || answer.redirected) await leave();
    return answer;
  } catch {
    return (await caches.match(SHELL.offline)) || Response.error();
  }
}

async function leave() {
  await (await registration.pushManager?.getSubscription())?.unsubscribe();
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}

/* The same tag twice is one message: the second takes the place of the first, and makes no sound. */
async function show(data) {
  const told = read(data);
  await registration.showNotification(told.title || SHELL.title, {
    body: told.body || "",
    tag: told.tag || "day",
    dir: "auto",
    icon: SHELL.icon,
    badge: SHELL.badge,
  });
}

function read(data) {
  try {
    return data.json() || {};
  } catch {
    // A browser shows words of its own where a worker shows none, so the softest of ours.
    return {};
  }
}

/* A window that shows something else is left as it is: somebody may be writing there. */
async function openToday() {
  const here = await clients.matchAll({ type: "window" });
  const found = here.find((one) => new URL(one.url).pathname === SHELL.today);
  return found ? found.focus() : clients.openWindow(SHELL.today);
}
