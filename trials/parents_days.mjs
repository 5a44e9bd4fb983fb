// When date-holidays has Mother's Day and Father's Day, for trials/customs.py.
//
//     node trials/parents_days.mjs FOLDER FIRST LAST COUNTRY... > days
//
// FOLDER holds node_modules. Prints JSON: by country, "mothers" and "fathers" with their days, of those that it knows.
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, first, last, ...countries] = process.argv.slice(2);
const Holidays = createRequire(join(folder, "package.json"))("date-holidays");
const kinds = { mothers: /^Mother.?s Day$/, fathers: /^Father.?s Day$/ };
const found = {};
for (const country of countries) {
  const holidays = new Holidays(country.toUpperCase());
  found[country] = {};
  for (let year = +first; year <= last; year++) {
    for (const day of holidays.getHolidays(year, "en") || []) {
      for (const [kind, name] of Object.entries(kinds)) {
        if (name.test(day.name)) (found[country][kind] ??= []).push(day.date.slice(0, 10));
      }
    }
  }
}
console.log(JSON.stringify(found));
