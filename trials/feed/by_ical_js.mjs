// What ical.js, the reader of Thunderbird, finds in a calendar file, for trials/feed/readers.py.
//
//     node trials/feed/by_ical_js.mjs FOLDER FILE
//
// FOLDER holds node_modules.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const NOT_HERE = 3;
const [folder, file] = process.argv.slice(2);

async function reader() {
  try {
    const path = createRequire(join(folder, "package.json")).resolve("ical.js");
    return (await import(pathToFileURL(path))).default;
  } catch {
    console.error("the folder has no ical.js in node_modules.");
    process.exit(NOT_HERE);
  }
}

function local(time) {
  if (time.zone.tzid !== "floating") throw new Error(`an hour has the time zone ${time.zone.tzid}`);
  return time.toString();
}

const ICAL = await reader();
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
const days = calendar.getAllSubcomponents("vevent").map((part) => {
  const event = new ICAL.Event(part);
  const alarms = part.getAllSubcomponents("valarm");
  return {
    uid: event.uid,
    title: event.summary,
    note: event.description ?? "",
    begins: local(event.startDate),
    ends: local(event.endDate),
    rings: alarms.map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
  };
});
console.log(JSON.stringify(days));
