/// <reference lib="dom" />
import { expect, test, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { Platform } from "../support/platform.ts";
import { newCall } from "./calls.ts";
import { createButton, emailField, nameField } from "./invite.ts";

test.use({ house: "own" });

const titles: Record<string, string> = {
  "/": "Home",
  "/agents": "Agents",
  "/calls": "Calls",
  "/companies": "Companies",
  "/account/members": "Members",
  "/account/connections": "Connections",
  "/segments": "Segments",
  "/campaigns": "Campaigns",
  "/do-not-call": "Do-not-call list",
  "/contacts": "Contacts",
};

/** Opens a page without loading the document again, so that what was read before is still there. */
async function follow(page: Page, path: string) {
  await page.evaluate((path) => window.history.pushState({}, "", path), path);
  // The page before may show the same text.
  const title = titles[path] ?? (path.startsWith("/campaigns/") ? "Evening calls" : "Sales");
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
}

interface Change {
  /** The page where it is made. */
  at: (cast: Cast) => string;
  make: (page: Page, cast: Cast) => Promise<unknown>;
  /** The other pages that show it: by their paths, what is on them before and after. */
  shown: (campaign: string) => [path: string, before: string | RegExp, after: string | RegExp][];
}

const rename = async (page: Page, dialog: string, name: string) => {
  const editing = page.getByRole("dialog", { name: dialog });
  await editing.getByLabel("Name", { exact: true }).fill(name);
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(editing).toBeHidden();
};

const changes: Record<string, Change> = {
  "the new name of a company": {
    at: () => "/companies",
    make: async (page) => {
      await page.getByRole("button", { name: "Edit North", exact: true }).click();
      await rename(page, "Edit company", "Nordland");
    },
    shown: () =>
      ["/agents", "/calls", "/account/members", "/segments", "/campaigns", "/do-not-call", "/contacts"].map((path) => [
        path,
        /\bNorth\b/,
        "Nordland",
      ]),
  },
  "the new name of an agent": {
    at: (cast) => `/agents/${cast.agent("Sales").id}`,
    make: async (page) => {
      await page.getByLabel("Name", { exact: true }).fill("Harbour sales");
      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page.getByText("Harbour sales was saved.")).toBeVisible();
    },
    shown: () => ["/", "/agents", "/calls", "/campaigns"].map((path) => [path, "Sales", "Harbour sales"]),
  },
  "the new name of a segment": {
    at: () => "/segments",
    make: async (page) => {
      await page.getByRole("button", { name: "Edit Night owls" }).click();
      await rename(page, "Edit Night owls", "Early birds");
    },
    shown: (campaign) => [[`/campaigns/${campaign}`, "Night owls", "Early birds"]],
  },
  "a new member": {
    at: () => "/account/members",
    make: async (page) => {
      await page.getByRole("button", { name: "+ Invite" }).click();
      const dialog = page.getByRole("dialog", { name: "Invite a new member" });
      await emailField(dialog).fill("nora@harbour.example");
      await nameField(dialog).fill("Nora Berg");
      await createButton(dialog).click();
      await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    },
    shown: () => [["/", "Last calls", "Nora Berg"]],
  },
  "the agent of calls that were nobody's": {
    at: () => "/account/connections",
    make: async (page) => {
      const line = page.getByRole("region", { name: "Unknown agents" }).getByRole("listitem");
      await line.getByRole("button", { name: "Assign" }).click();
      const dialog = page.getByRole("dialog", { name: "Assign agent" });
      await dialog.getByRole("radio", { name: "Create a new agent" }).check();
      await dialog.getByLabel("Name", { exact: true }).fill("Pontoon line");
      await dialog.getByRole("combobox", { name: "Company" }).click();
      await page.getByRole("option", { name: "South" }).click();
      await dialog.getByRole("button", { name: "Create and assign" }).click();
      await expect(page.getByText("1 call assigned to Pontoon line.")).toBeVisible();
    },
    shown: () => ["/", "/agents", "/calls"].map((path) => [path, "Sales", "Pontoon line"]),
  },
};

/** Returns the id of the campaign among it. */
async function fill(cast: Cast): Promise<string> {
  await newCall(cast, "Sales");
  const contact = await cast.newContact("North");
  const segment = await cast.newSegment("North", { name: "Night owls" });
  void (await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: [contact.id] })).body;
  const campaign = await cast.newCampaign("Sales", { name: "Evening calls", segment_ids: [segment.id] });
  await cast.newDoNotCallEntry("North");
  await cast.memberNotSignedIn({ companies: ["North"] });
  const platform = await Platform.connect(cast.ada, "vapi");
  await platform.report(makePlatformCall({ agent: "pontoon" }));
  return campaign.id;
}

for (const [what, { at, make, shown }] of Object.entries(changes)) {
  test(`every page that was read shows ${what} at once`, async ({ cast, as }) => {
    const pages = shown(await fill(cast));
    const page = await as(cast.ada);
    // So that nothing that was read is out of date merely by its age.
    await page.clock.setFixedTime(new Date());
    const main = page.getByRole("main");
    await page.goto(pages[0]![0]);
    for (const [path, before] of pages) {
      await follow(page, path);
      await expect(main.getByText(before).filter({ visible: true }).first(), path).toBeVisible();
    }
    await follow(page, at(cast));
    await make(page, cast);
    for (const [path, , after] of pages) {
      await follow(page, path);
      await expect(main.getByText(after).filter({ visible: true }).first(), path).toBeVisible();
    }
  });
}
