import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { reencodeImage } from "#app/platform/images/reencode-image.ts";

const red = { r: 220, g: 20, b: 20 };
const blue = { r: 20, g: 20, b: 220 };
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: blue } });
/** The left half red, the right half blue. */
const halves = (width: number, height: number) =>
  plain(width, height).composite([
    { input: { create: { width: width / 2, height, channels: 3, background: red } }, left: 0, top: 0 },
  ]);
const pixel = async (image: Buffer, left: number, top: number) => {
  const [r, , b] = await sharp(image).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer();
  return r! > b! ? "red" : "blue";
};
const refused = (fault: string) => ({ name: "ImageRefused", fault });

test("where and with what a photo was taken is gone", async () => {
  const photo = await plain(60, 40)
    .withExif({
      IFD0: { Make: "Kameratehdas", Artist: "Kuvaaja" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "60/1 10/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "24/1 56/1 0/1" },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>Kuvaaja</a></x:xmpmeta>')
    .jpeg()
    .toBuffer();
  // The photo has them, or the test would tell nothing.
  expect(photo.includes("Kameratehdas")).toBe(true);
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const { bytes } = await reencodeImage(photo);
  const metadata = await sharp(bytes).metadata();
  expect(metadata).toMatchObject({ format: "webp", width: 60, height: 40 });
  expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  for (const words of ["Kameratehdas", "Kuvaaja", "GPS", "EXIF", "XMP"]) expect(bytes.includes(words)).toBe(false);
});

test("a photo taken with the camera on its side stands upright", async () => {
  const onItsSide = await halves(80, 40).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
  const { bytes, width, height } = await reencodeImage(onItsSide);
  expect({ width, height }).toEqual({ width: 40, height: 80 });
  expect([await pixel(bytes, 20, 10), await pixel(bytes, 20, 70)]).toEqual(["red", "blue"]);
});

test.each(["jpeg", "png", "webp", "avif"] as const)("%s is taken; it is at most 1600 pixels wide", async (format) => {
  const { bytes, width, height } = await reencodeImage(await halves(2000, 500)[format]().toBuffer());
  expect({ width, height }).toEqual({ width: 1600, height: 400 });
  expect((await sharp(bytes).metadata()).format).toBe("webp");
});

test("what is small stays as it is, and what shows through does", async () => {
  const clear = await sharp({ create: { width: 30, height: 20, channels: 4, background: { ...red, alpha: 0 } } })
    .png()
    .toBuffer();
  const { bytes, width, height } = await reencodeImage(clear);
  expect({ width, height }).toEqual({ width: 30, height: 20 });
  expect((await sharp(bytes).metadata()).hasAlpha).toBe(true);
});

test("the same bytes give the same bytes", async () => {
  const image = await halves(300, 200).png().toBuffer();
  expect((await reencodeImage(image)).bytes.equals((await reencodeImage(image)).bytes)).toBe(true);
});

test("noise, which no format makes small, is made small enough", async () => {
  const noise = await sharp({
    create: {
      width: 1600,
      height: 2400,
      channels: 3,
      noise: { type: "gaussian", mean: 128, sigma: 90 },
      background: blue,
    },
  })
    .jpeg({ quality: 60 })
    .toBuffer();
  const { bytes } = await reencodeImage(noise);
  expect(bytes.length).toBeLessThanOrEqual(2_000_000);
});

test("of a moving image, the first picture", async () => {
  const frames = await sharp([await plain(40, 40).png().toBuffer(), await halves(40, 40).png().toBuffer()], {
    join: { animated: true },
  })
    .webp()
    .toBuffer();
  const { bytes, height } = await reencodeImage(frames);
  expect(height).toBe(40);
  expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
});

/** A PNG of a few kilobytes that says it is as wide and high as told. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1_000_000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test("an image that is small as a file and immense as pixels is refused at once", async () => {
  const bytes = bomb(50_000, 50_000);
  expect(bytes.length).toBeLessThan(3000);
  const started = performance.now();
  await expect(reencodeImage(bytes)).rejects.toMatchObject(refused("pixels"));
  expect(performance.now() - started).toBeLessThan(2000);
  await expect(reencodeImage(bomb(6400, 6300))).rejects.toMatchObject(refused("pixels"));
});

test.each<[string, Buffer | Promise<Buffer>]>([
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  [
    "a page that begins as a PNG does",
    Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.from("<script>")]),
  ],
  ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>')],
  ["a GIF", plain(10, 10).gif().toBuffer()],
  ["a TIFF", plain(10, 10).tiff().toBuffer()],
  ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")],
  ["text", Buffer.from("kuva")],
])("%s is no image here, whatever it is called", async (_what, bytes) => {
  await expect(reencodeImage(await bytes)).rejects.toMatchObject(refused("format"));
});

test("what stands behind the pixels does not come through", async () => {
  const both = Buffer.concat([await plain(20, 20).png().toBuffer(), Buffer.from("<script>alert(1)</script>")]);
  expect((await reencodeImage(both)).bytes.includes("script")).toBe(false);
});

test("half an image is refused", async () => {
  const whole = await halves(800, 600).jpeg().toBuffer();
  await expect(reencodeImage(whole.subarray(0, whole.length / 2))).rejects.toMatchObject(refused("broken"));
});
