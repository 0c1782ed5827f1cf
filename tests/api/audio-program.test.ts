import { spawnSync } from "node:child_process";
import { openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { binary } from "../support/server.ts";
import { wav } from "../support/wav.ts";

const program = join(dirname(binary), "rollcall-audio");
const tone = (ending: string) => readFileSync(resolve(import.meta.dirname, `../../fixtures/tones/tone.${ending}`));

/** What the program that reads audio says of a file. */
function read(bytes: Uint8Array) {
  const path = join(temporaryFolder(), "audio");
  writeFileSync(path, bytes);
  const { status, stdout, stderr } = spawnSync(program, { stdio: [openSync(path, "r"), "pipe", "pipe"] });
  return { status, said: status === 0 ? JSON.parse(String(stdout)) : String(stdout), problem: String(stderr) };
}

const loudest = (peaks: number[]) => Math.max(...peaks);

describe("the program that reads audio", () => {
  test.each([
    ["flac", "audio/flac", 1],
    ["mp3", "audio/mpeg", 1],
    ["ogg", "audio/ogg", 2],
  ])("reads a file in %s", (ending, content_type, channels) => {
    const { said } = read(tone(ending));
    expect(said).toMatchObject({ content_type, duration: 1000, channels });
    expect(said.peaks).toHaveLength(channels);
    expect(said.peaks[0]).toHaveLength(800);
    expect(loudest(said.peaks[0])).toBeCloseTo(0.5, 1);
  });

  test("tells how loud each channel is, and when", () => {
    const quiet = wav({ seconds: 2, loudness: [0, 0] });
    wav({ seconds: 1, loudness: [0.8, 0.4] }).copy(quiet, 44 + 8_000 * 4, 44);
    const { peaks } = read(quiet).said;
    expect(loudest(peaks[0].slice(0, 399))).toBe(0);
    expect(loudest(peaks[0].slice(401))).toBeCloseTo(0.8, 2);
    expect(loudest(peaks[1].slice(401))).toBeCloseTo(0.4, 2);
  });

  test.each([0.0005, 0.01, 90])("reads audio of %s seconds", (seconds) => {
    const { said } = read(wav({ seconds }));
    expect(said.duration).toBe(Math.floor(seconds * 1000));
    expect(said.peaks[0]).toHaveLength(800);
  });

  test("mixes more channels than two into one", () => {
    const { said } = read(wav({ loudness: [0.9, 0.6, 0] }));
    expect(said).toMatchObject({ channels: 1, duration: 1000 });
    expect(loudest(said.peaks[0])).toBeCloseTo(0.5, 1);
  });

  test("reads as much as is there of a file that was cut off", () => {
    const { said } = read(wav({ seconds: 2 }).subarray(0, 44 + 16_000));
    expect(said.duration).toBe(1000);
  });

  const streamed = (riffSize: number, dataSize: number) => {
    const file = wav({ seconds: 2 });
    file.writeUInt32LE(riffSize, 4);
    file.writeUInt32LE(dataSize, 40);
    return file;
  };
  const withList = (file: Buffer) => {
    const list = Buffer.from("LIST\x04\0\0\0INFO", "latin1");
    return Buffer.concat([file.subarray(0, 36), list, file.subarray(36)]);
  };
  test.each([
    ["size 0", streamed(0, 0)],
    ["size 0 for its data alone", streamed(36 + 32_000, 0)],
    ["the largest size", streamed(0xffffffff, 0xffffffff)],
    ["size 0 after another chunk", withList(streamed(0, 0))],
    ["a larger size than it has", streamed(99_999, 99_000)],
  ])("reads a WAV of %s to its end", (_, bytes) => {
    const { said } = read(bytes);
    expect(said).toMatchObject({ content_type: "audio/wav", duration: 2000, channels: 1 });
    expect(loudest(said.peaks[0])).toBeCloseTo(0.5, 1);
    expect(loudest(said.peaks[0].slice(-8))).toBeCloseTo(0.5, 1);
  });

  test.each([1, 7, 417, 5_000, 200_000])("reads an MP3 behind %i zeros", (zeros) => {
    const { said } = read(Buffer.concat([Buffer.alloc(zeros), tone("mp3")]));
    expect(said).toMatchObject({ content_type: "audio/mpeg", duration: 1000, channels: 1 });
  });

  test.each([
    ["zeros alone", Buffer.alloc(5_000)],
    ["text behind zeros", Buffer.concat([Buffer.alloc(100), Buffer.from("This is no audio.")])],
    ["text", Buffer.from("This is not audio at all.")],
    ["nothing", Buffer.alloc(0)],
    ["another kind of audio", Buffer.from("FORM\0\0\0\x2eAIFFCOMM")],
    ["half a header", wav().subarray(0, 30)],
    ["more channels than anybody has", wav({ loudness: Array(17).fill(0.5) })],
    ["what only begins as MP3 does", Buffer.concat([Buffer.from([0xff, 0xfb]), Buffer.alloc(5_000, 120)])],
  ])("refuses %s in one line", (_, bytes) => {
    const { status, said, problem } = read(bytes);
    expect(status).toBe(10);
    expect(said).toBe("");
    expect(problem.trim().split("\n").at(-1)).toBe("This is no audio in WAV, MP3, FLAC or Ogg.");
  });

  test("says that there is nothing to hear in an empty file of audio", () => {
    expect(read(wav({ seconds: 0 }))).toMatchObject({ status: 11, problem: "There is nothing to hear in this.\n" });
  });
});
