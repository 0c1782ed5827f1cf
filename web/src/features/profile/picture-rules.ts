export const pictureTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"];

const mostMegabytes = 8;

/** What the page can tell before it sends a picture; the server looks into it. */
export function pictureProblem(file: Pick<File, "size" | "type">): string | null {
  if (!pictureTypes.includes(file.type)) return "Use a picture in PNG, JPEG, WebP or GIF.";
  if (file.size > mostMegabytes * 1024 * 1024) return `Use a picture of at most ${mostMegabytes} MB.`;
  return null;
}
