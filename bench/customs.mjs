// Yahrzeits by @hebcal/hdate, for bench/customs.py: prints the processor seconds of all of them, and their checksum.
//
//     node bench/customs.mjs FOLDER YEAR < dates
//
// The dates are 32-bit integers, three for each death: its Hebrew year, month and day.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, year] = process.argv.slice(2);
const { yahrzeit } = await import(pathToFileURL(join(folder, "node_modules/@hebcal/hdate/dist/esm/index.js")));
const { hebrew2abs } = await import(pathToFileURL(join(folder, "node_modules/@hebcal/hdate/dist/esm/index.js")));
const bytes = readFileSync(0);
const dates = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

function all(from, to) {
  let sum = 0;
  for (let at = from; at < to; at += 3) {
    const day = yahrzeit(+year, { yy: dates[at], mm: dates[at + 1], dd: dates[at + 2] });
    if (day) sum += hebrew2abs(day.yy, day.mm, day.dd);
  }
  return sum;
}
all(0, Math.min(300000, dates.length));
const before = process.cpuUsage();
const sum = all(0, dates.length);
const used = process.cpuUsage(before);
console.log((used.user + used.system) / 1e6, sum);
