import { expect } from "vitest";
import type { Answer, Problem } from "../support/answer.ts";

declare module "vitest" {
  interface Matchers<T = any> {
    toHaveStatus(status: number): T;
    /** Problem details of this status and code; with `fields`, wrong are these and no others. */
    toBeRefused(status: number, code: Problem["code"], fields?: string[]): T;
  }
}

expect.extend({
  toHaveStatus(answer: Answer, status: number) {
    return {
      pass: answer.status === status,
      message: () => `expected status ${status}, got ${answer.status} ${answer.text.slice(0, 500)}`,
    };
  },
  toBeRefused(answer: Answer, status: number, code: Problem["code"], fields?: string[]) {
    const problem = answer.status >= 400 ? answer.problem : undefined;
    const wrong = Object.keys(problem?.fields ?? {}).sort();
    const sameFields = fields === undefined || this.equals(wrong, [...fields].sort());
    return {
      pass: answer.status === status && problem?.code === code && sameFields,
      message: () =>
        `expected ${status} ${code}${fields ? ` at ${fields}` : ""}, got ${answer.status} ${answer.text.slice(0, 500)}`,
    };
  },
});
