// Whether one member who uploads pictures of 40 megapixels all the time slows the sign-in of others.
import { crc32, deflateSync } from "node:zlib";
import { withMembers } from "./members.mjs";
import { median } from "./wrk.mjs";

const side = 6_320;
const uploaders = 4; // connections of the one member
const signIns = 30;

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG of one colour with just under 40 million pixels. */
function largePicture() {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8);
  const rows = deflateSync(Buffer.alloc(side * (1 + side * 3)));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

export function measureDecoding(parts) {
  return withMembers(parts, 2 * signIns + 1, async ({ server, stranger, members }) => {
    const picture = largePicture();
    const upload = async ({ cookie }) => {
      const headers = { Cookie: cookie, Origin: server.address, "Content-Type": "image/png" };
      const { status } = await fetch(`${server.address}/api/v1/profile/picture`, { method: "PUT", headers, body: picture });
      return status;
    };
    const signIn = async ({ email, password }) => {
      const begin = performance.now();
      const { status } = await stranger("POST", "/session", { email, password });
      if (status !== 201) throw new Error(`The sign-in was answered ${status}.`);
      return performance.now() - begin;
    };
    const timesOf = async (people) => {
      const times = [];
      for (const person of people) times.push(await signIn(person));
      return times;
    };

    const [busy, ...others] = members;
    const quiet = await timesOf(others.slice(0, signIns));
    let isOver = false;
    const statuses = new Map();
    const uploads = Array.from({ length: uploaders }, async () => {
      while (!isOver) {
        const status = await upload(busy);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 429) await new Promise((passed) => setTimeout(passed, 50));
      }
    });
    const meanwhile = await timesOf(others.slice(signIns));
    isOver = true;
    await Promise.all(uploads);
    const answers = [...statuses].map(([status, count]) => `${count} times ${status}`).join(", ");
    return [
      {
        what: `a sign-in while one member uploads 40 megapixels by ${uploaders} connections (${answers})`,
        measured: `${median(meanwhile).toFixed(1)} ms, median of ${signIns}`,
        reference: `when quiet: ${median(quiet).toFixed(1)} ms`,
        ratio: median(quiet) / median(meanwhile),
        target: 0.5,
      },
    ];
  });
}
