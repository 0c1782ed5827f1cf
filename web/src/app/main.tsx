import "./styles";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { pageNonce } from "../lib/page-nonce";

const nonce = pageNonce();
// The scroll lock of open dialogs asks there, and not Mantine.
if (nonce) setNonce(nonce);

// After an update of the server the old page asks for files that are gone: load the new page. What does not come with
// that one either is an error, and no reason to load it again and again.
window.addEventListener("vite:preloadError", () => {
  const minute = 60_000;
  const reloadedAt = Number(window.sessionStorage.getItem("reloaded-at"));
  if (Date.now() - reloadedAt < minute) return;
  window.sessionStorage.setItem("reloaded-at", String(Date.now()));
  window.location.reload();
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
