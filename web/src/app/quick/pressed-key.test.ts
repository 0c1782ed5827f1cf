import { expect, test, vi } from "vitest";

vi.stubGlobal("navigator", { platform: "Linux" });
const { getCommand } = await import("./pressed-key");

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  getCommand({ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test.each([
  ["k", { ctrlKey: true }, "palette"],
  ["k", { metaKey: true }, "palette"],
  ["K", { ctrlKey: true }, "palette"],
  ["л", { ctrlKey: true, code: "KeyK" }, "palette"],
  ["t", { ctrlKey: true, code: "KeyK" }, null],
  ["K", { ctrlKey: true, shiftKey: true }, null],
  ["k", {}, null],
  ["/", {}, "search"],
  ["/", { shiftKey: true }, "search"],
  ["/", { ctrlKey: true }, null],
  ["?", { shiftKey: true }, "keys"],
  ["?", { altKey: true }, null],
])("%s with %j asks for %s", (key, more, command) => {
  expect(press(key, more)).toBe(command);
});
