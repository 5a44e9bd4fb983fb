// What every page can do with script: look at photographs large, one after the other, and cover the page.

const here = document.querySelector("script[data-covers]");

// --- Escape twice within a second covers the page, where someone switched that on.
if (here) {
  let last = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (event.timeStamp - last < 1000) document.querySelector('form[action$="/quiet/"]')?.requestSubmit();
    last = event.timeStamp;
  });
}

// --- The viewer: a photograph over the page it stands on. Without script the link opens the photograph's own page.
const links = [...document.querySelectorAll("a[data-picture]")].filter((one) => one.querySelector("img"));
const words = document.querySelector("template[data-viewer]");
if (links.length && words && "showModal" in HTMLDialogElement.prototype) {
  const dialog = words.content.firstElementChild.cloneNode(true);
  const [image, caption, place] = ["img", "[data-caption]", "[data-place]"].map((one) => dialog.querySelector(one));
  let at = 0;

  const show = (index) => {
    at = (index + links.length) % links.length;
    const source = links[at].querySelector("img");
    image.removeAttribute("srcset");
    image.src = source.src;
    image.width = source.getAttribute("width");
    image.height = source.getAttribute("height");
    image.alt = source.alt;
    image.sizes = "100vw";
    image.srcset = links[at].querySelector("source")?.srcset || source.srcset;
    caption.textContent = links[at].closest("figure")?.querySelector("figcaption b")?.textContent || source.alt;
    dialog.querySelector("[data-page]").href = links[at].href;
    place.textContent = place.dataset.words.replace("{at}", at + 1).replace("{all}", links.length);
  };
  const keys = {
    ArrowRight: () => show(at + (document.dir === "rtl" ? -1 : 1)),
    ArrowLeft: () => show(at - (document.dir === "rtl" ? -1 : 1)),
    Home: () => show(0),
    End: () => show(links.length - 1),
  };
  dialog.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  dialog.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-go]")?.dataset.go;
    if (pressed) show(at + Number(pressed));
    else if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => links[at].focus());
  document.body.append(dialog);
  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
    }),
  );
}
