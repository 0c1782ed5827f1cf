import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { crc32, deflateSync } from "node:zlib";

const fixture = (name: string) => readFileSync(resolve(import.meta.dirname, "../../fixtures/pictures", name));

/** 120 x 60, red at the left and blue at the right; the camera says to turn it, and tells where and of what it is. */
export const turnedJpeg = fixture("turned.jpg");
export const photoWebp = fixture("photo.webp");

/** One colour each: full cyan and magenta without a profile, and (200, 100, 50) in Display P3. */
export const cmykJpeg = fixture("cmyk.jpg");
export const displayP3Png = fixture("display-p3.png");

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

function header(width: number, height: number, bits = 8, colourType = 2): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([bits, colourType], 8);
  return chunk("IHDR", data);
}

function solid(head: Buffer, width: number, height: number, pixel: Uint8Array | number[]): Buffer {
  const row = Buffer.alloc(1 + width * pixel.length);
  for (let x = 0; x < width; ++x) row.set(pixel, 1 + x * pixel.length);
  const rows = Buffer.concat(Array<Buffer>(height).fill(row));
  return Buffer.concat([signature, head, chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A PNG of one colour. */
export function png(width = 40, height = 30, colour: [number, number, number] = [20, 160, 90]): Buffer {
  return solid(header(width, height), width, height, colour);
}

/** A PNG of one colour, with as many samples to a pixel as its kind has, of 8 or 16 bits, and without a profile. */
export function pngOfSamples(samples: number[], bits: 8 | 16 = 8): Buffer {
  const colourTypes = [0, 4, 2, 6]; // grey, grey with alpha, colour, colour with alpha
  const pixel = bits === 8 ? samples : samples.flatMap((sample) => [sample >> 8, sample & 0xff]);
  return solid(header(32, 32, bits, colourTypes[samples.length - 1]), 32, 32, pixel);
}

/** A PNG of a few bytes whose header claims `width` times `height` pixels. */
export function pngThatClaims(width: number, height: number): Buffer {
  const data = chunk("IDAT", deflateSync(Buffer.alloc(1000)));
  return Buffer.concat([signature, header(width, height), data, chunk("IEND", Buffer.alloc(0))]);
}

/** A small PNG with a text in it that is megabytes once unpacked. */
export function pngWithLargeText(megabytes: number): Buffer {
  const text = Buffer.concat([
    Buffer.from("Comment\0\0", "latin1"),
    deflateSync(Buffer.alloc(megabytes * 1024 * 1024)),
  ]);
  const plain = png();
  const afterHeader = signature.length + header(1, 1).length;
  return Buffer.concat([plain.subarray(0, afterHeader), chunk("zTXt", text), plain.subarray(afterHeader)]);
}

/** An animation of one-pixel frames on a canvas of that size. */
export function gif(frames: number, width = 1, height = 1): Buffer {
  const screen = Buffer.from("GIF89a\0\0\0\0\x80\0\0\xff\0\0\0\0\xff", "latin1");
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  const frame = Buffer.from(",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0", "latin1");
  return Buffer.concat([screen, ...Array<Buffer>(frames).fill(frame), Buffer.from(";")]);
}

/** Width and height of a JPEG, which holds nothing but what is needed to show it: no application's data, no comment. */
export function sizeOfBareJpeg(bytes: Buffer): [number, number] {
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    if (marker === 0xffc0) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    if (![0xffdb, 0xffc4].includes(marker)) throw new Error(`There is a segment ${marker.toString(16)} in this JPEG.`);
  }
  throw new Error("This JPEG holds no picture.");
}
