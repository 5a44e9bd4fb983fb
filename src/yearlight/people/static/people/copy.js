// Copies the link on press. Without script, or where copying is not allowed, one marks and copies it by hand.

const button = document.querySelector("[data-copy]");
const text = document.querySelector("[data-copy-from]")?.textContent;

if (button && text && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
    } catch {
      button.hidden = true;
    }
  });
}
