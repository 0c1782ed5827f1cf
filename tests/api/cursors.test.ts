import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
/** Sees Reception. */
let eva: Person;
/** Calls of Sales, which Eva does not see, and of Reception. */
const hidden: string[] = [];
const seen: string[] = [];
const minute = (number: number) => `2026-10-01T09:${String(number).padStart(2, "0")}:00.000Z`;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  eva = await cast.member({ agents: ["Reception"], permissions: { use_advanced_editor: true } });
  for (let number = 0; number < 6; number++) {
    const isSeen = number % 2 === 0;
    const call = await cast.ada.post("/calls", {
      agent_id: cast.agent(isSeen ? "Reception" : "Sales").id,
      started_at: minute(number),
    });
    (isSeen ? seen : hidden).push(call.body.id);
  }
});
afterAll(() => server.stop());

const signatureBytes = 16;
const bytesOf = (cursor: string) => Buffer.from(cursor, "base64url");
const written = (position: string) => Buffer.from(position).toString("base64url");
/** A position in the list of calls, as cursors hold it. */
const position = (id: string, number: number, side = "f") => `${side}-started_at ${id} ${Date.parse(minute(number))}`;

async function expectOneAnswer(path: "/calls" | "/agents" | "/members", cursors: string[]) {
  const refused = await Promise.all(cursors.map((cursor) => eva.get(path, { cursor })));
  const problems = refused.map(({ problem }) => ({ ...problem, request_id: "" }));
  for (const answer of refused) expect(answer).toBeRefused(422, "invalid_fields", ["cursor"]);
  for (const problem of problems) expect(problem).toEqual(problems[0]);
}

describe("a cursor that a client wrote itself", () => {
  test("gets one answer, whether the call that it names is there or not", async () => {
    const cursors = ["a", "f", "b", "u"].flatMap((side) =>
      [hidden[1]!, seen[1]!, "no-such-call"].map((id) => written(position(id, 3, side))),
    );
    await expectOneAnswer("/calls", cursors);
  });

  test("is refused with the signature of another position", async () => {
    const genuine = (await eva.get("/calls", { limit: 1 })).body.next_cursor!;
    const signature = bytesOf(genuine).subarray(0, signatureBytes);
    const own = bytesOf(genuine).subarray(signatureBytes).toString();
    expect(own).toBe(position(seen[2]!, 4, "a"));
    const forged = [position(hidden[1]!, 3), position(seen[2]!, 4), own.replace(seen[2]!, hidden[2]!), `${own}0`];
    await expectOneAnswer(
      "/calls",
      forged.map((text) => Buffer.concat([signature, Buffer.from(text)]).toString("base64url")),
    );
    await expectOneAnswer("/calls", [
      Buffer.concat([Buffer.alloc(signatureBytes), Buffer.from(own)]).toString("base64url"),
    ]);
  });

  test("is refused by each list", async () => {
    const name = cast.agent("Sales").name.toLowerCase();
    const cursor = written(`aname ${cast.agent("Sales").id} ${name}`);
    for (const path of ["/agents", "/companies", "/members", "/connections"] as const) {
      expect(await cast.ada.get(path, { sort: "name", cursor })).toBeRefused(422, "invalid_fields", ["cursor"]);
    }
  });
});

describe("a cursor of the server", () => {
  test("leads on and back, only in its own list", async () => {
    const first = (await cast.ada.get("/agents", { limit: 1 })).body;
    const cursor = first.next_cursor!;
    const second = (await cast.ada.get("/agents", { limit: 1, cursor })).body;
    const back = (await cast.ada.get("/agents", { limit: 1, cursor: second.previous_cursor! })).body;
    expect(back.items).toEqual(first.items);
    for (const path of ["/companies", "/members", "/connections"] as const) {
      expect(await cast.ada.get(path, { sort: "name", cursor })).toBeRefused(422, "invalid_fields", ["cursor"]);
    }
  });

  test("of one agent's versions is no cursor of another's", async () => {
    const [one, other] = [cast.agent("Reception"), cast.agent("Sales")];
    for (const { id } of [one, other]) void (await cast.ada.patch(`/agents/${id}`, { greeting: "Ahoy!" })).body;
    const cursor = (await cast.ada.get(`/agents/${one.id}/versions`, { limit: 1 })).body.next_cursor!;
    expect(await cast.ada.get(`/agents/${one.id}/versions`, { cursor })).toHaveStatus(200);
    const elsewhere = await cast.ada.get(`/agents/${other.id}/versions`, { cursor });
    expect(elsewhere).toBeRefused(422, "invalid_fields", ["cursor"]);
  });

  test("leads on after a restart", async () => {
    const { next_cursor } = (await eva.get("/calls", { limit: 1 })).body;
    await server.restart();
    const rest = (await eva.get("/calls", { cursor: next_cursor! })).body;
    expect(rest.items.map(({ id }) => id)).toEqual([seen[1], seen[0]]);
  });
});
