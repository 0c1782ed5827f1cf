/** The nonce of this response's Content-Security-Policy, for styles that a script inserts. */
export function getPageNonce(): string {
  return document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
}
