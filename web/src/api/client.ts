import createClient from "openapi-fetch";
import { ApiError } from "./api-error";
import type { paths } from "./schema";

export const client = createClient<paths>({ baseUrl: "/", credentials: "same-origin", cache: "no-store" });

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What the server answered. Throws ApiError for a refusal, and where no answer came. */
export async function answer<Data>(request: Promise<Answer<Data>>): Promise<Data> {
  let answered: Answer<Data>;
  try {
    answered = await request;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw ApiError.unreachable();
  }
  const { ok, status, headers } = answered.response;
  if (!ok) throw ApiError.refused(status, answered.error, Number(headers.get("Retry-After")));
  return answered.data as Data;
}
