import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
});
afterAll(() => server.stop());

const basics = { greeting: "Ahoy.", prompt: "Ask for the ship.", voice: "Juno", language: "en-GB" };
const advanced = {
  ...basics,
  tools: [{ name: "book_berth", url: "https://berths.example/book", timeout_seconds: 4.5 }],
  knowledge: { files: ["tides.pdf"], strict: true, weight: 1e-7 },
};

let made = 0;
const newAgent = () => cast.newAgent(`Berth ${++made}`, "North", basics);
const path = ({ id }: { id: string }) => `/agents/${id}/configuration` as `/agents/${string}/configuration`;
const save = (who: Person, agent: { id: string }, configuration: unknown) => who.put(path(agent), { configuration });
const publish = (who: Person, agent: { id: string }) => who.post(`/agents/${agent.id}/publication`);

describe("the full configuration", () => {
  test("begins with what the agent was created with, as version 1", async () => {
    const agent = await newAgent();
    expect((await ada.get(path(agent))).body).toMatchObject({
      configuration: basics,
      is_draft: false,
      live_version: 1,
      can: ["update"],
      etag: agent.etag,
    });
  });

  test("is kept to the letter, in the order of its fields", async () => {
    const agent = await newAgent();
    const saved = (await save(ada, agent, advanced)).body;
    expect(JSON.stringify(saved.configuration)).toBe(JSON.stringify(advanced));
    expect(JSON.stringify((await ada.get(path(agent))).body.configuration)).toBe(JSON.stringify(advanced));
  });

  const digits =
    '{ "limit": 9007199254740993,\n "list":[123456789012345678901234567890, 0.1000, -0, 1E5, 18446744073709551616] }';
  const saveText = (agent: { id: string }, text: string) => ada.put(path(agent), `{"configuration" : ${text} }`);

  test("keeps the digits of its numbers when it is saved, published and changed by the basic editor", async () => {
    const agent = await newAgent();
    const saved = await saveText(agent, digits);
    expect(saved.body.configuration_text).toBe(digits);
    expect(saved.text).toContain(`"configuration":${digits}`);
    expect((await ada.get(path(agent))).text).toContain(`"configuration":${digits}`);
    void (await publish(ada, agent)).body;
    expect((await ada.get(`/agents/${agent.id}/versions/2`)).text).toContain(`"configuration":${digits}`);
    void (await ada.patch(`/agents/${agent.id}`, { greeting: "Hello." })).body;
    const changed = digits.replace("] }", '],\n "greeting":"Hello." }');
    expect((await ada.get(`/agents/${agent.id}/versions/3`)).body.configuration_text).toBe(changed);
  });

  test("is changed by a digit that no number of ours holds", async () => {
    const agent = await newAgent();
    void (await saveText(agent, digits)).body;
    const other = digits.replace("567890,", "567891,");
    expect((await saveText(agent, other)).body.configuration_text).toBe(other);
  });

  test.each(["1e400", "-1e400", "1E+309", "123.5e99999999999999999999"])(
    "is refused with a number that is too large, and keeps what was saved: %s",
    async (number) => {
      const agent = await newAgent();
      void (await saveText(agent, digits)).body;
      const answer = await saveText(agent, `{"speed": {"limits": [1e308, ${number}]}}`);
      expect(answer).toBeRefused(400, "malformed_request");
      expect(answer.problem.detail).toMatch(/^A number is too large, at byte \d+\.$/);
      expect((await ada.get(path(agent))).body.configuration_text).toBe(digits);
    },
  );

  test("is live once it is published, and not before", async () => {
    const agent = await newAgent();
    const draft = (await save(ada, agent, { ...advanced, greeting: "Welcome aboard." })).body;
    expect(draft).toMatchObject({ is_draft: true, live_version: 1, can: ["update", "publish"] });
    expect((await ada.get(`/agents/${agent.id}`)).body.greeting).toBe("Ahoy.");

    const live = (await publish(ada, agent)).body;
    expect(live).toMatchObject({ is_draft: false, live_version: 2, can: ["update"] });
    expect((await ada.get(`/agents/${agent.id}`)).body).toMatchObject({ ...basics, greeting: "Welcome aboard." });
  });

  test("is not published twice, nor without a draft", async () => {
    const agent = await newAgent();
    expect(await publish(ada, agent)).toBeRefused(409, "conflict");
    void (await save(ada, agent, advanced)).body;
    expect(await publish(ada, agent)).toHaveStatus(200);
    expect(await publish(ada, agent)).toBeRefused(409, "conflict");
  });

  test("is published once by fifty who do it at the same time", async () => {
    const agent = await newAgent();
    void (await save(ada, agent, advanced)).body;
    const answers = await Promise.all(Array.from({ length: 50 }, () => publish(ada, agent)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect((await ada.get(path(agent))).body.live_version).toBe(2);
  });

  test("has no draft any more once what is live is saved", async () => {
    const agent = await newAgent();
    void (await save(ada, agent, advanced)).body;
    expect((await save(ada, agent, basics)).body).toMatchObject({ is_draft: false, configuration: basics });
  });

  test("is not changed by saving what stands there", async () => {
    const agent = await newAgent();
    expect((await save(ada, agent, basics)).body.etag).toBe(agent.etag);
    const draft = (await save(ada, agent, advanced)).body;
    expect((await save(ada, agent, advanced)).body).toEqual(draft);
  });

  test("loses a basic field that is left out or null", async () => {
    const agent = await newAgent();
    void (await save(ada, agent, { prompt: null, voice: "Alva" })).body;
    void (await publish(ada, agent)).body;
    expect((await ada.get(`/agents/${agent.id}`)).body).toMatchObject({
      greeting: null,
      prompt: null,
      voice: "Alva",
      language: null,
    });
  });

  test("is not overwritten by a change that began from an older one", async () => {
    const agent = await newAgent();
    const { etag } = (await save(ada, agent, advanced)).body;
    const stale = { ifMatch: agent.etag };
    expect(await ada.put(path(agent), { configuration: {} }, stale)).toBeRefused(412, "changed_meanwhile");
    expect(await ada.post(`/agents/${agent.id}/publication`, undefined, stale)).toBeRefused(412, "changed_meanwhile");
    expect(await ada.put(path(agent), { configuration: {} }, { ifMatch: etag })).toHaveStatus(200);
  });
});

describe("the versions of an agent", () => {
  const kept = 200;

  test("are the newest 200, numbered on, and the live one is always among them", async () => {
    const agent = await newAgent();
    const other = await newAgent();
    for (let number = 2; number <= 205; number++) {
      void (await ada.patch(`/agents/${agent.id}`, { greeting: `Greeting ${number}` })).body;
    }
    const versions = `/agents/${agent.id}/versions` as const;
    const listed = (await ada.get(versions, { limit: 200 })).body;
    expect(listed.items.map(({ number }) => number)).toEqual(Array.from({ length: kept }, (_, n) => 205 - n));
    expect(listed.next_cursor).toBeNull();
    for (const gone of [1, 5]) expect(await ada.get(`${versions}/${gone}`)).toBeRefused(404, "not_found");
    expect((await ada.get(`${versions}/6`)).body.configuration).toMatchObject({ greeting: "Greeting 6" });

    void (await save(ada, agent, { ...basics, greeting: "Greeting 6" })).body;
    expect((await publish(ada, agent)).body).toMatchObject({ live_version: 206, is_draft: false });
    expect(await ada.get(`${versions}/6`)).toBeRefused(404, "not_found");
    expect((await ada.get(path(agent))).body.configuration).toMatchObject({ greeting: "Greeting 6" });
    expect((await ada.get(`/agents/${other.id}/versions`)).body.items).toHaveLength(1);
  });
});

describe("a change by the basic editor", () => {
  test("is live at once, keeps the rest and is a version", async () => {
    const agent = await newAgent();
    void (await save(ada, agent, advanced)).body;
    void (await publish(ada, agent)).body;
    const eva = await cast.member({ permissions: { edit_agents: true } });
    void (await ada.patch(`/members/${eva.id}`, { agent_ids: [agent.id] })).body;
    void (await eva.patch(`/agents/${agent.id}`, { greeting: "Good morning." })).body;

    expect((await ada.get(path(agent))).body).toMatchObject({
      configuration: { ...advanced, greeting: "Good morning." },
      is_draft: false,
      live_version: 3,
    });
    expect((await ada.get(`/agents/${agent.id}/versions`)).body.items[0]).toMatchObject({
      number: 3,
      published_by: eva.id,
      publisher_name: eva.name,
    });
  });

  test("stands in the draft too, so that publishing it does not undo the change", async () => {
    const agent = await newAgent();
    void (await save(ada, agent, { ...advanced, voice: "Alva" })).body;
    void (await ada.patch(`/agents/${agent.id}`, { greeting: "Good morning." })).body;
    expect((await ada.get(path(agent))).body).toMatchObject({
      configuration: { ...advanced, voice: "Alva", greeting: "Good morning." },
      is_draft: true,
    });
  });

  test("of the name alone is no version", async () => {
    const agent = await newAgent();
    void (await ada.patch(`/agents/${agent.id}`, { name: `${agent.name} renamed` })).body;
    expect((await ada.get(path(agent))).body.live_version).toBe(1);
  });
});

describe("the versions", () => {
  test("are listed with who published them, the newest first, and each is shown whole", async () => {
    const agent = await newAgent();
    void (await save(ada, agent, advanced)).body;
    void (await publish(ada, agent)).body;
    const { items } = (await ada.get(`/agents/${agent.id}/versions`)).body;
    expect(items.map(({ number, publisher_name }) => [number, publisher_name])).toEqual([
      [2, ada.name],
      [1, ada.name],
    ]);
    expect(JSON.stringify(items)).not.toContain("book_berth");
    expect((await ada.get(`/agents/${agent.id}/versions/1`)).body.configuration).toEqual(basics);
    expect((await ada.get(`/agents/${agent.id}/versions/2`)).body.configuration).toEqual(advanced);
  });

  test("are read in pages", async () => {
    const agent = await newAgent();
    for (const greeting of ["One", "Two", "Three"]) void (await ada.patch(`/agents/${agent.id}`, { greeting })).body;
    const first = (await ada.get(`/agents/${agent.id}/versions`, { limit: 3 })).body;
    const second = (await ada.get(`/agents/${agent.id}/versions`, { limit: 3, cursor: first.next_cursor! })).body;
    expect([...first.items, ...second.items].map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  test.each(["0", "2", "-1", "x", "1x", "99999999999999999999"])("have no %s where there is one", async (number) => {
    const agent = await newAgent();
    expect(await ada.get(`/agents/${agent.id}/versions/${number}`)).toBeRefused(404, "not_found");
  });

  test("stay when the one who published them is removed, without the name", async () => {
    const agent = await newAgent();
    const second = await cast.member({ role: "administrator" });
    void (await save(second, agent, advanced)).body;
    void (await publish(second, agent)).body;
    void (await ada.delete(`/members/${second.id}`)).body;
    const [newest] = (await ada.get(`/agents/${agent.id}/versions`)).body.items;
    expect(newest).toMatchObject({ number: 2, published_by: second.id, publisher_name: null });
  });

  test("go with the agent", async () => {
    const agent = await newAgent();
    void (await ada.delete(`/agents/${agent.id}`)).status;
    expect(await ada.get(`/agents/${agent.id}/versions`)).toBeRefused(404, "not_found");
  });
});

const combinations = [
  { edit_agents: false, use_advanced_editor: false },
  { edit_agents: true, use_advanced_editor: false },
  { edit_agents: false, use_advanced_editor: true },
  { edit_agents: true, use_advanced_editor: true },
];

describe.each(combinations)(
  "with $edit_agents and $use_advanced_editor for editing and advanced editor",
  (permissions) => {
    const mayRead = permissions.use_advanced_editor;
    const mayWrite = permissions.edit_agents && permissions.use_advanced_editor;
    const refusal = !permissions.edit_agents && mayRead ? "Can edit agents" : undefined;

    test("a member sees and changes exactly what is due", async () => {
      const agent = await newAgent();
      void (await save(ada, agent, advanced)).body;
      const eva = await cast.member({ permissions });
      void (await ada.patch(`/members/${eva.id}`, { agent_ids: [agent.id] })).body;

      for (const read of [path(agent), `/agents/${agent.id}/versions`, `/agents/${agent.id}/versions/1`]) {
        const answer = await eva.get(read);
        if (mayRead) expect(answer).toHaveStatus(200);
        else expect(answer).toBeRefused(403, "permission_missing");
      }
      const basic = await eva.get(`/agents/${agent.id}`);
      expect(JSON.stringify(basic.body)).not.toContain("book_berth");
      expect(basic.body.can.includes("view_configuration")).toBe(mayRead);
      expect(basic.body.can.includes("update")).toBe(permissions.edit_agents);

      const written = await save(eva, agent, { ...advanced, voice: "Alva" });
      const published = await publish(eva, agent);
      for (const answer of [written, published]) {
        if (mayWrite) expect(answer).toHaveStatus(200);
        else expect(answer).toBeRefused(403, "permission_missing");
      }
      if (refusal) expect(written.text).toContain(refusal);
      if (mayRead) expect((await eva.get(path(agent))).body.can).toEqual(mayWrite ? ["update"] : []);
      expect((await ada.get(`/agents/${agent.id}`)).body.voice).toBe(mayWrite ? "Alva" : "Juno");
    });

    test("a member finds nothing at an agent of others", async () => {
      const eva = await cast.member({ agents: ["Reception"], permissions });
      const agent = await newAgent();
      expect(await eva.get(path(agent))).toBeRefused(404, "not_found");
      expect(await save(eva, agent, {})).toBeRefused(404, "not_found");
      expect(await publish(eva, agent)).toBeRefused(404, "not_found");
      expect(await eva.get(`/agents/${agent.id}/versions`)).toBeRefused(404, "not_found");
      expect(await eva.get(`/agents/${agent.id}/versions/1`)).toBeRefused(404, "not_found");
    });

    test("the basic editor takes none of the rest", async () => {
      const eva = await cast.member({ agents: ["Reception"], permissions });
      const answer = await eva.patch(`/agents/${cast.agent("Reception").id}`, { tools: [] });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    });
  },
);

test("the advanced editor closes with the next request after it was taken away", async () => {
  const eva = await cast.member({ agents: ["Reception"], permissions: { use_advanced_editor: true } });
  const reception = path(cast.agent("Reception"));
  expect(await eva.get(reception)).toHaveStatus(200);
  void (await ada.patch(`/members/${eva.id}`, { permissions: { use_advanced_editor: false } })).body;
  expect(await eva.get(reception)).toBeRefused(403, "permission_missing");
});

describe("is refused with the field:", () => {
  test.each<[string, unknown, string]>([
    ["no configuration", {}, "configuration"],
    ["null", { configuration: null }, "configuration"],
    ["a list", { configuration: [] }, "configuration"],
    ["a text", { configuration: "{}" }, "configuration"],
    ["a field beside it", { configuration: {}, name: "Other" }, "name"],
    ["a greeting that is a number", { configuration: { greeting: 7 } }, "configuration.greeting"],
    ["a prompt that is a list", { configuration: { prompt: ["Hello"] } }, "configuration.prompt"],
    ["a greeting of 10,001 bytes", { configuration: { greeting: "x".repeat(10_001) } }, "configuration.greeting"],
    ["a voice of two lines", { configuration: { voice: "Juno\nAlva" } }, "configuration.voice"],
    ["no language", { configuration: { language: "Klingonish tongue" } }, "configuration.language"],
  ])("%s", async (_, body, field) => {
    expect(await ada.put(path(cast.agent("Support")), body)).toBeRefused(422, "invalid_fields", [field]);
  });

  test("a configuration above the limit of a body", async () => {
    const answer = await save(ada, cast.agent("Support"), { note: "x".repeat(300 * 1024) });
    expect(answer.status).toBe(413);
  });

  test("a field twice, at any depth", async () => {
    const body = '{"configuration":{"tools":[{"name":"a","name":"b"}]}}';
    expect(await ada.put(path(cast.agent("Support")), body)).toBeRefused(400, "malformed_request");
  });
});
