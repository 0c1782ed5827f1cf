import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import type { Incoming } from "./exchange.ts";

interface Reference {
  $ref?: string;
}
interface DocumentedResponse extends Reference {
  headers?: Record<string, unknown>;
  content?: Record<string, unknown>;
}
interface Operation {
  operationId: string;
  "x-token-scope": string;
  description?: string;
  security?: object[];
  parameters?: (Reference & { name?: string; in?: string })[];
  responses: Record<string, DocumentedResponse>;
}

const file = resolve(import.meta.dirname, "../../docs/openapi.yaml");
export const contract = parse(readFileSync(file, "utf8")) as {
  paths: Record<string, Record<string, Operation>>;
};

const methods = ["get", "put", "post", "patch", "delete"];

/** Each operation of docs/openapi.yaml. */
export const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  methods
    .filter((method) => method in item)
    .map((method) => ({ method: method.toUpperCase(), path, ...item[method]! })),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
(formats as unknown as (target: Ajv2020) => void)(ajv);
ajv.addSchema(contract, "contract");

const compiled = new Map<string, ValidateFunction>();
function validator(pointer: string): ValidateFunction {
  let validate = compiled.get(pointer);
  if (!validate) compiled.set(pointer, (validate = ajv.compile({ $ref: `contract#${pointer}` })));
  return validate;
}

const escaped = (name: string) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

function documented(method: string, path: string, status: number) {
  const sameShape = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path);
  const template = Object.keys(contract.paths).find(sameShape);
  const operation = template && contract.paths[template]![method.toLowerCase()];
  // What the contract does not name is answered by problem details.
  if (!operation) return { response: undefined, pointer: "/components/responses/Problem" };
  const key = String(status) in operation.responses ? String(status) : "default";
  const response = operation.responses[key]!;
  const pointer = response.$ref?.slice(1) ?? `/paths/${escaped(template)}/${method.toLowerCase()}/responses/${key}`;
  return { response, pointer };
}

function at(pointer: string): DocumentedResponse {
  const steps = pointer
    .slice(1)
    .split("/")
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/"));
  return steps.reduce(
    (node, step) => (node as Record<string, unknown>)[step],
    contract as unknown,
  ) as DocumentedResponse;
}

/** Throws where an answer of the API is not what docs/openapi.yaml says. */
export function checkAgainstContract(method: string, path: string, answer: Incoming) {
  const plainPath = path.split("?")[0]!;
  const broken = (why: string): never => {
    throw new Error(`${method} ${plainPath} broke the contract: ${why}\n${answer.status} ${answer.body}`);
  };
  const { pointer } = documented(method, plainPath, answer.status);
  const { content, headers } = at(pointer);

  for (const name of Object.keys(headers ?? {})) {
    // A session that is none has no cookie to clear.
    if (name !== "Set-Cookie" && !(name.toLowerCase() in answer.headers)) broken(`the header ${name} is missing`);
  }
  if (!answer.headers["x-request-id"]) broken("the header X-Request-Id is missing");
  const mayBeStored = "Cache-Control" in (headers ?? {});
  if (!mayBeStored && !answer.headers["cache-control"]?.includes("no-store")) broken("it may be stored by caches");

  if (!content) return answer.body.length > 0 ? broken("it has a body") : undefined;
  const type = answer.headers["content-type"]?.split(";")[0]?.trim() ?? "none";
  const anyOfItsKind = `${type.split("/")[0]}/*`;
  if (!(type in content) && !(anyOfItsKind in content)) broken(`its type is ${type}, not ${Object.keys(content)}`);
  if (!type.endsWith("json")) return;

  const body = parseJson(answer.body) ?? broken("its body is not JSON");
  const validate = validator(`${pointer}/content/${escaped(type)}/schema`);
  if (!validate(body)) broken(ajv.errorsText(validate.errors));
  if (type !== "application/problem+json") return;
  const problem = body as { status: number; request_id: string };
  if (problem.status !== answer.status) broken("its `status` differs from the status line");
  if (problem.request_id !== answer.headers["x-request-id"]) broken("its `request_id` differs from X-Request-Id");
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
