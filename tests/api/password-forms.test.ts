import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { eventually, keptToken } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer, tokenIn } from "../support/smtp.ts";
import { runSql } from "../support/sql.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.withAda(server);
});
afterAll(() => server.stop());

const passwords = ["Crème brûlée à l’heure", "mật khẩu của tôi", "バナナで釘が打てる", "고양이 세 마리"];
const composed = (text: string) => text.normalize("NFC");
const decomposed = (text: string) => text.normalize("NFD");
const [usual] = passwords as [string];

const hashes = () => counter(cast.ada, "rollcall_password_hashes_total");
async function hashesOf(work: () => Promise<unknown>): Promise<number> {
  const before = await hashes();
  await work();
  return (await hashes()) - before;
}
const signIn = (person: { email: string }, password: string) => new Client(server).signIn(person.email, password);
async function expectEachForm(person: { email: string }, password: string) {
  for (const form of [composed(password), decomposed(password)]) expect(await signIn(person, form)).toHaveStatus(201);
}

let number = 0;
async function create(password: string): Promise<Person> {
  const who = { email: `forms-${++number}@harbour.example`, name: `Forms ${number}`, password };
  const { id } = (await cast.ada.post("/members", { ...who, send_invitation: false })).body;
  const person = new Person(server, { id, ...who });
  return person;
}
async function createSignedIn(password: string): Promise<Person> {
  const person = await create(password);
  expect(await person.signIn(person.email, password)).toHaveStatus(201);
  return person;
}

describe("a password is the same however it is typed", () => {
  test.each(passwords)("%s", async (password) => {
    expect(composed(password)).not.toBe(decomposed(password));
    const forms = [composed(password), decomposed(password)] as const;
    expect(await signIn(await create(forms[0]), forms[1])).toHaveStatus(201);
    const person = await create(forms[1]);
    expect(await signIn(person, forms[0])).toHaveStatus(201);
    expect(await signIn(person, `${password}\u0301`)).toBeRefused(401, "wrong_credentials");
  });

  test("when an administrator sets it", async () => {
    const person = await cast.memberNotSignedIn();
    expect(await cast.ada.put(`/members/${person.id}/password`, { password: decomposed(usual) })).toHaveStatus(204);
    await expectEachForm(person, usual);
  });

  test("when an invited member chooses it", async () => {
    const email = "invited@forms.example";
    const { id } = (await cast.ada.post("/members", { email, name: "Invited", send_invitation: true })).body;
    const token = await keptToken(cast.ada, id);
    const body = { token, password: decomposed(usual) };
    expect(await new Client(server).post("/invitations/acceptance", body)).toHaveStatus(201);
    await expectEachForm({ email }, usual);
  });

  test("when a member changes it, and gives the current one", async () => {
    const person = await createSignedIn(composed(usual));
    const same = { current_password: composed(usual), password: decomposed(usual) };
    expect(await person.put("/profile/password", same)).toBeRefused(422, "invalid_fields", ["password"]);
    const other = { current_password: decomposed(usual), password: decomposed(passwords[1]!) };
    expect(await person.put("/profile/password", other)).toHaveStatus(204);
    await expectEachForm(person, passwords[1]!);
    expect(await signIn(person, usual)).toHaveStatus(401);
  });

  test("when a member confirms it", async () => {
    const person = await createSignedIn(decomposed(usual));
    for (const password of [composed(usual), decomposed(usual)])
      expect(await person.post("/session/confirmation", { password })).toHaveStatus(204);
    expect(await person.post("/session/confirmation", { password: `${usual}\u0300` })).toHaveStatus(422);
  });

  test("when the account is set up, and by the link of an email", async () => {
    const post = await MailServer.start();
    const house = await startServer({ flags: post.flags });
    const email = "nils@forms.example";
    const account = { token: await house.setupToken(), account_name: "Forms", name: "Nils", email };
    expect(await new Client(house).post("/setup", { ...account, password: decomposed(usual) })).toHaveStatus(201);
    for (const form of [composed(usual), decomposed(usual)])
      expect(await new Client(house).signIn(email, form)).toHaveStatus(201);

    await new Client(house).post("/password-resets", { email });
    const mail = await eventually("the email with a link", async () =>
      post.received.find(({ parsed }) => parsed.text!.includes("#token=")),
    );
    const chosen = { token: tokenIn(mail.parsed.text!), password: decomposed(passwords[2]!) };
    expect(await new Client(house).post("/password-resets/completion", chosen)).toHaveStatus(204);
    for (const form of [composed, decomposed])
      expect(await new Client(house).signIn(email, form(passwords[2]!))).toHaveStatus(201);
    await house.stop();
    await post.stop();
  });
});

describe("the length of a password", () => {
  const set = async (password: string) => {
    const person = await cast.memberNotSignedIn();
    return cast.ada.put(`/members/${person.id}/password`, { password });
  };

  test("is counted after it is composed, at both ends", async () => {
    expect(await set(decomposed("åäöéü"))).toBeRefused(422, "invalid_fields", ["password"]);
    expect(await set(decomposed("åäöéüñ"))).toHaveStatus(204);
    // Longer as it is typed, and not as it is kept; then the other way round.
    expect(await set(decomposed("é".repeat(1024)))).toHaveStatus(204);
    expect(await set("\u0958".repeat(513))).toBeRefused(422, "invalid_fields", ["password"]);
    expect(await set("\u0958".repeat(512))).toHaveStatus(204);
  });

  test("a common one is refused in each form", async () => {
    for (const form of [composed, decomposed])
      expect(await set(form("contraseña"))).toBeRefused(422, "invalid_fields", ["password"]);
  });
});

describe("the work of a sign-in", () => {
  test("depends on what was typed, and not on who is a member", async () => {
    const member = await create(composed(usual));
    const suspended = await create(decomposed(usual));
    await cast.ada.put(`/members/${suspended.id}/suspension`);
    const invited = { email: "yet-to-accept@forms.example" };
    await cast.ada.post("/members", { ...invited, name: "Invited", send_invitation: true });
    const stranger = { email: "stranger@forms.example" };
    const wrong = `${usual} and more`;
    for (const person of [member, suspended, invited, stranger]) {
      expect(await hashesOf(() => signIn(person, "plain letters only"))).toBe(1);
      expect(await hashesOf(() => signIn(person, decomposed(wrong)))).toBe(2);
    }
    expect(await hashesOf(() => signIn(suspended, decomposed(usual)))).toBe(2);
    expect(await hashesOf(() => signIn(member, decomposed(usual)))).toBe(1);
  });
});

describe("an earlier hash, of a password as it was typed", () => {
  const old = "café on the quay";
  const hashOfDecomposed =
    "$argon2id$v=19$m=65536,t=2,p=1$ojS7usQU4QO+nDY5l8rfEQ$OSBNqVYC+7klPUYZIuncqFqXLx9C2S0GH8tXLOzU+lo";
  let people: Person[];
  const stored = (person: Person) => runSql(server, `SELECT password_hash FROM members WHERE id = '${person.id}'`);
  beforeAll(async () => {
    people = await Promise.all([create("seven gulls at dawn"), createSignedIn("seven gulls at dawn")]);
    await server.stop();
    for (const { id } of people)
      runSql(server, `UPDATE members SET password_hash = '${hashOfDecomposed}' WHERE id = '${id}'`);
    await server.startAgain();
  });

  test("signs in as it was typed then, is renewed, and is the same in each form from then on", async () => {
    const [person] = people as [Person];
    expect(await signIn(person, composed(old))).toHaveStatus(401);
    expect(await hashesOf(() => signIn(person, decomposed(old)))).toBe(3);
    await expectEachForm(person, old);
    expect(await hashesOf(() => signIn(person, decomposed(old)))).toBe(1);
  });

  test("is confirmed, and renewed by that too", async () => {
    const person = people[1]!;
    expect(await person.post("/session/confirmation", { password: decomposed(old) })).toHaveStatus(204);
    await expectEachForm(person, old);
    expect(await person.get("/session")).toHaveStatus(200);
    await server.stop();
    for (const each of people) expect(stored(each)).not.toBe(hashOfDecomposed);
    await server.startAgain();
  });
});
