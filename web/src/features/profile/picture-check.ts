export const pictureTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"];

const maximumMegabytes = 8;

/** Why a file is refused before it is sent, by its type and size. The server checks the content. */
export function checkPicture(file: Pick<File, "size" | "type">): string | null {
  if (!pictureTypes.includes(file.type)) return "Use a picture in PNG, JPEG, WebP or GIF.";
  if (file.size > maximumMegabytes * 1024 * 1024) return `Use a picture of at most ${maximumMegabytes} MB.`;
  return null;
}
