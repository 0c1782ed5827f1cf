import type { Problem } from "./schema";

export type ErrorCode = Problem["code"] | "unreachable" | "unknown";

/** Why a request was not fulfilled. `message` is a sentence for the person at the page. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  private constructor(
    message: string,
    /** 0 when no answer came. */
    readonly status: number,
    readonly code: ErrorCode,
    readonly fields: Record<string, string> = {},
    readonly requestId: string | null = null,
  ) {
    super(message);
  }

  /** `retryAfter` is what the header of that name says, in seconds. */
  static refused(status: number, body: unknown, retryAfter: number | null = null): ApiError {
    if (!isProblem(body)) {
      return new ApiError(`The server answered with ${status} and gave no reason.`, status, "unknown");
    }
    const message =
      body.code === "too_many_attempts" && retryAfter
        ? `Too many failed attempts. Try again in ${inWords(retryAfter)}.`
        : (body.detail ?? body.title);
    return new ApiError(message, status, body.code, body.fields, body.request_id);
  }

  static unreachable(): ApiError {
    return new ApiError("The server cannot be reached. Check the connection and try again.", 0, "unreachable");
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "title" in body;
}

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
