import { createHash, createHmac } from "node:crypto";

/** A request as a store of objects receives it. */
export interface SignedRequest {
  method: string;
  /** Path and query, as they were sent. */
  target: string;
  headers: Record<string, string | undefined>;
  body: Uint8Array;
}

export interface Keys {
  access: string;
  secret: string;
}

/** What S3 answers a request whose signature it refuses. */
export type Refusal =
  | "AccessDenied"
  | "InvalidAccessKeyId"
  | "SignatureDoesNotMatch"
  | "AuthorizationHeaderMalformed"
  | "XAmzContentSHA256Mismatch"
  | "RequestTimeTooSkewed";

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Uint8Array | string, text: string) => createHmac("sha256", key).update(text).digest();

/** As AWS asks for: everything but letters, digits and -._~ */
const encoded = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function canonicalQuery(query: string): string {
  const pairs = query.split("&").filter((pair) => pair !== "");
  const decoded = pairs.map((pair) => {
    const [name, ...value] = pair.split("=");
    return [decodeURIComponent(name!), decodeURIComponent(value.join("="))].map(encoded).join("=");
  });
  return decoded.sort().join("&");
}

/** AWS Signature Version 4, of a request that is signed in its headers. */
export function signatureOf(request: SignedRequest, scope: string, signed: string[], secret: string): string {
  const [path, query = ""] = request.target.split("?") as [string, string?];
  const canonical = [
    request.method,
    decodeURIComponent(path).split("/").map(encoded).join("/"),
    canonicalQuery(query),
    ...signed.map((name) => `${name}:${request.headers[name]?.trim().replaceAll(/ +/g, " ") ?? ""}`),
    "",
    signed.join(";"),
    request.headers["x-amz-content-sha256"],
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = scope.split("/").reduce<Uint8Array | string>((key, part) => hmac(key, part), `AWS4${secret}`);
  return hmac(key, text).toString("hex");
}

const longestDifference = 15 * 60_000;

/** Why a store would refuse the request, if it would. */
export function refusalOf(request: SignedRequest, keys: Keys, region: string): Refusal | undefined {
  const authorization = request.headers["authorization"];
  if (authorization === undefined) return "AccessDenied";
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;
  const [, access, date, signedRegion, names, signature] = form.exec(authorization) ?? [];
  if (signature === undefined || signedRegion !== region) return "AuthorizationHeaderMalformed";
  if (access !== keys.access) return "InvalidAccessKeyId";
  const time = request.headers["x-amz-date"] ?? "";
  const iso = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  if (!(Math.abs(Date.parse(iso) - Date.now()) < longestDifference)) return "RequestTimeTooSkewed";
  const signed = names!.split(";");
  const mustBeSigned = Object.keys(request.headers).filter((name) => name === "host" || name.startsWith("x-amz-"));
  if (mustBeSigned.some((name) => !signed.includes(name))) return "AccessDenied";
  const scope = `${date}/${region}/s3/aws4_request`;
  if (signatureOf(request, scope, signed, keys.secret) !== signature) return "SignatureDoesNotMatch";
  if (request.headers["x-amz-content-sha256"] !== sha256(request.body)) return "XAmzContentSHA256Mismatch";
  return undefined;
}
