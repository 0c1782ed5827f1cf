import { expect, test } from "vitest";
import { getRemembered, listSteps } from "./step-progress";

const nothing = { companies: 0, connections: [], agents: 0, calls: 0, members: 1 };
const doneOf = (progress: Parameters<typeof listSteps>[0]) =>
  listSteps(progress).flatMap(([name, isDone]) => (isDone ? [name] : []));

test("a new account has done nothing", () => {
  expect(doneOf(nothing)).toEqual([]);
});

test("a connection counts once it has its secret, or when calls arrive without one", () => {
  expect(doneOf({ ...nothing, connections: [{ id: "one", has_secret: false }] })).toEqual([]);
  expect(doneOf({ ...nothing, connections: [{ id: "one", has_secret: true }] })).toEqual(["connection"]);
  expect(doneOf({ ...nothing, calls: 1 })).toEqual(["connection", "call"]);
});

test("a second member is an invitation", () => {
  expect(doneOf({ ...nothing, members: 2 })).toEqual(["invitation"]);
});

test("steps are shown until they are done and dismissed", () => {
  expect(getRemembered(null, false)).toBe("begun");
  expect(getRemembered("begun", true)).toBe("begun");
  expect(getRemembered("dismissed", true)).toBe("dismissed");
});

test("an account that is complete already shows none, and none later", () => {
  expect(getRemembered(null, true)).toBe("dismissed");
  expect(getRemembered("dismissed", false)).toBe("dismissed");
});
