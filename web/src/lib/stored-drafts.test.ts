import { beforeEach, expect, test, vi } from "vitest";
import {
  findDraftId,
  hasDraft,
  removeAllDrafts,
  removeDraft,
  restoreDraft,
  setDraftOwner,
  wasTypedHere,
  writeDraft,
} from "./stored-drafts";

/** A storage whose keys are its own properties, as in a browser. */
function createStorage(): Storage {
  const storage = Object.create({
    getItem(key: string) {
      return (this as unknown as Record<string, string>)[key] ?? null;
    },
    setItem(key: string, value: string) {
      (this as unknown as Record<string, string>)[key] = value;
    },
    removeItem(key: string) {
      delete (this as unknown as Record<string, string>)[key];
    },
  }) as Storage;
  return storage;
}

beforeEach(() => {
  vi.stubGlobal("window", { sessionStorage: createStorage(), location: { pathname: "/account/members" } });
  setDraftOwner("ada");
});

test("only what was changed is kept, sets among it", () => {
  writeDraft(
    "invite",
    { name: "", title: "Nurse", agents: new Set() },
    { name: "Bo", title: "Nurse", agents: new Set(["b", "a"]) },
  );
  const now = { name: "", title: "Doctor", agents: new Set<string>() };
  const values = { name: "Bo", title: "Doctor", agents: new Set(["a", "b"]) };
  expect(restoreDraft("invite", now)).toEqual({ values, outdated: {}, isRestored: true });
});

test("fields that somebody has saved since are outdated, unless it is what was typed", () => {
  writeDraft("edit", { name: "Bo", title: "Nurse", city: "" }, { name: "Bo Ek", title: "Doctor", city: "Oslo" });
  const { values, outdated } = restoreDraft("edit", { name: "Bo Berg", title: "Doctor", city: "" });
  expect(values).toEqual({ name: "Bo Ek", title: "Doctor", city: "Oslo" });
  expect(outdated).toEqual({ name: "Bo" });
});

test("a draft without changes is none", () => {
  writeDraft("invite", { name: "" }, { name: "Bo" });
  writeDraft("invite", { name: "" }, { name: "" });
  expect(hasDraft("invite")).toBe(false);
});

test("secrets are not stored", () => {
  writeDraft("connection", { name: "" }, { name: "Lines", webhook_secret: "s3", api_key: "k3", new_password: "p3" });
  expect(JSON.stringify(window.sessionStorage)).toContain("Lines");
  expect(JSON.stringify(window.sessionStorage)).not.toMatch(/s3|k3|p3/);
});

test("another member finds nothing of it", () => {
  writeDraft("invite", { name: "" }, { name: "Bo" });
  setDraftOwner("eve");
  expect(hasDraft("invite")).toBe(false);
  setDraftOwner("ada");
  expect(hasDraft("invite")).toBe(false);
});

test("one draft is deleted, or all of them", () => {
  writeDraft("invite", {}, { name: "Bo" });
  writeDraft("edit", {}, { name: "Cy" });
  writeDraft("third", {}, { name: "Di" });
  removeDraft("invite");
  expect([hasDraft("invite"), hasDraft("edit")]).toEqual([false, true]);
  removeAllDrafts();
  expect([hasDraft("edit"), hasDraft("third")]).toEqual([false, false]);
});

test("a draft says whether it was typed on the page that is open", () => {
  writeDraft("invite:agents", { value: "" }, { value: "Sales" });
  expect([wasTypedHere("invite"), wasTypedHere("edit")]).toEqual([true, false]);
  window.location.pathname = "/";
  expect([wasTypedHere("invite"), hasDraft("invite")]).toEqual([false, true]);
});

test("a draft beside a form is one of the form, and names what it is of", () => {
  writeDraft("edit-member:7:agents", { value: "" }, { value: "Sales" });
  expect([hasDraft("edit-member:7"), hasDraft("edit-member:70"), hasDraft("edit")]).toEqual([true, false, false]);
  expect([findDraftId("edit-member"), findDraftId("edit-company")]).toEqual(["7", null]);
});

test.each(['{"name":"Bo"}', '{"value":{"set":[]}}', '{"typed":{"name":"Bo"}}', "null", "[]", "7", "{"])(
  "%s, as another version stored it, is deleted instead of restored",
  (text) => {
    window.sessionStorage.setItem("draft:ada:invite", text);
    expect(restoreDraft("invite", { name: "" })).toEqual({ values: { name: "" }, outdated: {}, isRestored: false });
    expect(hasDraft("invite")).toBe(false);
  },
);

test("what a full storage refuses is known not to be stored, and nothing older of it is restored", () => {
  expect(writeDraft("invite", { name: "" }, { name: "Bo" })).toBe(true);
  vi.spyOn(window.sessionStorage, "setItem").mockImplementation(() => {
    throw new Error("QuotaExceededError");
  });
  expect(writeDraft("invite", { name: "" }, { name: "Bo Ek" })).toBe(false);
  expect(restoreDraft("invite", { name: "" }).isRestored).toBe(false);
});
