import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each pixel, row by row. */
  readonly pixels: readonly (readonly [number, number, number, number])[];
}

const COLOUR_TYPES: Record<number, number> = { 2: 3, 6: 4 };

/** Reads an 8-bit RGB or RGBA PNG without interlacing, which is what Chromium writes. */
export function readPng(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = COLOUR_TYPES[png.readUInt8(25)];
  if (png.readUInt8(24) !== 8 || channels === undefined || png.readUInt8(28) !== 0) {
    throw new Error('Only 8-bit RGB and RGBA without interlacing are read');
  }
  const bytes = unfilter(inflateSync(Buffer.concat(dataChunks(png))), { width, height, channels });
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 255] = bytes.subarray(index * channels, (index + 1) * channels);
    return [red, green, blue, alpha] as const;
  });
  return { width, height, pixels };
}

function dataChunks(png: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') found.push(png.subarray(at + 8, at + 8 + length));
  }
  return found;
}

/** Undoes the per-row filters of PNG (none, sub, up, average, Paeth). */
function unfilter(raw: Buffer, size: { width: number; height: number; channels: number }): Buffer {
  const stride = size.width * size.channels;
  const out = Buffer.alloc(stride * size.height);
  for (let row = 0; row < size.height; row++) {
    const filter = raw[row * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column++) {
      const left = column < size.channels ? 0 : (out[row * stride + column - size.channels] ?? 0);
      const up = out[(row - 1) * stride + column] ?? 0;
      const corner = column < size.channels ? 0 : (out[(row - 1) * stride + column - size.channels] ?? 0);
      const prediction = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      out[row * stride + column] = ((raw[row * (stride + 1) + 1 + column] ?? 0) + prediction) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
