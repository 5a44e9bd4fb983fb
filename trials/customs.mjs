// Yahrzeits and Hebrew birthdays of every day, by @hebcal/hdate, for trials/customs.py.
//
//     node trials/customs.mjs FOLDER FIRST LAST YEAR... > numbers
//
// For each Hebrew year and each day number, two 32-bit integers: the day of the Yahrzeit and of the birthday, or 0.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, first, last, ...years] = process.argv.slice(2);
const module = pathToFileURL(join(folder, "node_modules/@hebcal/hdate/dist/esm/index.js"));
const { abs2hebrew, birthdayOrAnniversary, hebrew2abs, yahrzeit } = await import(module);
const number = (date) => (date ? hebrew2abs(date.yy, date.mm, date.dd) : 0);
for (const year of years) {
  const found = new Int32Array(2 * (last - first + 1));
  for (let day = +first; day <= last; day++) {
    const date = abs2hebrew(day);
    found[2 * (day - first)] = number(yahrzeit(+year, date));
    found[2 * (day - first) + 1] = number(birthdayOrAnniversary(+year, date));
  }
  process.stdout.write(new Uint8Array(found.buffer));
}
