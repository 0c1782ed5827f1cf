import type { Incoming } from "./exchange.ts";
import type { paths } from "../../fixtures/schema.d.ts";
import type { Schemas } from "../../fixtures/schemas.ts";

export type { Schemas };
export type Problem = Schemas["Problem"];

/** `/api/v1/agents/{id}` as the paths that it stands for. */
type Concrete<Template> = Template extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Concrete<After>}`
  : Template;

type Segments<Path extends string> = Path extends `${string}/${infer Rest}` ? ["/", ...Segments<Rest>] : [];

/** `${string}` reaches over slashes: `/agents/{id}` would stand for what lies below it too. */
type IsAsLong<Path extends string, Template extends string> =
  Segments<Path> extends Segments<Template> ? (Segments<Template> extends Segments<Path> ? true : false) : false;

type TemplateOf<Path extends string> = Path extends string
  ? {
      [Template in keyof paths]: `/api/v1${Path}` extends Concrete<Template>
        ? IsAsLong<`/api/v1${Path}`, Template> extends true
          ? Template
          : never
        : never;
    }[keyof paths]
  : never;

/** A list's items are those of its own schema, not the unknown ones of `Page`. */
type WithItems<Body> = Body extends Schemas["Page"] & { items?: (infer Item)[] }
  ? Omit<Schemas["Page"], "items"> & { items: Item[] }
  : Body;

type JsonOf<Responses, Status> = Status extends keyof Responses
  ? Responses[Status] extends { content: { "application/json": infer Body } }
    ? WithItems<Body>
    : never
  : never;

/** What a good answer to `method` on `path` (below /api/v1) holds, by docs/openapi.yaml. */
export type BodyOf<Path extends string, Method extends string> = {
  [Template in TemplateOf<Path>]: Method extends keyof paths[Template]
    ? paths[Template][Method] extends { responses: infer Responses }
      ? JsonOf<Responses, 200> | JsonOf<Responses, 201>
      : never
    : never;
}[TemplateOf<Path>];

export class Answer<Body = unknown> {
  readonly incoming: Incoming;
  constructor(incoming: Incoming) {
    this.incoming = incoming;
  }

  get status(): number {
    return this.incoming.status;
  }
  get headers(): Record<string, string> {
    return this.incoming.headers;
  }
  get setCookies(): string[] {
    return this.incoming.setCookies;
  }
  get text(): string {
    return this.incoming.body.toString("utf8");
  }

  /** What was asked for; throws when the answer is a refusal. */
  get body(): Body {
    if (this.status >= 400) throw new Error(`Refused: ${this.status} ${this.text}`);
    return JSON.parse(this.text) as Body;
  }

  /** Why it was refused; throws when it was not. */
  get problem(): Problem {
    if (this.status < 400) throw new Error(`Not refused: ${this.status} ${this.text}`);
    return JSON.parse(this.text) as Problem;
  }
}
