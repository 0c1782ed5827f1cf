import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
/** Reception, with the advanced editor, and may not edit. */
let reader: Person;
/** Reception, and may edit. */
let editor: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  reader = await cast.member({ agents: ["Reception"], permissions: { use_advanced_editor: true } });
  editor = await cast.member({ agents: ["Reception"], permissions: { edit_agents: true, use_advanced_editor: true } });
  const { id } = cast.agent("Reception");
  await cast.ada.patch(`/agents/${id}`, { prompt: "Never say the secret word." });
});
afterAll(() => server.stop());

/** All that shows an agent. */
async function texts(person: Person): Promise<string[]> {
  const { id } = cast.agent("Reception");
  const paths = ["", "/configuration", "/versions/1", "/versions/2", "/versions"];
  const answers = await Promise.all(paths.map((path) => person.get(`/agents/${id}${path}`)));
  return [...answers, await person.get("/agents")].map(({ text }) => text);
}

test("members see prompts, unless the account hides them from those who may not edit agents", async () => {
  expect((await texts(reader)).join()).toContain("secret word");
  const shown = (await reader.get(`/agents/${cast.agent("Reception").id}`)).body;

  expect((await cast.ada.patch("/settings", { members_see_prompts: false })).body.members_see_prompts).toBe(false);
  const hidden = (await reader.get(`/agents/${cast.agent("Reception").id}`)).body;
  const { prompt, ...rest } = shown;
  expect(prompt).toBe("Never say the secret word.");
  expect(hidden).toEqual(rest);
  const all = (await texts(reader)).join();
  expect(all).not.toContain("secret word");
  expect(all).not.toContain("prompt");
  expect((await texts(editor)).join()).toContain("secret word");
  expect((await texts(cast.ada)).join()).toContain("secret word");

  await cast.ada.patch("/settings", { members_see_prompts: true });
  expect((await texts(reader)).join()).toContain("secret word");
});
