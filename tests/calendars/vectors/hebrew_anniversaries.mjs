// Makes hebrew_anniversaries.csv: Yahrzeits and Hebrew birthdays as @hebcal/hdate reckons them.
//
//     npm install @hebcal/hdate@0.22.8 && node hebrew_anniversaries.mjs > hebrew_anniversaries.csv
//
// One line a date: what it is, its Hebrew year, month (from Nisan) and day, and the civil days of the 19 years after.
// Every year of one cycle is there with its odd dates (the 29th and 30th of Cheshvan and Kislev, both months of Adar),
// and some plain ones.
import { HDate, getBirthdayOrAnniversary, getYahrzeit, isoDateString, months } from "@hebcal/hdate";

const odd = [
  [months.CHESHVAN, 29], [months.CHESHVAN, 30], [months.KISLEV, 29], [months.KISLEV, 30],
  [months.SHVAT, 30], [months.ADAR_I, 1], [months.ADAR_I, 14], [months.ADAR_I, 29], [months.ADAR_I, 30],
  [months.ADAR_II, 1], [months.ADAR_II, 29],
];
for (let year = 5762; year < 5781; year++) {
  const plain = [[months.NISAN, 1 + (year % 30)], [months.ELUL, 29], [months.TISHREI, 1 + (year % 10)]];
  for (const [month, day] of [...odd, ...plain]) {
    if (month > HDate.monthsInYear(year) || day > HDate.daysInMonth(month, year)) continue;
    const date = new HDate(day, month, year);
    for (const [kind, reckon] of [["yahrzeit", getYahrzeit], ["birthday", getBirthdayOrAnniversary]]) {
      const after = Array.from({ length: 19 }, (_, n) => isoDateString(reckon(year + 1 + n, date)));
      console.log([kind, year, month, day, after.join(" ")].join(","));
    }
  }
}
