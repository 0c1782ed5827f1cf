import { describe, expect, test } from "vitest";
import { checkAgainstContract, operations } from "../support/contract.ts";

// The check that every other test rests on: it has to see what is wrong.
const headers = { "x-request-id": "r1", "cache-control": "no-store", "content-type": "application/json" };
const problemHeaders = { ...headers, "content-type": "application/problem+json" };
const problem = { type: "about:blank", title: "Not found", status: 404, code: "not_found", request_id: "r1" };
const stranger = { member: null, setup_required: true };

const check =
  (path: string, status: number, body: unknown, sent: Record<string, string> = headers) =>
  () =>
    checkAgainstContract("GET", path, {
      status,
      headers: sent,
      setCookies: [],
      body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
    });

describe("an answer is held against docs/openapi.yaml:", () => {
  test("what fits passes", () => {
    check("/api/v1/session", 200, stranger)();
    check("/api/v1/agents?limit=1", 200, { items: [], next_cursor: null, previous_cursor: null })();
    check("/api/v1/members/unknown", 404, problem, problemHeaders)();
    check("/api/v1/nowhere", 404, problem, problemHeaders)();
  });

  test.each([
    ["a field is missing", check("/api/v1/session", 200, { member: null }), /setup_required/],
    ["a field is too many", check("/api/v1/session", 200, { ...stranger, secret: 1 }), /additional properties/],
    ["a field is of another type", check("/api/v1/session", 200, { ...stranger, setup_required: 1 }), /boolean/],
    ["an item is not what the list holds", check("/api/v1/agents", 200, { items: [{}], next_cursor: null }), /voice/],
    ["the status is not in it", check("/api/v1/session", 202, stranger), /type is application\/json/],
    ["the type is another", check("/api/v1/session", 200, stranger, problemHeaders), /type is application\/problem/],
    ["the body is no JSON", check("/api/v1/session", 200, undefined), /not JSON/],
    [
      "the code is not in the list",
      check("/api/v1/x", 404, { ...problem, code: "gone" }, problemHeaders),
      /allowed values/,
    ],
    ["the status is told in two ways", check("/api/v1/x", 403, problem, problemHeaders), /`status` differs/],
    [
      "the request's id is told in two ways",
      check("/api/v1/x", 404, { ...problem, request_id: "r2" }, problemHeaders),
      /`request_id`/,
    ],
    ["a header is missing", check("/api/v1/agents/a", 200, {}), /header ETag is missing/],
    [
      "caches may keep it",
      check("/api/v1/session", 200, stranger, { ...headers, "cache-control": "private" }),
      /caches/,
    ],
  ])("it is refused where %s", (_, checking, why) => {
    expect(checking).toThrow(why);
  });
});

describe("the contract names for the CSV file of a list", () => {
  const ofPages = ["Limit", "Cursor", "Total"].map((name) => `#/components/parameters/${name}`);
  const namesOf = (wanted: string) => {
    const parameters = operations.find(({ method, path }) => method === "GET" && path === wanted)?.parameters ?? [];
    return parameters.map(({ $ref, name }) => $ref ?? name!).filter((name) => !ofPages.includes(name));
  };
  const files = operations.map(({ path }) => path).filter((path) => path.endsWith(".csv"));
  const ofLists = files.filter((path) => operations.some((list) => `${list.path}.csv` === path));

  test("of several lists", () => expect(ofLists.length).toBeGreaterThan(3));

  test.each(ofLists)("the parameters of the list, but for those of pages: %s", (path) => {
    expect(namesOf(path).sort()).toEqual(namesOf(path.slice(0, -".csv".length)).sort());
  });
});
