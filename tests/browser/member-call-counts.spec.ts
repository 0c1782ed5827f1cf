import { expect, test, type Page } from "../support/browser.ts";
import { administrator, type Cast, type Person } from "../support/cast.ts";
import { newCall } from "./calls.ts";
import { memberRow } from "./invite.ts";
import { difference, openMembers, save } from "./member-actions.ts";

const changesOfMembers = "**/api/v1/members/*/changes";
const notRead = "The number of calls could not be read.";

async function newAgentWithCalls(cast: Cast, name: string, calls: number): Promise<void> {
  await cast.newAgent(name, "North");
  for (let call = 0; call < calls; ++call) await newCall(cast, name);
}

/** A dialog of a row of the list that is open: nothing is loaded again. */
async function openDialog(page: Page, member: Person, action: "Edit agents" | "Remove") {
  await memberRow(page, member.email).getByRole("button", { name: action }).click();
  const title = action === "Remove" ? `Remove ${member.name}?` : `Edit ${member.name}`;
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** What Remove says of calls; this changes while it is counted. */
const hiddenCalls = (dialog: ReturnType<Page["getByRole"]>) =>
  dialog.getByRole("listitem").filter({ hasText: /become hidden|becomes hidden|[Cc]ounting|could not be read/ });

test("Remove and Edit count the calls as the member is now, not as when they were counted before", async ({
  cast,
  as,
}) => {
  await newAgentWithCalls(cast, "Counted desk", 2);
  await newAgentWithCalls(cast, "Recounted desk", 1);
  const member = await cast.member({ agents: ["Counted desk"] });
  const page = await as(cast.ada);
  await openMembers(page, member);

  const first = await openDialog(page, member, "Remove");
  await expect(hiddenCalls(first)).toHaveText(`2 calls become hidden to ${member.name}`);
  await first.getByRole("button", { name: "Cancel" }).click();

  const edit = await openDialog(page, member, "Edit agents");
  await edit.getByRole("checkbox", { name: "Counted desk", exact: true }).uncheck();
  await edit.getByRole("checkbox", { name: "Recounted desk", exact: true }).check();
  await expect(difference(edit)).toHaveText([
    "+ Recounted desk",
    "− Counted desk",
    "1 call becomes visible",
    "2 calls become hidden",
  ]);
  await save(page, edit, member.name);

  const second = await openDialog(page, member, "Remove");
  await expect(hiddenCalls(second)).toHaveText(`1 call becomes hidden to ${member.name}`);
  await second.getByRole("button", { name: "Cancel" }).click();
  await newCall(cast, "Recounted desk"); // the member stays as it is
  await expect(hiddenCalls(await openDialog(page, member, "Remove"))).toHaveText(
    `2 calls become hidden to ${member.name}`,
  );
});

test("while the calls of another selection are counted, no count of the one before is shown", async ({ cast, as }) => {
  await newAgentWithCalls(cast, "First counted desk", 2);
  await newAgentWithCalls(cast, "Then counted desk", 1);
  const member = await cast.member({ agents: ["First counted desk", "Then counted desk"] });
  const page = await as(cast.ada);
  await openMembers(page, member);
  const dialog = await openDialog(page, member, "Edit agents");
  await dialog.getByRole("checkbox", { name: "First counted desk" }).uncheck();
  await expect(difference(dialog)).toHaveText(["− First counted desk", "2 calls become hidden"]);

  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(changesOfMembers, async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(changesOfMembers);
  await dialog.getByRole("checkbox", { name: "Then counted desk" }).uncheck();
  const names = "− First counted desk, Then counted desk";
  await expect(difference(dialog)).toHaveText([names, "Counting calls…"]);
  await asked;
  await expect(difference(dialog)).toHaveText([names, "Counting calls…"]);
  answer();
  await expect(difference(dialog)).toHaveText([names, "3 calls become hidden"]);
});

test("a count that could not be read is said to be missing, and is read again", async ({ cast, as, faults }) => {
  faults.expect(/status of 503/);
  await newAgentWithCalls(cast, "Uncounted desk", 1);
  const member = await cast.member({ agents: ["Uncounted desk"] });
  const page = await as(cast.ada);
  await openMembers(page, administrator);
  await page.route(changesOfMembers, (route) => route.fulfill({ status: 503 }));
  const removal = await openDialog(page, member, "Remove");
  await expect(hiddenCalls(removal)).toHaveText(notRead);
  await removal.getByRole("button", { name: "Cancel" }).click();

  const edit = await openDialog(page, member, "Edit agents");
  await edit.getByRole("checkbox", { name: "Uncounted desk" }).uncheck();
  await expect(difference(edit)).toHaveText(["− Uncounted desk", notRead]);
  await page.unroute(changesOfMembers);
  await expect(difference(edit)).toHaveText(["− Uncounted desk", "1 call becomes hidden"]);
});
