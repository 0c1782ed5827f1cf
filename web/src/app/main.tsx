import "./styles";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { pageNonce } from "../components/page-nonce";

const nonce = pageNonce();
// The scroll lock of open dialogs asks there, and not Mantine.
if (nonce) setNonce(nonce);

// After an update of the server the old page asks for files that are gone: load the new page.
window.addEventListener("vite:preloadError", () => window.location.reload());

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
