// Lets the worker in, and notes for its page without a connection whose texts it may tell of, and in which light.
// Where nobody is signed in, or everything is quiet, that note goes.

const NOTE = "yearlight.here";
const { here, light, type, fonts } = document.querySelector("script[data-here]").dataset;
const looks = Object.fromEntries(Object.entries({ theme: light, type, fonts }).filter(([, value]) => value));

try {
  if (here) localStorage.setItem(NOTE, JSON.stringify({ account: here, looks }));
  else localStorage.removeItem(NOTE);
} catch {
  // Then the page tells of no text.
}
if (here) navigator.serviceWorker?.register("/sw.js").catch(() => {});
