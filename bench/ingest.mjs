/* Makes the sizes of photographs with sharp: node ingest.mjs FOLDER-WITH-SHARP way OUT photo... */
import { createRequire } from "node:module";
import path from "node:path";

const [folder, way, out, ...photos] = process.argv.slice(2);
const sharp = createRequire(path.join(folder, "x.js"))("sharp");
const LONGEST = [1600, 960, 480];
const write = (image, longest) =>
  Promise.all([
    image.clone().webp({ quality: 80, effort: 2 }).toFile(`${out}/${longest}.webp`),
    image.clone().jpeg({ quality: 80 }).toFile(`${out}/${longest}.jpg`),
  ]);
const sized = (image, longest) => image.resize({ width: longest, height: longest, fit: "inside", withoutEnlargement: true });

sharp.concurrency(1);
sharp.cache(false);
for (const photo of photos) {
  if (way === "each") {
    // As photo servers drive it: every size is asked of the file.
    for (const longest of LONGEST) await write(sized(sharp(photo).rotate().toColourspace("srgb"), longest), longest);
  } else {
    // At its best: read once, and each size made from the one before.
    let { data, info } = await sized(sharp(photo).rotate().toColourspace("srgb"), LONGEST[0]).raw().toBuffer({ resolveWithObject: true });
    for (const longest of LONGEST) {
      const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
      if (longest !== LONGEST[0]) ({ data, info } = await sized(sharp(data, raw), longest).raw().toBuffer({ resolveWithObject: true }));
      await write(sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }), longest);
    }
  }
}
