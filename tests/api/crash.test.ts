import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { pages } from "./walk.ts";

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

const clients = 16;
const acknowledged = new Set<string>();
let unanswered = 0;

/** Creates companies over and over until the server is gone. */
async function writeUntilTheEnd(round: string, onAcknowledged: () => void) {
  for (let n = 0; ; n++) {
    const name = `${round}, ${n}`;
    const answer = await ada.post("/companies", { name }).catch(() => undefined);
    if (!answer) return;
    expect(answer).toHaveStatus(201);
    acknowledged.add(name);
    onAcknowledged();
  }
}

describe("kill -9 in the middle of two hundred writes by sixteen clients", () => {
  test.each([40, 100, 160])("loses none that was acknowledged: after the %ith", async (enough) => {
    let count = 0;
    await Promise.all(
      Array.from({ length: clients }, (_, client) =>
        writeUntilTheEnd(`Round ${enough}, client ${client}`, () => {
          if (++count === enough) server.signal("SIGKILL");
        }),
      ),
    );
    expect(await server.ended).toBe("SIGKILL");
    expect(count).toBeGreaterThanOrEqual(enough);

    await server.startAgain();
    const walked = await pages(ada, "/companies", { limit: 200 });
    const names = new Set(walked.flat().map((company) => (company as unknown as { name: string }).name));
    for (const name of acknowledged) expect(names).toContain(name);
    // Each client may have one that was written, but whose answer did not come.
    unanswered += clients;
    expect(names.size - acknowledged.size).toBeLessThanOrEqual(unanswered);
  });

  test("leaves the server as it was: who was signed in still is, and writes go on", async () => {
    expect((await ada.get("/session")).body.member?.id).toBe(ada.id);
    expect(await ada.post("/companies", { name: "After" })).toHaveStatus(201);
    expect(await new Client(server).signIn(ada.email, ada.password)).toHaveStatus(201);
  });
});
