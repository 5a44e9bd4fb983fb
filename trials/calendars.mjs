// What the calendars of node call every day from one day number to another: a line a day, for trials/calendars.py.
//
//     node trials/calendars.mjs FOLDER ORACLE FIRST LAST
//
// FOLDER holds node_modules. Day numbers count from 1 January of year 1, so day 719163 is 1 January 1970.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, oracle, first, last] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));

const asDate = (day) => new Date((day - 719163) * 86400000);
const asLocal = (day) => {
  const date = asDate(day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12);
};

const oracles = {
  async hebcal() {
    const { HDate } = await import(pathToFileURL(join(folder, "node_modules/@hebcal/core/dist/esm/index.js")));
    return (day) => {
      const found = new HDate(day);
      return [found.getFullYear(), found.getMonth(), found.getDate()];
    };
  },
  lunar() {
    const { Solar } = require("lunar-javascript");
    return (day) => {
      const date = asDate(day);
      const found = Solar.fromYmd(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()).getLunar();
      return [found.getYear(), Math.abs(found.getMonth()), found.getDay(), Number(found.getMonth() < 0)];
    };
  },
  korean() {
    const Calendar = require("korean-lunar-calendar");
    const calendar = new Calendar();
    return (day) => {
      const date = asDate(day);
      calendar.setSolarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
      const found = calendar.getLunarCalendar();
      return [found.year, found.month, found.day, Number(found.intercalation)];
    };
  },
  umalqura() {
    const umalqura = require("@umalqura/core").default;
    return (day) => {
      const found = umalqura(asLocal(day));
      return [found.hy, found.hm, found.hd];
    };
  },
  icu() {
    return lunarOfIntl("chinese");
  },
  icu_dangi() {
    return lunarOfIntl("dangi");
  },
  qingming() {
    const { Lunar } = require("lunar-javascript");
    return (year) => {
      const found = Lunar.fromYmd(year, 6, 1).getJieQiTable()["清明"];
      return [found.getYear(), found.getMonth(), found.getDay()];
    };
  },
};

function lunarOfIntl(calendar) {
  const options = { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" };
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, options);
  return (day) => {
    const parts = Object.fromEntries(format.formatToParts(asDate(day)).map((part) => [part.type, part.value]));
    return [parts.relatedYear, parseInt(parts.month), parts.day, Number(parts.month.endsWith("bis"))];
  };
}

const name = await oracles[oracle]();
const lines = [];
for (let day = Number(first); day <= Number(last); day++) lines.push(name(day).join(" "));
process.stdout.write(lines.join("\n") + "\n");
