import { expect, test, type Locator, type Page } from "../support/browser.ts";
import { cmykJpeg, displayP3Png, png, pngOfSamples, pngThatClaims, turnedJpeg } from "../support/picture.ts";

const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });

/** Chooses a file as a person at the keyboard does. */
async function choose(page: Page, button: string, chosen: ReturnType<typeof file>) {
  const chooser = page.waitForEvent("filechooser");
  await expect(page.getByRole("button", { name: button })).toBeEnabled();
  await page.getByRole("button", { name: button }).focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(chosen);
}

const pictureIn = (place: Locator) => place.locator("img[data-avatar]");

/** Red, green and blue of one point, from 0 to 1 from the left and from the top. */
function colourAt(picture: Locator, x: number, y: number): Promise<number[]> {
  return picture.evaluate(
    async (element, [left, top]) => {
      const image = element as HTMLImageElement;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), {
        width: image.naturalWidth,
        height: image.naturalHeight,
      });
      const drawing = canvas.getContext("2d")!;
      drawing.drawImage(image, 0, 0);
      return [...drawing.getImageData(canvas.width * left!, canvas.height * top!, 1, 1).data.slice(0, 3)];
    },
    [x, y] as [number, number],
  );
}

test("M4 a row has the profile picture, which its owner has uploaded, until it is taken away", async ({ cast, as }) => {
  const member = await cast.member();
  const page = await as(member);
  await page.goto("/profile");
  await choose(page, "Add picture", file("harbour.png", "image/png", png(300, 200)));
  await expect(page.getByRole("button", { name: "Change picture" })).toBeVisible();
  await expect(pictureIn(page.getByRole("main"))).toBeVisible();
  await expect(pictureIn(page.getByRole("complementary", { name: "Menu" }))).toBeVisible();

  const list = await as(cast.ada);
  await list.goto("/account/members?sort=-created_at");
  const row = list.getByRole("row").filter({ hasText: member.email });
  const [red, green, blue] = await colourAt(pictureIn(row), 0.5, 0.5);
  expect(Math.abs(red! - 20) + Math.abs(green! - 160) + Math.abs(blue! - 90)).toBeLessThan(30);
  await row.getByRole("button", { name: `Change password: ${member.name}` }).click();
  await expect(pictureIn(list.getByRole("dialog"))).toBeVisible();

  await page.getByRole("button", { name: "Remove picture" }).click();
  await expect(page.getByRole("button", { name: "Add picture" })).toBeVisible();
  await expect(pictureIn(page.locator("body"))).toHaveCount(0);
  await list.reload();
  await expect(row.getByText(member.name.charAt(0), { exact: true })).toBeVisible();
  await expect(pictureIn(row)).toHaveCount(0);
});

test("a picture is turned as the camera says, cut to its middle, and replaced at once", async ({ cast, as }) => {
  const page = await as(await cast.member());
  await page.goto("/profile");
  await choose(page, "Add picture", file("first.png", "image/png", png()));
  const picture = pictureIn(page.getByRole("main"));
  await expect(picture).toBeVisible();
  const before = await picture.getAttribute("src");
  await choose(page, "Change picture", file("turned.jpg", "image/jpeg", turnedJpeg));
  await expect(picture).not.toHaveAttribute("src", before!);
  for (const [x, y, channel] of [
    [0.2, 0.2, 0],
    [0.8, 0.2, 0],
    [0.2, 0.8, 2],
    [0.8, 0.8, 2],
  ] as const) {
    const colour = await colourAt(picture, x, y);
    expect(colour.indexOf(Math.max(...colour)), `the colour at ${x}, ${y}`).toBe(channel);
  }
});

test("a picture keeps its colours, whatever kind it is", async ({ cast, as }) => {
  const member = await cast.member();
  const page = await as(member);
  await page.goto("/profile");
  const white = [255, 255, 255];
  const kinds: [string, Buffer, number[], tolerance?: number][] = [
    ["blue", pngOfSamples([0, 0, 255]), [0, 0, 255]],
    ["green", pngOfSamples([12, 200, 99]), [12, 200, 99]],
    ["white", pngOfSamples(white), white, 0],
    ["black", pngOfSamples([0, 0, 0]), [0, 0, 0]],
    ["grey", pngOfSamples([128]), [128, 128, 128]],
    ["white as grey", pngOfSamples([255]), white, 0],
    ["grey with alpha, over white", pngOfSamples([0, 128]), [127, 127, 127]],
    ["blue with alpha, over white", pngOfSamples([0, 0, 255, 128]), [127, 127, 255]],
    ["nothing visible", pngOfSamples([255, 0, 0, 0]), white, 0],
    ["16 bits", pngOfSamples([0, 0, 65_535], 16), [0, 0, 255]],
    ["white in 16 bits", pngOfSamples([65_535, 65_535, 65_535], 16), white, 0],
    ["grey in 16 bits", pngOfSamples([32_896], 16), [128, 128, 128]],
    ["with a profile of its own", displayP3Png, [214, 92, 34], 6],
    ["CMYK without a profile", cmykJpeg, [27, 39, 123], 6],
  ];
  for (const [kind, picture, expected, tolerance = 3] of kinds) {
    const { picture_url } = (
      await member.put("/profile/picture", picture, { headers: { "Content-Type": "image/png" } })
    ).body;
    await page.evaluate((url) => {
      document.querySelector("[data-colour]")?.remove();
      document.body.append(Object.assign(new Image(), { src: url }));
      document.body.lastElementChild!.setAttribute("data-colour", "");
    }, picture_url);
    const colour = await colourAt(page.locator("[data-colour]"), 0.5, 0.5);
    const difference = Math.max(...colour.map((sample, channel) => Math.abs(sample - expected[channel]!)));
    expect(difference, `${kind}: ${colour.join(", ")}`).toBeLessThanOrEqual(tolerance);
  }
});

test("what is no picture is refused in words, and the one before stays", async ({ cast, as }) => {
  const page = await as(await cast.member());
  await page.goto("/profile");
  await choose(page, "Add picture", file("first.png", "image/png", png()));
  const picture = pictureIn(page.getByRole("main"));
  await expect(picture).toBeVisible();
  const problem = page.getByRole("main").getByRole("alert");

  await choose(page, "Change picture", file("drawing.svg", "image/svg+xml", Buffer.from("<svg/>")));
  await expect(problem).toHaveText("Use a picture in PNG, JPEG, WebP or GIF.");
  await choose(page, "Change picture", file("bomb.png", "image/png", pngThatClaims(50_000, 50_000)));
  await expect(problem).toContainText("too many pixels");
  await choose(page, "Change picture", file("half.png", "image/png", png(300, 300).subarray(0, 400)));
  await expect(problem).toContainText("damaged or not complete");
  await expect(picture).toBeVisible();
  await choose(page, "Change picture", file("good.jpg", "image/jpeg", turnedJpeg));
  await expect(problem).toHaveCount(0);
});

test("the same file can be chosen again after the picture was removed", async ({ cast, as }) => {
  const page = await as(await cast.member());
  await page.goto("/profile");
  const chosen = () => page.locator("input[type=file]").evaluate((input: HTMLInputElement) => input.files!.length);
  await choose(page, "Add picture", file("quay.png", "image/png", png(40, 40)));
  await expect(page.getByRole("button", { name: "Change picture" })).toBeVisible();
  // A browser reports no change when a file is chosen that the field still holds.
  expect(await chosen()).toBe(0);
  await page.getByRole("button", { name: "Remove picture" }).click();
  await choose(page, "Add picture", file("notes.txt", "text/plain", Buffer.from("no picture")));
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await chosen()).toBe(0);
});
