import { describe, expect, test } from "vitest";
import { refusalOf, signatureOf } from "../support/s3-signature.ts";

/** The examples that AWS publishes ("Authenticating Requests: Using the Authorization Header"). */
const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const scope = "20130524/us-east-1/s3/aws4_request";
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const common = { host: "examplebucket.s3.amazonaws.com", "x-amz-date": "20130524T000000Z" };

describe("the door of the store of objects in these tests", () => {
  test.each([
    [
      "GET",
      "/test.txt",
      { range: "bytes=0-9", "x-amz-content-sha256": emptyHash },
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ],
    [
      "PUT",
      "/test%24file.text",
      {
        date: "Fri, 24 May 2013 00:00:00 GMT",
        "x-amz-content-sha256": "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
        "x-amz-storage-class": "REDUCED_REDUNDANCY",
      },
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    ],
    [
      "GET",
      "/?lifecycle",
      { "x-amz-content-sha256": emptyHash },
      "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ],
    [
      "GET",
      "/?max-keys=2&prefix=J",
      { "x-amz-content-sha256": emptyHash },
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ],
  ])("signs %s %s as AWS does", (method, target, headers, signature) => {
    const all = { ...common, ...headers };
    const request = { method, target, headers: all, body: new Uint8Array() };
    expect(signatureOf(request, scope, Object.keys(all).sort(), secret)).toBe(signature);
  });

  test("lets nobody in without a signature", () => {
    const request = { method: "GET", target: "/harbour/one", headers: { host: "127.0.0.1" }, body: new Uint8Array() };
    expect(refusalOf(request, { access: "a", secret: "b" }, "eu")).toBe("AccessDenied");
  });
});
