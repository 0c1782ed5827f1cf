import { expect, test } from "../support/browser.ts";
import { Cast } from "../support/cast.ts";
import { openEdit, save } from "./member-actions.ts";

test.use({ house: "empty" });

test("access to a whole company is shown and revoked also if it is the only company", async ({ server, as }) => {
  const cast = await Cast.withAda(server);
  await cast.newCompany("Quay");
  for (const name of ["Ferry desk", "Cargo desk"]) await cast.newAgent(name, "Quay");
  const member = await cast.member({ companies: ["Quay"] });
  const page = await as(cast.ada);
  const dialog = await openEdit(page, member);
  const later = dialog.getByRole("checkbox", { name: "Quay: and agents added later" });
  await expect(dialog.getByText("2 of 2").first()).toBeVisible();
  await expect(later).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "Ferry desk" })).toBeChecked();

  await later.uncheck();
  await expect(later).toBeFocused();
  await dialog.getByRole("checkbox", { name: "Cargo desk" }).check();
  await save(page, dialog, member.name);
  const saved = (await cast.ada.get(`/members/${member.id}`)).body;
  expect([saved.company_ids, saved.agent_ids]).toEqual([[], [cast.agent("Cargo desk").id]]);
});

test("a company is assigned and taken away also while there are no agents", async ({ server, as }) => {
  const cast = await Cast.withAda(server);
  const landing = await cast.newCompany("Landing");
  const member = await cast.member();
  const page = await as(cast.ada);
  const assigned = async () => (await cast.ada.get(`/members/${member.id}`)).body.company_ids;

  const dialog = await openEdit(page, member);
  await expect(dialog.getByText("No agents yet. You can assign a company now")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Landing: and agents added later" }).check();
  await save(page, dialog, member.name);
  expect(await assigned()).toEqual([landing.id]);

  const again = await openEdit(page, member);
  await again.getByRole("checkbox", { name: "Landing: and agents added later" }).uncheck();
  await save(page, again, member.name);
  expect(await assigned()).toEqual([]);
});
