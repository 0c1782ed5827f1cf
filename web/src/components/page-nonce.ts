/** The word that the Content-Security-Policy of this response asks of styles that are made by script. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
}
