import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { accountName } from "../support/cast.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const change = (changes: object, ifMatch?: string) =>
  cast.ada.patch("/settings", changes, ifMatch === undefined ? {} : { ifMatch });

describe("the time zones to choose from", () => {
  test("are those that the server knows, and each can be chosen", async () => {
    const { items } = (await cast.ada.get("/time-zones")).body;
    expect(items[0]).toBe("UTC");
    expect(new Set(items).size).toBe(items.length);
    for (const time_zone of ["Africa/Cairo", "America/Coyhaique", "Asia/Kolkata", "Europe/Kyiv"]) {
      expect(items).toContain(time_zone);
      expect(await cast.ada.patch("/settings", { time_zone })).toHaveStatus(200);
    }
    expect(await cast.ada.patch("/settings", { time_zone: "UTC" })).toHaveStatus(200);
  });
});

describe("the settings", () => {
  test("of a new account are named, and harm nobody", async () => {
    expect((await cast.ada.get("/settings")).body).toMatchObject({
      account_name: accountName,
      crm_enabled: true,
      rounding_rule: "per_second",
      time_zone: "UTC",
      minimum_password_length: 6,
      invitation_lifetime_days: 7,
      can: ["update"],
    });
  });

  test("change one by one, hold at once, and are recorded by the names of the fields", async () => {
    const { etag } = (await cast.ada.get("/settings")).body;
    const changed = await change(
      { time_zone: "Europe/Berlin", rounding_rule: "per_6_seconds", crm_enabled: true },
      etag,
    );
    expect(changed).toHaveStatus(200);
    expect(changed.body).toMatchObject({ time_zone: "Europe/Berlin", rounding_rule: "per_6_seconds" });
    expect(changed.body.account_name).toBe(accountName);
    expect(changed.body.etag).not.toBe(etag);
    expect(changed.headers["etag"]).toBe(changed.body.etag);
    expect((await cast.ada.get("/settings")).body).toEqual(changed.body);

    const [entry] = (await cast.ada.get("/audit-entries", { action: "settings.updated" })).body.items;
    expect(entry).toMatchObject({ actor_id: cast.ada.id, subject_id: "account", subject_name: accountName });
    expect(entry!.fields).toEqual(["rounding_rule", "time_zone"]);
  });

  test("that change nothing keep their version and are not recorded", async () => {
    const before = (await cast.ada.get("/settings")).body;
    expect((await change({ account_name: ` ${before.account_name} ` })).body.etag).toBe(before.etag);
  });

  test("are not overwritten by a caller who has not seen the last change", async () => {
    const { etag } = (await cast.ada.get("/settings")).body;
    expect(await change({ invitation_lifetime_days: 3 }, etag)).toHaveStatus(200);
    expect(await change({ invitation_lifetime_days: 14 }, etag)).toBeRefused(412, "changed_meanwhile");
    expect((await cast.ada.get("/settings")).body.invitation_lifetime_days).toBe(3);
  });

  test.each([
    ["account_name", ["", "   ", null, "x".repeat(201), "two\nlines", 7]],
    ["crm_enabled", [null, "yes", 1]],
    ["rounding_rule", ["per_hour", "", null]],
    ["time_zone", ["Mars/Olympus", "PST", "GMT+2", "europe/berlin", "", null]],
    ["minimum_password_length", [5, 0, -1, 65, 7.5, "8", null]],
    ["invitation_lifetime_days", [0, -1, 31, 1.5, "7", null]],
  ])("refuse a wrong %s", async (field, wrong) => {
    for (const value of wrong) expect(await change({ [field]: value })).toBeRefused(422, "invalid_fields", [field]);
  });

  test("tell all that is wrong at once, and take none of it", async () => {
    const before = (await cast.ada.get("/settings")).body;
    const answer = await change({ account_name: "Quay", time_zone: "Mars/Olympus", minimum_password_length: 3 });
    expect(answer).toBeRefused(422, "invalid_fields", ["minimum_password_length", "time_zone"]);
    expect(await change({ account_name: "Quay", colour: "red" })).toBeRefused(422, "invalid_fields", ["colour"]);
    expect((await cast.ada.get("/settings")).body).toEqual(before);
  });
});

describe("the smallest password length", () => {
  test("holds at once for every new password, and leaves those that are there", async () => {
    const eva = await cast.member();
    const session = async () => (await eva.get("/session")).body.account!.minimum_password_length;
    expect(await change({ minimum_password_length: 12 })).toHaveStatus(200);
    try {
      expect(await session()).toBe(12);
      const short = "elevenchars";
      const invited = { email: "short@harbour.example", name: "Short", password: short, send_invitation: false };
      expect(await cast.ada.post("/members", invited)).toBeRefused(422, "invalid_fields", ["password"]);
      const set = await cast.ada.put(`/members/${eva.id}/password`, { password: short });
      expect(set.problem.fields).toEqual({ password: "Use at least 12 characters." });
      const own = { current_password: eva.password, password: short };
      expect(await eva.put("/profile/password", own)).toBeRefused(422, "invalid_fields", ["password"]);
      expect(await new Client(server).signIn(eva.email, eva.password)).toHaveStatus(201);
    } finally {
      await change({ minimum_password_length: 6 });
    }
    expect(await session()).toBe(6);
  });
});

describe("an account without the CRM", () => {
  test("gives it to nobody, takes it from all, and gives back what was stored", async () => {
    const had = await cast.member({ permissions: { access_crm: true, view_recordings: true } });
    const hadNot = await cast.member();
    const effective = async (person: Client) => (await person.get("/session")).body.permissions!.access_crm;
    expect(await effective(had)).toBe(true);

    await change({ crm_enabled: false });
    try {
      expect(await effective(had)).toBe(false);
      expect(await effective(cast.ada)).toBe(false);
      expect((await had.get("/profile")).body.permissions).toMatchObject({ access_crm: false, view_recordings: true });

      const field = ["permissions.access_crm"];
      const grant = { permissions: { access_crm: true } };
      const created = { email: "crm@harbour.example", name: "C", password: "seven gulls", send_invitation: false };
      expect(await cast.ada.post("/members", { ...created, ...grant })).toBeRefused(422, "invalid_fields", field);
      expect(await cast.ada.patch(`/members/${hadNot.id}`, grant)).toBeRefused(422, "invalid_fields", field);
      expect(await cast.ada.post(`/members/${hadNot.id}/changes`, grant)).toBeRefused(422, "invalid_fields", field);
      // A permission that the member already has is not granted again.
      expect(await cast.ada.patch(`/members/${had.id}`, { ...grant, job_title: "Client" })).toHaveStatus(200);
    } finally {
      await change({ crm_enabled: true });
    }
    expect(await effective(had)).toBe(true);
    expect(await cast.ada.patch(`/members/${hadNot.id}`, { permissions: { access_crm: true } })).toHaveStatus(200);
  });
});

describe("the settings of campaigns", () => {
  test("are the hours, the calls of a day and the consent", async () => {
    const before = (await cast.ada.get("/settings")).body;
    expect(before).toMatchObject({
      call_hours: { from: "08:00", to: "21:00" },
      calls_per_number_and_day: 3,
      consent: "required",
    });
    const changes = {
      call_hours: { from: "07:30", to: "24:00" },
      calls_per_number_and_day: 20,
      consent: "warning",
    } as const;
    const changed = await cast.ada.patch("/settings", changes);
    expect(changed.body).toMatchObject(changes);
    const [entry] = (await cast.ada.get("/audit-entries", { action: "settings.updated" })).body.items;
    expect(entry!.changes).toEqual({
      call_hours: { before: "08:00-21:00", after: "07:30-24:00" },
      calls_per_number_and_day: { before: 3, after: 20 },
      consent: { before: "required", after: "warning" },
    });
    const { call_hours, calls_per_number_and_day, consent } = before;
    await cast.ada.patch("/settings", { call_hours, calls_per_number_and_day, consent });
  });

  test.each<[Record<string, unknown>, string[]]>([
    [{ call_hours: null }, ["call_hours"]],
    [{ call_hours: { from: "20:00", to: "08:00" } }, ["call_hours"]],
    [{ call_hours: { from: "8 am", to: "21:00" } }, ["call_hours.from"]],
    [{ calls_per_number_and_day: 0 }, ["calls_per_number_and_day"]],
    [{ calls_per_number_and_day: 21 }, ["calls_per_number_and_day"]],
    [{ consent: "perhaps" }, ["consent"]],
  ])("do not take %j", async (changes, fields) => {
    expect(await cast.ada.patch("/settings", changes)).toBeRefused(422, "invalid_fields", fields);
  });
});
