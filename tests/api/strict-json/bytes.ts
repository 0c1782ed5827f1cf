/** A body in pieces: text as UTF-8, numbers as bytes. */
export function bytes(...pieces: (string | number)[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece, "utf8") : Buffer.from([piece]))),
  );
}

/** `inner` inside `depth` arrays. */
export const nested = (depth: number, inner = "") => "[".repeat(depth) + inner + "]".repeat(depth);

export type Titled<Rest> = { title: string; body: string | Buffer } & Rest;
