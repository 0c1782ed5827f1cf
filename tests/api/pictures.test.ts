import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import {
  gif,
  photoWebp,
  png,
  pngThatClaims,
  pngWithLargeText,
  sizeOfBareJpeg,
  turnedJpeg,
} from "../support/picture.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const put = (person: Client, picture: Uint8Array, type = "image/png") =>
  person.put("/profile/picture", picture, { headers: { "Content-Type": type } });

const show = (by: Client, path: string, headers: Record<string, string> = {}) => by.send("GET", path, { headers });

/** The files in which pictures are kept, finished or not. */
function files(): string[] {
  try {
    return readdirSync(join(server.dataFolder, "storage", "pictures"));
  } catch {
    return [];
  }
}

async function until(condition: () => boolean, seconds: number) {
  const end = Date.now() + seconds * 1000;
  while (!condition() && Date.now() < end) await new Promise((go) => setTimeout(go, 100));
  return condition();
}

describe("a picture of one's own", () => {
  test.each([
    ["PNG", png(), "image/png"],
    ["a JPEG that tells where it was taken", turnedJpeg, "image/jpeg"],
    ["WebP", photoWebp, "image/webp"],
    ["GIF", gif(3), "image/gif"],
    ["what is another kind than it is said to be", turnedJpeg, "image/png"],
    ["a single pixel", png(1, 1), "image/png"],
    ["twenty million pixels", png(5_000, 4_000), "image/png"],
  ])("may be %s, and becomes a small square without metadata", async (_, picture, type) => {
    const person = await cast.member();
    const answer = await put(person, picture, type);
    expect(answer).toHaveStatus(200);
    const shown = await show(person, answer.body.picture_url);
    expect(shown).toHaveStatus(200);
    expect(shown.headers["content-type"]).toBe("image/jpeg");
    expect(shown.headers["x-content-type-options"]).toBe("nosniff");
    expect(sizeOfBareJpeg(shown.incoming.body)).toEqual([256, 256]);
    expect(shown.incoming.body.includes("harbour")).toBe(false);
  });

  test("has an address in the session, the profile and the list, and another one with each upload", async () => {
    const person = await cast.member();
    const addresses = async () => [
      (await person.get("/session")).body.member!.picture_url,
      (await person.get("/profile")).body.picture_url,
      (await cast.ada.get(`/members/${person.id}`)).body.picture_url,
      (await cast.ada.get("/members", { limit: 200 })).body.items.find(({ id }) => id === person.id)!.picture_url,
    ];
    expect(await addresses()).toEqual([null, null, null, null]);
    await put(person, png());
    const first = await addresses();
    expect(new Set(first).size).toBe(2);
    expect(await show(cast.ada, first[2]!)).toHaveStatus(200);
    expect(await show(person, first[0]!)).toHaveStatus(200);

    const before = await show(cast.ada, first[2]!);
    await put(person, turnedJpeg, "image/jpeg");
    const second = await addresses();
    expect(second[0]).not.toBe(first[0]);
    expect((await show(cast.ada, second[2]!)).incoming.body).not.toEqual(before.incoming.body);
  });

  test("is asked for again each time, and not sent again when it is known", async () => {
    const person = await cast.member();
    const { picture_url } = (await put(person, png())).body;
    const first = await show(person, picture_url);
    expect(first.headers["cache-control"]).toBe("private, no-cache");
    const known = await show(person, picture_url, { "If-None-Match": first.headers["etag"]! });
    expect(known).toHaveStatus(304);
    expect(known.incoming.body).toHaveLength(0);
    expect(known.headers["etag"]).toBe(first.headers["etag"]);
    expect(await show(person, picture_url, { "If-None-Match": '"another"' })).toHaveStatus(200);
    await person.delete("/session");
    expect(await show(person, picture_url, { "If-None-Match": first.headers["etag"]! })).toHaveStatus(401);
  });

  test("is seen by oneself and by administrators, and by nobody else", async () => {
    const [person, other] = [await cast.member(), await cast.member()];
    await put(person, png());
    const path = `/api/v1/members/${person.id}/picture`;
    expect(await show(cast.ada, path)).toHaveStatus(200);
    expect(await show(other, path)).toBeRefused(403, "forbidden");
    expect(await show(new Client(server), path)).toBeRefused(401, "not_signed_in");
    expect(await show(other, "/api/v1/profile/picture")).toBeRefused(404, "not_found");
    expect(await show(cast.ada, `/api/v1/members/${other.id}/picture`)).toBeRefused(404, "not_found");
    expect(await show(cast.ada, "/api/v1/members/nobody/picture")).toBeRefused(404, "not_found");
    expect(await show(cast.ada, `${path}?size=large`)).toBeRefused(422, "invalid_fields", ["size"]);
  });

  test("does not make an administrator's edit fail, and is recorded", async () => {
    const person = await cast.member();
    const { etag } = (await cast.ada.get(`/members/${person.id}`)).body;
    await put(person, png());
    await person.delete("/profile/picture");
    expect(await cast.ada.patch(`/members/${person.id}`, { job_title: "Pilot" }, { ifMatch: etag })).toHaveStatus(200);
    const entries = (await cast.ada.get("/audit-entries", { subject_id: person.id })).body.items;
    expect(entries.map(({ action }) => action)).toEqual([
      "member.updated",
      "picture.removed",
      "picture.changed",
      "member.created",
    ]);
  });
});

describe("what is no picture is refused with a reason:", () => {
  const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`);
  const html = Buffer.from("<!doctype html><script>alert(1)</script>");
  const many = 8 * 1024 * 1024;
  test.each([
    ["an SVG", svg, "image/svg+xml", 415, /PNG, JPEG, WebP/],
    ["an SVG that calls itself a PNG", svg, "image/png", 415, /not a picture/],
    ["a page", html, "text/html", 415, /PNG, JPEG, WebP/],
    [
      "a page behind the first bytes of a PNG",
      Buffer.concat([png().subarray(0, 8), html]),
      "image/png",
      422,
      /damaged/,
    ],
    ["nothing", Buffer.alloc(0), "image/png", 422, /no picture/],
    ["a TIFF", Buffer.from("II*\0\x08\0\0\0", "latin1"), "image/png", 415, /not a picture/],
    ["a PDF", Buffer.from("%PDF-1.7"), "image/jpeg", 415, /not a picture/],
    ["half a PNG", png(300, 300).subarray(0, 400), "image/png", 422, /damaged/],
    ["half a JPEG", turnedJpeg.subarray(0, 1100), "image/jpeg", 422, /damaged/],
    ["a WebP without a picture", photoWebp.subarray(0, 20), "image/webp", 422, /damaged/],
    ["a PNG of 2,500 million pixels", pngThatClaims(50_000, 50_000), "image/png", 422, /too many pixels/],
    [
      "a PNG of more pixels than a number holds",
      pngThatClaims(2 ** 31 - 1, 2 ** 31 - 1),
      "image/png",
      422,
      /pixels|damaged/,
    ],
    ["a PNG of one endless line", pngThatClaims(30_000, 1), "image/png", 422, /too many pixels/],
    ["a line of nine thousand pixels", png(9_000, 1), "image/png", 422, /too narrow/],
    ["a GIF of ten thousand frames", gif(10_000), "image/gif", 422, /more than 500 frames/],
    ["more than 8 MB", Buffer.concat([png(), Buffer.alloc(many)]), "image/png", 413, /body is too large/],
  ])("%s", async (_, bytes, type, status, reason) => {
    const person = await cast.member();
    const answer = await put(person, bytes, type);
    expect(answer).toHaveStatus(status);
    expect(answer.problem.detail).toMatch(reason);
    expect((await person.get("/profile")).body.picture_url).toBeNull();
  });

  test.each([
    ["a text of 50 MB packed into a PNG", pngWithLargeText(50), "image/png"],
    ["a GIF that claims 4,000 million pixels and has one", gif(1, 65_535, 65_535), "image/gif"],
  ])("%s costs nothing", async (_, bytes, type) => {
    const person = await cast.member();
    const begin = Date.now();
    expect([200, 422]).toContain((await put(person, bytes, type)).status);
    expect(Date.now() - begin).toBeLessThan(20_000);
  });

  test("what is sent without a picture's type", async () => {
    const person = await cast.member();
    expect(await person.put("/profile/picture", { picture: "x" })).toBeRefused(415, "unsupported_media_type");
  });

  test("and who is not signed in is refused before anything is read", async () => {
    const large = Buffer.concat([png(), Buffer.alloc(7 * 1024 * 1024)]);
    expect(await put(new Client(server), large)).toBeRefused(401, "not_signed_in");
    const foreign = { headers: { "Content-Type": "image/png" }, origin: "https://evil.example" };
    expect(await cast.ada.put("/profile/picture", large, foreign)).toBeRefused(403, "foreign_origin");
  });

  test("many at once wait for one another, and the rest of the server goes on", async () => {
    const people: Person[] = [];
    for (let count = 0; count < 6; ++count) people.push(await cast.member());
    const uploads = people.map((person) => put(person, png(3_000, 3_000)));
    const begin = Date.now();
    expect(await cast.ada.get("/profile")).toHaveStatus(200);
    expect(Date.now() - begin).toBeLessThan(20_000);
    for (const answer of await Promise.all(uploads)) expect(answer).toHaveStatus(200);
  });
});

describe("the file of a picture", () => {
  test("goes when the picture is replaced, taken away, or its member is removed", async () => {
    const person = await cast.member();
    const gone = (file: string) => until(() => !files().includes(file), 30);
    const fileOf = (address: string) => new URL(address, server.address).searchParams.get("version")!;

    const first = fileOf((await put(person, png())).body.picture_url);
    expect(files()).toContain(first);
    const second = fileOf((await put(person, photoWebp, "image/webp")).body.picture_url);
    expect(files()).toContain(second);
    expect(await gone(first)).toBe(true);

    expect(await person.delete("/profile/picture")).toHaveStatus(204);
    expect(await person.delete("/profile/picture")).toHaveStatus(204);
    expect(await show(person, "/api/v1/profile/picture")).toBeRefused(404, "not_found");
    expect(await gone(second)).toBe(true);

    const third = fileOf((await put(person, png())).body.picture_url);
    const receipt = (await cast.ada.delete(`/members/${person.id}`)).body;
    expect(receipt.deleted).toContain("picture");
    expect(await show(cast.ada, `/api/v1/members/${person.id}/picture`)).toHaveStatus(404);
    expect(await gone(third)).toBe(true);
    expect(Date.now()).toBeLessThan(Date.parse(receipt.erase_by));
  });

  test("goes also when the server is killed right after the answer", async () => {
    const person = await cast.member();
    await put(person, png());
    const kept = await cast.member();
    await put(kept, png());
    await cast.ada.delete(`/members/${person.id}`);
    await server.kill();
    await server.startAgain();
    const { picture_url } = (await kept.get("/profile")).body;
    const only = new URL(picture_url!, server.address).searchParams.get("version")!;
    expect(await show(kept, picture_url!)).toHaveStatus(200);
    expect(await until(() => !files().some((file) => file !== only && !known.has(file)), 30)).toBe(true);
  });

  /** Of the members of the tests before, who still have theirs. */
  const known = new Set<string>();
  beforeAll(() => files().forEach((file) => known.add(file)));

  test("of an upload that the server's end cut short is not left behind", async () => {
    const person = await cast.member();
    const before = files();
    const uploads = Array.from({ length: 8 }, () => put(person, png(2_000, 2_000)).catch(() => undefined));
    await until(() => files().length > before.length, 20);
    await server.kill();
    await Promise.all(uploads);
    await server.startAgain();
    const { picture_url } = (await person.get("/profile")).body;
    const own = picture_url ? [new URL(picture_url, server.address).searchParams.get("version")!] : [];
    if (picture_url) expect(await show(person, picture_url)).toHaveStatus(200);
    const expected = [...before, ...own].length;
    expect(await until(() => files().length <= expected, 90)).toBe(true);
  });
});

test("pictures are kept where --storage says", async () => {
  const folder = `${server.dataFolder}-elsewhere`;
  const other = await startServer({ flags: ["--storage", folder] });
  const people = await Cast.withAda(other);
  const answer = await people.ada.put("/profile/picture", png(), { headers: { "Content-Type": "image/png" } });
  expect(answer).toHaveStatus(200);
  expect(readdirSync(join(folder, "pictures"))).toHaveLength(1);
  await other.stop();
});
