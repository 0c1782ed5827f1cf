import createClient from "openapi-fetch";
import { ApiError } from "./api-error";
import { repeatWhenAllowed } from "./refused-requests";
import type { paths } from "./schema";

export const client = createClient<paths>({ baseUrl: "/", credentials: "same-origin", cache: "no-store" });
client.use(repeatWhenAllowed);

interface ClientResult<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of a response. Throws an ApiError if the server refuses the request or cannot be reached. */
export async function getData<Data>(request: Promise<ClientResult<Data>>): Promise<Data> {
  let received: ClientResult<Data>;
  try {
    received = await request;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw ApiError.unreachable();
  }
  const { ok, status, headers } = received.response;
  if (!ok) throw ApiError.fromResponse(status, received.error, Number(headers.get("Retry-After")));
  return received.data as Data;
}

/** The parameters of a write that is refused if the object has changed since it was read. */
export function ifUnchanged({ id, etag }: { id: string; etag: string }) {
  return { path: { id }, header: { "If-Match": etag } };
}
