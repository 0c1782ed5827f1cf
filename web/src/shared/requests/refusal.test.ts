import { expect, test } from "vitest";
import { ApiError } from "../../api/api-error";
import { sortRefusal } from "./refusal";

const known = ["email", "name", "agent_ids"];

function refused(code: string, detail: string, fields?: Record<string, string>) {
  return ApiError.fromResponse(422, {
    type: "about:blank",
    title: "Refused",
    status: 422,
    code,
    detail,
    fields,
    request_id: "r",
  });
}

test("each message of the server is assigned to its field", () => {
  const error = refused("invalid_fields", "Some fields are wrong.", {
    name: "Too long.",
    "agent_ids[2]": "No such agent.",
  });
  expect(sortRefusal(error, known)).toEqual({ fields: { name: "Too long.", agent_ids: "No such agent." }, rest: null });
});

test("a message for a part of an object is assigned to the field of that part, or else of the object", () => {
  const error = refused("invalid_fields", "Some fields are wrong.", {
    "consent.purpose": "This is required.",
    "permissions.access_crm": "The CRM is off.",
  });
  const { fields } = sortRefusal(error, ["consent_purpose", "permissions"]);
  expect(fields).toEqual({ consent_purpose: "This is required.", permissions: "The CRM is off." });
});

test("a message for a whole object is assigned to its first field", () => {
  const error = refused("invalid_fields", "Some fields are wrong.", { hours: "Calls are only allowed from 8 to 21." });
  expect(sortRefusal(error, ["name", "hours_from", "hours_to"])).toEqual({
    fields: { hours_from: "Calls are only allowed from 8 to 21." },
    rest: null,
  });
});

test("a message for an unknown field is reported for the form", () => {
  const error = refused("invalid_fields", "Some fields are wrong.", { name: "Too long.", colour: "Unknown field." });
  expect(sortRefusal(error, known)).toEqual({ fields: { name: "Too long." }, rest: "Unknown field." });
});

test("a taken email is reported at the email", () => {
  const error = refused("email_taken", "This person is already a member.");
  expect(sortRefusal(error, known).fields).toEqual({ email: "This person is already a member." });
});

test("a refusal without fields is reported for the form", () => {
  expect(sortRefusal(refused("conflict", "Not now."), known)).toEqual({ fields: {}, rest: "Not now." });
});
