import { expect, test } from "vitest";
import { readOwnPath } from "./own-path";

test.each([
  "/",
  "/agents",
  "/account/members?sort=-name",
  "/calls?search=a+b&from=2026-11-01",
  "/agents/0190#versions",
  "/calls?search=%2F%2Fberth",
  "/usage?next=https://elsewhere.example",
])("%j is a page of Rollcall", (address) => {
  expect(readOwnPath(address)).toBe(address);
});

test("dots in a path lead nowhere else", () => {
  expect(readOwnPath("/account/../agents")).toBe("/agents");
});

test.each([
  "https://elsewhere.example/x",
  "HTTPS://elsewhere.example",
  "https:elsewhere.example",
  "https:/elsewhere.example",
  "//elsewhere.example",
  "///elsewhere.example",
  "/\\elsewhere.example",
  "\\/elsewhere.example",
  "\\\\elsewhere.example",
  "/\t/elsewhere.example",
  "/\n/elsewhere.example",
  "\t//elsewhere.example",
  " //elsewhere.example",
  "/\u0000/elsewhere.example",
  "/agents\r\nLocation: https://elsewhere.example",
  "/.//elsewhere.example",
  "/..//elsewhere.example",
  "/agents/..//elsewhere.example",
  "/%2e//elsewhere.example",
  "/%2f%2felsewhere.example",
  "/%2Felsewhere.example",
  "%2f%2felsewhere.example",
  "/%5celsewhere.example",
  "/%09/elsewhere.example",
  "/%",
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://elsewhere.example/1",
  "agents",
  "?next=/agents",
  "",
  7,
  null,
  undefined,
  ["/agents"],
])("%j is no page of Rollcall", (address) => {
  expect(readOwnPath(address)).toBeUndefined();
});
