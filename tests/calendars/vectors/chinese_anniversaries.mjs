// Makes chinese_anniversaries.csv: lunar anniversaries as lunar-javascript reckons them, by the default rule written here.
//
//     npm install lunar-javascript@1.7.7 && node chinese_anniversaries.mjs > chinese_anniversaries.csv
//
// One line a death: its civil day; its days in the 12 lunar years after (regular month, a missing 30th on the 29th);
// and the day 12 lunar months after it. Every leap month from 1941 to 2033 is there with three of its days, and each
// year between with a 30th.
import lunar from "lunar-javascript";
const { LunarYear, LunarMonth, Lunar, Solar } = lunar;

const length = (year, month) => LunarMonth.fromYm(year, month)?.getDayCount() ?? 0;
const solar = (year, month, day) => Lunar.fromYmd(year, month, day).getSolar().toYmd();
const kept = (year, month, day) => solar(year, month, Math.min(day, length(year, month)));

function twelveMonthsAfter(year, month, day) {
  const months = [...monthsOf(year), ...monthsOf(year + 1)];
  const at = months.findIndex(([y, m]) => y === year && m === month);
  const [y, m] = months[at + 12];
  return kept(y, m, day);
}
function monthsOf(year) {
  return LunarYear.fromYear(year).getMonths().filter((m) => m.getYear() === year).map((m) => [year, m.getMonth()]);
}
for (let year = 1941; year <= 2033; year++) {
  const leap = LunarYear.fromYear(year).getLeapMonth();
  const dates = leap ? [[-leap, 1], [-leap, 29], [-leap, 30], [leap, 15]] : [[1 + (year % 12), 30], [12, 30]];
  for (const [month, day] of dates) {
    if (day > length(year, month)) continue;
    const after = Array.from({ length: 12 }, (_, n) => kept(year + 1 + n, Math.abs(month), day));
    console.log([solar(year, month, day), after.join(" "), twelveMonthsAfter(year, month, day)].join(","));
  }
}
