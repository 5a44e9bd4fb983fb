// How many conversions a second the calendars of node make, for bench/calendars.py.
//
//     node bench/calendars.mjs FOLDER PEER COUNT < numbers
//
// The numbers are 32-bit integers, a fixed count for each call: a day number, or the parts of a date. Printed is the
// processor time of COUNT calls in seconds, after a tenth of them to warm up.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, peer, count] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const bytes = readFileSync(0);
const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
let sum = 0;

const peers = {
  async "hdate from"() {
    const { abs2hebrew } = await import(pathToFileURL(join(folder, "node_modules/@hebcal/hdate/dist/esm/index.js")));
    return [1, (at) => (sum += abs2hebrew(numbers[at]).dd)];
  },
  async "hdate to"() {
    const { hebrew2abs } = await import(pathToFileURL(join(folder, "node_modules/@hebcal/hdate/dist/esm/index.js")));
    return [3, (at) => (sum += hebrew2abs(numbers[at], numbers[at + 1], numbers[at + 2]))];
  },
  "lunar from"() {
    const { Solar } = require("lunar-javascript");
    return [3, (at) => (sum += Solar.fromYmd(numbers[at], numbers[at + 1], numbers[at + 2]).getLunar().getDay())];
  },
  "korean from"() {
    const Calendar = require("korean-lunar-calendar");
    const calendar = new Calendar();
    return [
      3,
      (at) => {
        calendar.setSolarDate(numbers[at], numbers[at + 1], numbers[at + 2]);
        sum += calendar.getLunarCalendar().day;
      },
    ];
  },
  "korean to"() {
    const Calendar = require("korean-lunar-calendar");
    const calendar = new Calendar();
    return [
      4,
      (at) => {
        calendar.setLunarDate(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3] === 1);
        sum += calendar.getSolarCalendar().day;
      },
    ];
  },
  "umalqura from"() {
    const umalqura = require("@umalqura/core").default;
    return [3, (at) => (sum += umalqura(new Date(numbers[at], numbers[at + 1] - 1, numbers[at + 2])).hd)];
  },
  "umalqura to"() {
    const umalqura = require("@umalqura/core").default;
    return [
      3,
      (at) => {
        try {
          sum += umalqura(numbers[at], numbers[at + 1], numbers[at + 2]).date.getDate();
        } catch {
          // A 30th or 31st of the printed calendar that this one does not have.
        }
      },
    ];
  },
};

const [width, call] = await peers[peer]();
const calls = Math.min(Number(count), numbers.length / width);
for (let i = 0; i < calls / 10; i++) call(i * width);
const before = process.cpuUsage();
for (let i = 0; i < calls; i++) call(i * width);
const spent = process.cpuUsage(before);
if (!Number.isFinite(sum)) throw new Error("A peer named no day.");
console.log((spent.user + spent.system) / 1e6 / calls);
