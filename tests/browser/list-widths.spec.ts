/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { expect, test, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";
import { newCall } from "./calls.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test.use({ house: "own" });

const word = "Rindfleischetikettierungsüberwachungsaufgabenamtes";
const names = [
  `Maximiliane von ${word}`,
  "ليلى بنت عبد الرحمن بن خالد الحداد القرطبية",
  "東京港湾労働者共済組合連合会 田中太郎",
];
const widths = [320, 360, 820, 1024, 1280, 1920, 2560];

/** Members, companies, agents, calls, contacts and all else that lists show, with names that need room. */
async function fill(cast: Cast): Promise<string[]> {
  const { ada } = cast;
  const items: string[] = [];
  const campaign = await (async () => {
    let made = "";
    for (const [index, name] of names.entries()) {
      const company = await cast.newCompany(name);
      const agent = `${name} am Empfang`;
      await cast.newAgent(agent, company, { language: "de", voice: word });
      await cast.memberNotSignedIn({ name, agents: [agent], permissions: { view_recordings: true } });
      await newCall(cast, agent, { summary: `${name} ${"asked for a berth near the fuel pontoon. ".repeat(6)}` });
      const contact = {
        name,
        second_name: word,
        job_title: word,
        tags: ["Berth holder", word],
        phone: `+4930123456${index}`,
      };
      const { id } = await cast.newContact(name, { ...contact, email: `${word.replace("ü", "u")}@harbour.example` });
      items.push(`/contacts/${id}`);
      const segment = await cast.newSegment(name, { name, description: word });
      void (await ada.put(`/segments/${segment.id}/contacts`, { contact_ids: [id] })).body;
      made = (await cast.launchedCampaign(agent, { name, segment_ids: [segment.id] })).id;
      void (
        await ada.post("/do-not-call", {
          phone: `+4930999${index}000`,
          company_id: company.id,
          reason: `${name} asked`,
        })
      ).body;
      void (await ada.post("/api-tokens", { name, scopes: ["read", "calls"] })).body;
      void (await ada.post("/connections", { platform: "vapi", name, secret: `secret of the platform ${index}` })).body;
      void (await ada.post("/contact-fields", { key: `field_${index}`, label: name, kind: "choice", choices: names }))
        .body;
    }
    return made;
  })();
  const form = new FormData();
  form.set("company_id", cast.company("North").id);
  form.set("file", new Blob([`Name;Mail\n${word};${word}@harbour.example\n`]), `${word}.csv`);
  await ada.post("/members", {
    name: `Paul ${word}`,
    email: "a.very.long.address.of.one.person@subsidiary.of.the.harbour.example",
    permissions: {},
    agent_ids: [],
    company_ids: [],
    send_invitation: true,
  });
  void (await ada.post("/erasures", { phone: "+4930777888" })).body;
  return [items[0]!, `/campaigns/${campaign}`];
}

/** What is hard to read or to use in the tables of the page: narrow cells, high rows, links over other rows. */
async function findProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    for (const table of document.querySelectorAll("table[data-layout]")) {
      const name = table.getAttribute("aria-label");
      const areCards = table.getAttribute("data-layout") === "cards";
      for (const row of table.querySelectorAll("tbody tr")) {
        const { height, bottom } = row.getBoundingClientRect();
        if (height > (areCards ? 420 : 220))
          problems.push(`${name}: a row of ${Math.round(height)} px: ${row.textContent}`);
        for (const link of row.querySelectorAll("a")) {
          const over = link.getBoundingClientRect().bottom - bottom;
          if (over > 1)
            problems.push(`${name}: a link reaches ${Math.round(over)} px into other rows: ${link.textContent}`);
        }
      }
      for (const cell of table.querySelectorAll("th, td")) {
        const { width } = cell.getBoundingClientRect();
        if (!areCards && width < 40) problems.push(`${name}: a cell of ${Math.round(width)} px: ${cell.textContent}`);
        for (const part of cell.querySelectorAll("*")) {
          if (part.closest("[aria-hidden], .mantine-VisuallyHidden-root, [class*=actions]")) continue;
          const over = part.getBoundingClientRect().right - cell.getBoundingClientRect().right;
          if (part.getBoundingClientRect().width > 1 && over > 1 && getComputedStyle(part).position !== "absolute")
            problems.push(`${name}: ${Math.round(over)} px stick out of a cell: ${part.textContent}`);
        }
      }
    }
    return [...new Set(problems)];
  });
}

test("every list is readable at every width", async ({ cast, as }) => {
  test.slow();
  const items = await fill(cast);
  const page = await as(cast.ada);
  const lists = [
    ["/", "Last calls"],
    ["/agents", "Agents"],
    ["/calls", "Calls"],
    ["/companies", "Companies"],
    ["/contacts", "Contacts"],
    ["/segments", "Segments"],
    ["/campaigns", "Campaigns"],
    ["/contact-imports", "Imports"],
    ["/do-not-call", "Do-not-call list"],
    ["/account/contact-fields", "Contact fields"],
    ["/account/members", "Members"],
    ["/account/audit-log", "Audit log"],
    ["/account/erasures", "Erasures"],
    ["/account/outbox", "Outbox"],
    ["/account/api-tokens", "API tokens"],
    ["/account/connections", "Connections"],
    ["/profile", "Sessions"],
    [items[0]!, "Calls with this contact"],
    [items[1]!, "Calls of the campaign"],
  ];
  for (const [path, label] of lists) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path!);
    if (label !== "Imports" && label !== "Calls with this contact")
      await expect(page.getByRole("table", { name: label, exact: true }).getByRole("cell").first()).toBeVisible();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expect.poll(() => findProblems(page), { message: `${width} px, ${path}` }).toEqual([]);
    }
  }
});
