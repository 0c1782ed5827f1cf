import "./styles";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { keepFocus } from "./keep-focus";
import { getPageNonce } from "../lib/page-nonce";

const nonce = getPageNonce();
// The scroll lock of open dialogs uses this package, not Mantine's nonce.
if (nonce) setNonce(nonce);

// After an update of the server the open page requests files that no longer exist: load the new page. If that fails too
// within a minute, it is an error, so that the page does not reload in a loop.
window.addEventListener("vite:preloadError", () => {
  const minute = 60_000;
  const reloadedAt = Number(window.sessionStorage.getItem("reloaded-at"));
  if (Date.now() - reloadedAt < minute) return;
  window.sessionStorage.setItem("reloaded-at", String(Date.now()));
  window.location.reload();
});

keepFocus();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
