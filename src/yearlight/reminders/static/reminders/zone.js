// Chooses the time zone of this device where none is chosen yet. Without script the site's own stays.

const select = document.querySelector("[data-guess-zone] select");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select && !select.value && [...select.options].some((one) => one.value === zone)) select.value = zone;
