import { afterAll, beforeAll, expect, test } from "vitest";
import { cellsOf } from "../support/contact-imports.ts";
import { campaignOf, until } from "../support/campaigns.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
/** Sees Reception, and with it North, with access to the CRM. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
});
afterAll(() => server.stop());

/** A launched campaign that skips one contact by a list of its company, and one by a list of the account. */
async function launchedCampaign() {
  const [own, account] = await Promise.all(
    [1, 2].map((last) => cast.newContact("North", { name: `=Nour ${last}`, phone: `+4930123450${last}` })),
  );
  const company_id = cast.company("North").id;
  expect(await cast.ada.post("/do-not-call", { company_id, phone: own!.phone! })).toHaveStatus(201);
  expect(await cast.ada.post("/do-not-call", { phone: account!.phone! })).toHaveStatus(201);
  const segment = await cast.newSegment("North");
  void (await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: [own!.id, account!.id] })).body;
  const campaign = await cast.launchedCampaign("Reception", { segment_ids: [segment.id] });
  await until(
    () => campaignOf(cast, campaign),
    ({ audience }) => audience.state === "complete",
  );
  return { campaign, own: own!, account: account! };
}

test("the calls of a campaign are a file, with what the list tells the one who asks", async () => {
  const { campaign, own, account } = await launchedCampaign();
  for (const [person, reasons] of [
    [cast.ada, ["do_not_call", "do_not_call"]],
    [eva, ["do_not_call", "not_callable"]],
  ] as const) {
    const path = `/campaigns/${campaign.id}/attempts` as const;
    const answer = await person.get(`${path}.csv`);
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="campaign-calls.csv"');
    const [header, ...rows] = cellsOf(answer.text);
    const cell = (row: string[], name: string) => row[header!.indexOf(name)];
    const byContact = rows.sort((a, b) => cell(a, "contact")!.localeCompare(cell(b, "contact")!));
    expect(byContact.map((row) => ["contact_id", "contact", "phone", "state", "reason"].map((name) => cell(row, name))))
      // A formula is text in a spreadsheet.
      .toEqual([
        [own.id, "'=Nour 1", own.phone, "skipped", reasons[0]],
        [account.id, "'=Nour 2", account.phone, "skipped", reasons[1]],
      ]);
    const listed = (await person.get(path)).body.items;
    expect(listed.map(({ id }) => id).sort()).toEqual(rows.map((row) => cell(row, "id")).sort());
    expect(cellsOf((await person.get(`${path}.csv`, { contact_id: own.id })).text)).toHaveLength(2);
    expect(cellsOf((await person.get(`${path}.csv`, { state: "done" })).text)).toHaveLength(1);
    expect(await person.get(`${path}.csv`, { state: "lost" } as never)).toBeRefused(422, "invalid_fields", ["state"]);
    expect(await person.get(`${path}.csv`, { limit: 5 } as never)).toBeRefused(422, "invalid_fields", ["limit"]);
  }
});
