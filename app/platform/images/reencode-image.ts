import sharp, { type Metadata } from "sharp";

/** What the library would read besides is none of ours: only the formats of photos and screenshots are let in at all. */
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif"],
});

/** By what the bytes are, whatever their sender calls them. AVIF is one of HEIF's. */
const FORMATS: ReadonlySet<string> = new Set(["jpeg", "png", "webp", "heif"]);
/** A photo of a good telephone has half of it; decoded, it takes 160 MB. */
const MAX_PIXELS = 40_000_000;
const MAX_WIDTH = 1600;
/** A picture of a whole long page. */
const MAX_HEIGHT = 4800;
const MAX_BYTES = 2_000_000;
/** What is still too large after one is tried with the next. */
const ATTEMPTS = [
  { quality: 82, scale: 1 },
  { quality: 60, scale: 1 },
  { quality: 45, scale: 0.7 },
  { quality: 40, scale: 0.5 },
];
const TIMEOUT_SECONDS = 20;
/** Each takes memory for all of its pixels. */
const AT_ONCE = 2;

export type ImageFault = "format" | "pixels" | "broken" | "detail" | "busy";

export class ImageRefused extends Error {
  override name = "ImageRefused";
  readonly fault: ImageFault;
  constructor(fault: ImageFault, options?: { cause?: unknown }) {
    super(`image refused: ${fault}`, options);
    this.fault = fault;
  }
}

export type ReencodedImage = { bytes: Buffer; width: number; height: number };

let running = 0;

/**
 * Makes a WebP of an uploaded image: upright, at most 1600 pixels wide, at most 2 MB, without what cameras write beside the
 * pixels (where and when it was taken, by whom, with what). Nothing of the uploaded bytes but the pixels comes through. Of a
 * moving one, the first picture. The same bytes give the same bytes.
 * @throws ImageRefused
 */
export async function reencodeImage(uploaded: Buffer): Promise<ReencodedImage> {
  if (running >= AT_ONCE) throw new ImageRefused("busy");
  running += 1;
  try {
    await requireImage(uploaded);
    for (const attempt of ATTEMPTS) {
      const { data, info } = await encode(uploaded, attempt);
      if (data.length <= MAX_BYTES) return { bytes: data, width: info.width, height: info.height };
    }
    throw new ImageRefused("detail");
  } finally {
    running -= 1;
  }
}

const open = (uploaded: Buffer) => sharp(uploaded, { limitInputPixels: MAX_PIXELS, failOn: "truncated", pages: 1 });

async function requireImage(uploaded: Buffer): Promise<void> {
  const { format, width, height }: Metadata = await open(uploaded)
    .metadata()
    .catch((cause: unknown) => {
      throw refusal(cause, "format");
    });
  if (!FORMATS.has(format)) throw new ImageRefused("format");
  if (width * height > MAX_PIXELS) throw new ImageRefused("pixels");
}

function encode(uploaded: Buffer, { quality, scale }: (typeof ATTEMPTS)[number]) {
  return open(uploaded)
    .autoOrient()
    .resize({ width: MAX_WIDTH * scale, height: MAX_HEIGHT * scale, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .webp({ quality })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw refusal(cause, "broken");
    });
}

/** The library tells its faults apart by their words alone. */
function refusal(cause: unknown, otherwise: ImageFault): ImageRefused {
  const words = cause instanceof Error ? cause.message : "";
  return new ImageRefused(/pixel limit/i.test(words) ? "pixels" : otherwise, { cause });
}
