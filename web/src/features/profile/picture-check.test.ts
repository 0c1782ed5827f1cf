import { expect, test } from "vitest";
import { checkPicture } from "./picture-check";

test("a file that is no picture or too large is refused before it is sent", () => {
  expect(checkPicture({ type: "image/png", size: 8 * 1024 * 1024 })).toBeNull();
  expect(checkPicture({ type: "image/png", size: 8 * 1024 * 1024 + 1 })).toBe("Use a picture of at most 8 MB.");
  expect(checkPicture({ type: "image/svg+xml", size: 100 })).toBe("Use a picture in PNG, JPEG, WebP or GIF.");
  expect(checkPicture({ type: "", size: 100 })).toBe("Use a picture in PNG, JPEG, WebP or GIF.");
});
