// Offers passkeys where this browser, at this address, can use them; and says so in words when one did not work.

const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
const canUse = isSecureContext && !isNumber && "PublicKeyCredential" in window;

for (const one of document.querySelectorAll("[data-passkey]")) one.hidden = !canUse;
for (const one of document.querySelectorAll("[data-no-passkey]")) one.hidden = canUse;

// A passkey that was not found, or a question closed by the person: nothing has changed.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.querySelector("[data-passkey-fault]");
  if (!said) return;
  said.hidden = false;
  said.focus();
});
