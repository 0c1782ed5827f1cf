import { expect, test } from "vitest";
import { pictureProblem } from "./picture-rules";

test("what is no picture or too large is told before it is sent", () => {
  expect(pictureProblem({ type: "image/png", size: 8 * 1024 * 1024 })).toBeNull();
  expect(pictureProblem({ type: "image/png", size: 8 * 1024 * 1024 + 1 })).toBe("Use a picture of at most 8 MB.");
  expect(pictureProblem({ type: "image/svg+xml", size: 100 })).toBe("Use a picture in PNG, JPEG, WebP or GIF.");
  expect(pictureProblem({ type: "", size: 100 })).toBe("Use a picture in PNG, JPEG, WebP or GIF.");
});
