import type { Problem } from "./schema";

type ErrorCode = Problem["code"] | "unreachable" | "unknown";

/** Why a request failed. `message` is a sentence for the user. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  private constructor(
    message: string,
    /** 0 if there was no response. */
    readonly status: number,
    readonly code: ErrorCode,
    readonly fields: Record<string, string> = {},
    readonly requestId: string | null = null,
    /** The contact that has the phone number, for the code `phone_taken`. */
    readonly contactId: string | null = null,
  ) {
    super(message);
  }

  /** `retryAfter` is the value of the header of that name, in seconds. */
  static fromResponse(status: number, body: unknown, retryAfter: number | null = null): ApiError {
    if (!isProblem(body)) {
      return new ApiError(`The server answered with ${status} and gave no reason.`, status, "unknown");
    }
    const detail = body.detail ?? body.title;
    const message =
      detail.startsWith(failedAttempts) && retryAfter
        ? `${failedAttempts} Try again in ${describeWait(retryAfter)}.`
        : detail;
    return new ApiError(message, status, body.code, body.fields, body.request_id, readContactId(body));
  }

  static unreachable(): ApiError {
    return new ApiError("The server cannot be reached. Check the connection and try again.", 0, "unreachable");
  }
}

/** How the detail begins where guesses are limited. Other limits say what may be done how often. */
const failedAttempts = "Too many failed attempts.";

function readContactId(problem: object): string | null {
  return "contact_id" in problem && typeof problem.contact_id === "string" ? problem.contact_id : null;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "title" in body;
}

function describeWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
